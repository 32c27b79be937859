package playground

import (
	"bytes"
	"compress/zlib"

	"github.com/gorilla/websocket"
)

const minZipped = 512 // bytes; what is shorter goes out as it is, as Discord may choose to

// A zipper compresses frames, each on its own, for clients that asked for it as they identified.
type zipper struct {
	buffer bytes.Buffer
	writer *zlib.Writer // made when it is first needed: it is large
}

// pack is a frame's websocket type and bytes.
func (z *zipper) pack(f frame) (kind int, data []byte) {
	if !f.zipped || len(f.data) < minZipped {
		return websocket.TextMessage, f.data
	}
	z.buffer.Reset()
	if z.writer == nil {
		z.writer = zlib.NewWriter(&z.buffer)
	} else {
		z.writer.Reset(&z.buffer)
	}
	z.writer.Write(f.data) // into memory: it cannot fail
	z.writer.Close()
	return websocket.BinaryMessage, z.buffer.Bytes()
}
