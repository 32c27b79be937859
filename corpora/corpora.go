// Package corpora finds what Parley is measured by: articles, pages and feeds of the world, which are not Parley's to give away and so stand
// beside the repository, not in it. It is for tests alone. Start with [Path].
package corpora

import (
	"os"
	"path/filepath"
	"testing"
)

// Path is where a corpus, or a file of one, lies: in the folder that PARLEY_SHARED names, else in a folder "shared" beside the repository. Where there
// is neither, the test is skipped and says so, for it passes on anybody's machine; but a folder that is named must have what is asked for.
func Path(tb testing.TB, elements ...string) string {
	tb.Helper()
	named := os.Getenv("PARLEY_SHARED")
	path := filepath.Join(append([]string{named}, elements...)...)
	if named == "" {
		path = filepath.Join(append([]string{repository(tb), "..", "shared"}, elements...)...)
	}
	switch _, err := os.Stat(path); {
	case err == nil:
	case named != "":
		tb.Fatalf("PARLEY_SHARED names a folder without what this test needs: %v", err)
	default:
		tb.Skipf("skipped, for there is no %s; PARLEY_SHARED names the folder with real articles", path)
	}
	return path
}

// repository is the folder of the module that is tested: a test runs in the folder of its package.
func repository(tb testing.TB) string {
	tb.Helper()
	folder, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder
		}
		if folder == filepath.Dir(folder) {
			tb.Fatal("the test runs outside its module")
		}
		folder = filepath.Dir(folder)
	}
}
