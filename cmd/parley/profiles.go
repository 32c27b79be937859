package main

import (
	"net/http"
	"net/http/pprof"
)

// profiles serves what Go's profiler sees. It is off unless asked for: a profile costs time, and shows the program's insides to whoever reaches the
// listener.
func profiles(mux *http.ServeMux) {
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
}
