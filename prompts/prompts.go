// Package prompts holds what a model is told: templates rendered by typed functions, and the schema of the answer. The
// static part comes first, so that servers can cache it. Start with [Brief]. Change a text, and raise [Version].
package prompts

import (
	_ "embed"
	"encoding/json"
	"strings"
	"text/template"
)

// Version names this state of the prompts; every brief that a model writes records it.
const Version = "brief-1"

// Schema is the strict JSON schema of a model's answer, the same for every server. summarize.Draft is its Go form. It
// keeps to the subset that all servers enforce: all keys required, no additional ones, no limits, no references.
//
//go:embed brief.schema.json
var Schema json.RawMessage

//go:embed brief.system.tmpl
var systemText string

//go:embed brief.user.tmpl
var userText string

var userTemplate = template.Must(template.New("user").Parse(userText))

// An Article is one source as the model sees it.
type Article struct {
	Title string
	Lines []string // numbered sentences with their quotations tagged: 12| “<q3>We will</q3>,” she said.
}

// Brief renders the two messages that ask for a brief. language is that of the answer, an English name or an ISO 639-1
// code; quotations are never translated, for the model cannot write any.
func Brief(language string, articles []Article) (system, user string, err error) {
	var out strings.Builder
	err = userTemplate.Execute(&out, struct {
		Language string
		Articles []Article
	}{language, articles})
	return strings.TrimSpace(systemText), strings.TrimSpace(out.String()), err
}
