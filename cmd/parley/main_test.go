package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// The stories in testdata/*.txtar run this very program, as a person would.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"parley": func() {
		if file := os.Getenv(clockFile); file != "" {
			now = func() time.Time { return time.Now().Add(offIn(file)) }
		}
		main()
	}})
}

func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			example, err := filepath.Abs(filepath.Join("..", "..", "examples"))
			env.Setenv("EXAMPLES", example)
			return err
		},
	})
}
