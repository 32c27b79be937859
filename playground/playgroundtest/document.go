// Package playgroundtest holds what goes over a playground's wire against Discord's own OpenAPI document. It is for tests alone.
package playgroundtest

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"parley/playground"
)

//go:embed discord/openapi.json
var published []byte // by Discord, with the license beside it

// read is slow under the race detector, so all tests of a process have one document; they only read in it.
var read = sync.OnceValues(func() (*openapi3.T, error) {
	doc, err := openapi3.NewLoader().LoadFromData(published)
	if err == nil {
		mend(doc)
	}
	return doc, err
})

// mend takes back what the document says and Discord does not: there, permissions are text, and a 429 needs no code.
func mend(doc *openapi3.T) {
	const field = "default_member_permissions"
	for _, schema := range doc.Components.Schemas {
		if schema.Value != nil && schema.Value.Properties[field] != nil {
			schema.Value.Properties[field] = openapi3.NewSchemaRef("", openapi3.NewSchema())
		}
	}
	limited := doc.Components.Schemas["RatelimitedResponse"].Value
	limited.AllOf = slices.DeleteFunc(limited.AllOf, func(part *openapi3.SchemaRef) bool { return part.Ref == "#/components/schemas/Error" })
	limited.Required = []string{"message", "retry_after", "global"}
}

// Document is Discord's own OpenAPI document.
func Document(t testing.TB) *openapi3.T {
	t.Helper()
	doc, err := read()
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// Check is for the options of a playground: it refuses what the document does not allow.
func Check(r playground.Request) error {
	doc, err := read()
	if err != nil {
		return err
	}
	return CheckRequest(doc, r)
}

// CheckRequest is what the document has against the body of a request. It passes what has no body or is no call of Discord's.
func CheckRequest(doc *openapi3.T, r playground.Request) error {
	operation := Operation(doc, r)
	if operation == nil || operation.RequestBody == nil || len(r.Body) == 0 {
		return nil
	}
	return visit(operation.RequestBody.Value.Content["application/json"], r.Body)
}

// CheckAnswer is what the document has against an answer of the playground's.
func CheckAnswer(doc *openapi3.T, r playground.Request) error {
	operation := Operation(doc, r)
	if operation == nil {
		return fmt.Errorf("the document has no %s %s", r.Method, r.Path)
	}
	status := fmt.Sprint(r.Status)
	answer := operation.Responses.Value(status)
	if answer == nil && r.Status >= 400 {
		answer = operation.Responses.Value(status[:1] + "XX")
	}
	if answer == nil {
		return fmt.Errorf("the document has no status %s for %s %s", status, r.Method, r.Path)
	}
	if len(r.Answer) == 0 {
		if len(answer.Value.Content) > 0 {
			return fmt.Errorf("status %s without a body", status)
		}
		return nil
	}
	return visit(answer.Value.Content["application/json"], r.Answer)
}

func visit(media *openapi3.MediaType, data []byte) error {
	if media == nil || media.Schema == nil {
		return nil
	}
	var body any
	if err := json.Unmarshal(data, &body); err != nil {
		return err
	}
	return media.Schema.Value.VisitJSON(body, openapi3.EnableJSONSchema2020())
}

// Operation is the document's own of a request; nil where it knows none. A path of fixed words goes before one of variables.
func Operation(doc *openapi3.T, r playground.Request) (found *openapi3.Operation) {
	parts := strings.Split(strings.Trim(r.Path, "/"), "/")
	most := -1
	for template, item := range doc.Paths.Map() {
		operation := item.GetOperation(r.Method)
		if fixed := agree(strings.Split(strings.Trim(template, "/"), "/"), parts); operation != nil && fixed > most {
			found, most = operation, fixed
		}
	}
	return found
}

// agree counts the fixed words of a template that a path has, -1 where the path is another.
func agree(template, parts []string) (fixed int) {
	if len(template) != len(parts) {
		return -1
	}
	for i, want := range template {
		switch {
		case want == parts[i]:
			fixed++
		case !strings.HasPrefix(want, "{") || strings.HasPrefix(parts[i], "@"):
			return -1
		}
	}
	return fixed
}
