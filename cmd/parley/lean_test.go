package main

import (
	"os/exec"
	"strings"
	"testing"
)

// heavy are packages that are in a program where anything of it asks for them, and that Parley does not need: some build tables at
// every start, the others are large. The tests alone may use them.
var heavy = map[string]string{
	"github.com/markusmobius/go-dateparser/internal":   "tables of 205 languages, at every start: see third_party/dateparser",
	"github.com/markusmobius/go-domdistiller/internal": "expressions compiled at every start: see third_party/domdistiller",
	"github.com/go-shiori/go-readability/internal":     "the same: see third_party/readability",
	"github.com/tiktoken-go/tokenizer":                 "nine megabytes of tables: see summarize/model/encoding.go",
	"github.com/evanw/esbuild":                         "for the playground's page, which is built beforehand",
	"github.com/getkin/kin-openapi":                    "for tests",
	"github.com/chromedp":                              "for tests",
	"golang.org/x/tools":                               "for tests",
	"testing":                                          "for tests",
	"net/http/httptest":                                "for tests",
}

func TestWhatIsLinked(t *testing.T) {
	t.Parallel()
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	packages := strings.Fields(string(out))
	if len(packages) < 300 {
		t.Fatalf("go list -deps names %d packages", len(packages))
	}
	for _, linked := range packages {
		for unwanted, why := range heavy {
			if linked == unwanted || strings.HasPrefix(linked, unwanted+"/") {
				t.Errorf("%s is linked: %s", linked, why)
			}
		}
	}
}
