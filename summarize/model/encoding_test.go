package model

import (
	"bytes"
	"compress/flate"
	"flag"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/tiktoken-go/tokenizer/codec"
)

var update = flag.Bool("update", false, "write the vocabularies anew")

// The library that knows the encodings, which the program does not link.
var known = map[string]struct {
	library *codec.Codec
	tokens  uint
	own     func() *encoding
}{
	"o200k":  {codec.NewO200kBase(), 199998, o200k},
	"cl100k": {codec.NewCl100kBase(), 100256, cl100k},
}

func TestVocabulariesAreTheLibrarys(t *testing.T) {
	t.Parallel()
	for name, e := range known {
		var all bytes.Buffer
		for id := range e.tokens {
			token, err := e.library.Decode([]uint{id})
			if err != nil || len(token) > 255 {
				t.Fatalf("%s: token %d: %d bytes, %v", name, id, len(token), err)
			}
			all.WriteByte(byte(len(token)))
			all.WriteString(token)
		}
		if *update {
			writeDeflated(t, name+".vocabulary", all.Bytes())
			continue
		}
		ranks := e.own().ranks
		if len(ranks) != int(e.tokens) {
			t.Errorf("%s: %d tokens, want %d", name, len(ranks), e.tokens)
		}
		for token, rank := range ranks {
			if want, err := e.library.Decode([]uint{uint(rank)}); err != nil || want != token {
				t.Fatalf("%s: token %d is %q, want %q, %v", name, rank, token, want, err)
			}
		}
	}
}

func writeDeflated(t *testing.T, file string, data []byte) {
	t.Helper()
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestCompression)
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err == nil {
		err = os.WriteFile(file, packed.Bytes(), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func FuzzCountIsTheLibrarys(f *testing.F) {
	for _, text := range []string{
		"The council put off a vote on its island ferries until 3 March.", "Ilse Vega said: “We’ll sail.”\r\n\r\n  Won't SHE'LL", "船は三月まで出ない。",
		"   \n\t x  ", "antidisestablishmentarianismic", strings.Repeat("schifffahrt", 40), "\xff\xfe", "🛳️ 12345678", "",
	} {
		f.Add(text)
	}
	own := map[string]*encoding{}
	for name, e := range known {
		own[name] = e.own()
	}
	f.Fuzz(func(t *testing.T, text string) {
		for name, e := range known {
			want, err := e.library.Count(text)
			got, ok := own[name].count(text)
			if long := len(text) / longPiece; ok != (err == nil) || got < want-long || got > want+long {
				t.Errorf("%s: %d tokens, %v; want %d, %v", name, got, ok, want, err)
			}
		}
	})
}

func TestTimeForALongPieceGrowsWithItsLength(t *testing.T) {
	t.Parallel()
	e, times := o200k(), 8
	piece := strings.Repeat("xqzj", 10*longPiece/4)
	count := func(text string) time.Duration {
		best := time.Duration(math.MaxInt64)
		for range 3 {
			start := time.Now()
			e.count(text)
			best = min(best, time.Since(start))
		}
		return best
	}
	short, long := count(piece), count(strings.Repeat(piece, times))
	if ratio := float64(long) / float64(short); ratio > float64(4*times) {
		t.Errorf("%d times as long a piece takes %.1f times as long", times, ratio)
	}
}
