package playground

import (
	_ "embed"
	"net"
	"net/http"
)

// This file serves the page: a small Discord in the browser. Its sources lie in page/, in TypeScript; what is served is the bundle
// that a test makes of them and holds to them (webbundle_test.go).

//go:generate go test -run TestThePageIsMadeOfItsSources -write .

//go:embed page/index.html
var pageHTML []byte

//go:embed page/built/page.js
var pageScript []byte

//go:embed page/built/page.css
var pageStyle []byte

// policy lets the page load its own files and nothing else: no script within the HTML, no style, nothing from elsewhere.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

// ServePage adds the page at the front, and the invented papers under /press/.
func (s *Server) ServePage() {
	s.Handle("GET /{$}", static("text/html; charset=utf-8", pageHTML))
	s.Handle("GET /playground/page.js", static("text/javascript; charset=utf-8", pageScript))
	s.Handle("GET /playground/page.css", static("text/css; charset=utf-8", pageStyle))
	s.Handle("GET /playground/socket", http.HandlerFunc(s.serveSocket))
	s.Handle("GET /press/", s.servePress())
}

// PageURL is what people open. A browser takes localhost for a safe place, which an address is not everywhere.
func (s *Server) PageURL() string {
	_, port, _ := net.SplitHostPort(s.listener.Addr().String())
	return "http://localhost:" + port
}

func static(kind string, data []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		header := w.Header()
		header.Set("Content-Type", kind)
		header.Set("Content-Security-Policy", policy)
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Referrer-Policy", "no-referrer")
		header.Set("Cache-Control", "no-cache")
		w.Write(data)
	})
}
