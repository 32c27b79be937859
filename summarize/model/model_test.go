package model

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	openai "github.com/sashabaranov/go-openai"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestARefusalTeachesOneThing(t *testing.T) {
	t.Parallel()
	first := dialect{limit: oldLimit}
	for name, row := range map[string]struct {
		from    dialect
		status  int
		said    string
		want    dialect
		nothing bool
	}{
		"the newer name of the limit": {
			first, 400, "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
			dialect{limit: newLimit, swapped: true}, false,
		},
		"the older name of the limit": {
			dialect{limit: newLimit}, 422, "Extra inputs are not permitted: max_completion_tokens", dialect{limit: oldLimit, swapped: true}, false,
		},
		"neither name": {
			dialect{limit: newLimit, swapped: true}, 400, "Unrecognized request argument supplied: max_completion_tokens", dialect{swapped: true}, false,
		},
		"temperature":                           {first, 400, "Unsupported value: 'temperature' does not support 0", dialect{limit: oldLimit, noHeat: true}, false},
		"seed":                                  {first, 422, "extra_forbidden body.seed", dialect{limit: oldLimit, noSeed: true}, false},
		"effort":                                {first, 400, "reasoning_effort must be one of low, high", dialect{limit: oldLimit, noEffort: true}, false},
		"the schema":                            {first, 400, "This response_format type is unavailable now", dialect{limit: oldLimit, format: Object}, false},
		"a grammar that the server cannot make": {first, 500, "JSON schema conversion failed", dialect{limit: oldLimit, format: Object}, false},
		"JSON mode": {
			dialect{format: Object}, 400, "'response_format.type' must be 'json_schema' or 'text'", dialect{format: Text}, false,
		},
		"nobody who routes the schema": {first, 404, "No endpoints found that can handle the requested parameters.", dialect{limit: oldLimit, format: Object}, false},
		"nobody who routes at all": {
			dialect{format: Object}, 404, "No endpoints found that can handle the requested parameters.", dialect{format: Object, noRouting: true}, false,
		},
		"a model that does not exist":        {first, 404, "The model `schema-x` does not exist", first, true},
		"a limit of requests":                {first, 429, "max_tokens a minute", first, true},
		"a format at the foot of the ladder": {dialect{format: Text}, 400, "response_format", dialect{format: Text}, true},
		"something else":                     {first, 400, "The sky is green.", first, true},
		"words with a name inside":           {first, 400, "seeded runs are off", first, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, taught := row.from.after(&Failure{Status: row.status, message: row.said})
			if got != row.want || taught == row.nothing {
				t.Errorf("after(%d %q) = %+v, %v; want %+v, %v", row.status, row.said, got, taught, row.want, !row.nothing)
			}
		})
	}
}

func TestErrorsAreReadInEveryShape(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		status int
		body   string
		want   Failure
	}{
		"OpenAI's":                  {400, `{"error":{"message":"bad seed","type":"invalid_request_error","code":"unsupported_value"}}`, Failure{400, "unsupported_value", "bad seed \"unsupported_value\" invalid_request_error", 0}},
		"a text":                    {400, `{"error":"'type' must be"}`, Failure{400, "", "'type' must be", 0}},
		"vLLM's, bare":              {400, `{"object":"error","message":"too long","type":"BadRequestError","code":400}`, Failure{400, "", "too long 400 BadRequestError", 0}},
		"FastAPI's detail":          {422, `{"detail":[{"msg":"Extra inputs"}]}`, Failure{422, "", `[{"msg":"Extra inputs"}]`, 0}},
		"Gemini's list":             {400, `[{"error":{"code":400,"message":"Invalid JSON payload"}}]`, Failure{400, "", "Invalid JSON payload 400", 0}},
		"a web page":                {502, "<html>Bad Gateway</html>", Failure{502, "", "<html>Bad Gateway</html>", 0}},
		"nothing":                   {500, "", Failure{Status: 500}},
		"an error inside a 200":     {200, `{"error":{"message":"overloaded","code":503}}`, Failure{503, "", "overloaded 503", 0}},
		"a success with null":       {200, `{"error":null,"choices":[]}`, Failure{Status: 502}},
		"a success":                 {200, `{"choices":[]}`, Failure{Status: 200}},
		"a code that is no word":    {400, `{"error":{"message":"x","code":"sk-secret <b>"}}`, Failure{400, "", "x \"sk-secret <b>\"", 0}},
		"an error that is a number": {400, `{"error":7}`, Failure{400, "", "7", 0}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := failureOf(&exchange{status: row.status, body: []byte(row.body)}, time.Now)
			if diff := cmp.Diff(&row.want, got, cmp.AllowUnexported(Failure{})); diff != "" {
				t.Errorf("failureOf(%d, %s) (-want +got):\n%s", row.status, row.body, diff)
			}
		})
	}
}

func TestRetryAfterIsReadWhereverItStands(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	for name, row := range map[string]struct {
		header map[string]string
		body   string
		want   time.Duration
	}{
		"seconds":              {map[string]string{"Retry-After": "3"}, "", 3 * time.Second},
		"a fraction":           {map[string]string{"Retry-After": "1.5"}, "", 1500 * time.Millisecond},
		"milliseconds first":   {map[string]string{"Retry-After": "3", "Retry-After-Ms": "250"}, "", 250 * time.Millisecond},
		"a date":               {map[string]string{"Retry-After": "Fri, 01 May 2026 12:00:20 GMT"}, "", 20 * time.Second},
		"a date that is past":  {map[string]string{"Retry-After": "Fri, 01 May 2026 11:00:00 GMT"}, "", 0},
		"Gemini's delay":       {nil, `[{"error":{"details":[{"retryDelay":"43s"}]}}]`, 43 * time.Second},
		"in the message":       {nil, `{"error":{"message":"Please try again in 7.66s. Visit …"}}`, 7660 * time.Millisecond},
		"a year":               {map[string]string{"Retry-After": "31536000"}, "", time.Hour},
		"no number":            {map[string]string{"Retry-After": "soon"}, "", 0},
		"less than nothing":    {map[string]string{"Retry-After": "-5"}, "", 0},
		"nothing":              {nil, "{}", 0},
		"more than any number": {map[string]string{"Retry-After": "1e400"}, "", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := &exchange{status: 429, header: http.Header{}, body: []byte(row.body)}
			for key, value := range row.header {
				x.header.Set(key, value)
			}
			if got := retryAfter(x, func() time.Time { return now }); got != row.want {
				t.Errorf("retryAfter(%v, %s) = %v, want %v", row.header, row.body, got, row.want)
			}
		})
	}
}

func TestAFailureSaysNothingInTheServersWords(t *testing.T) {
	t.Parallel()
	f := failureOf(&exchange{status: 401, body: []byte(`{"error":{"message":"Incorrect API key provided: sk-secret","code":"invalid_api_key"}}`)}, time.Now)
	if text := f.Error() + f.Hint(); strings.Contains(text, "secret") || !strings.Contains(text, "401") || !strings.Contains(text, "OPENAI_API_KEY") {
		t.Errorf("the error and hint are %q; want the status, what to do, and no key", text)
	}
}

func TestQuestionsThatDoNotFitShrinkTheWindow(t *testing.T) {
	t.Parallel()
	long := Question{Messages: []Message{{"user", strings.Repeat("The ferry came back. ", 2000)}}}
	for name, row := range map[string]struct {
		answer Answer
		err    error
		want   int // the window after it; 0: nothing is learnt
		silent bool
	}{
		"OpenAI's words":        {Answer{}, &Failure{Status: 400, message: "This model's maximum context length is 2048 tokens. However"}, 2048, false},
		"llama.cpp's words":     {Answer{}, &Failure{Status: 400, message: "the request exceeds the available context size (3072 tokens), try increasing it"}, 3072, false},
		"no number":             {Answer{}, &Failure{Status: 400, message: "context_length_exceeded"}, 5252, false},
		"a number that is more": {Answer{}, &Failure{Status: 400, message: "maximum context length is 90000"}, 12288, false},
		"half of it read":       {Answer{TokensIn: 4000, TokensOut: 96}, nil, 4096, true},
		"all of it read":        {Answer{TokensIn: 9000}, nil, 0, false},
		"no count":              {Answer{}, nil, 0, false},
		"another refusal":       {Answer{}, &Failure{Status: 400, message: "no"}, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := New(Config{BaseURL: "https://models.example/v1", Model: "local", HTTPClient: &http.Client{}, Now: time.Now})
			err := c.fits(long, row.answer, row.err)
			var tooLong *TooLong
			if errors.As(err, &tooLong) != (row.want > 0) {
				t.Fatalf("fits = %v; want TooLong: %v", err, row.want > 0)
			}
			if row.want > 0 && (c.Window() != row.want || tooLong.Silent != row.silent) {
				t.Errorf("the window is %d, silent %v; want %d, %v", c.Window(), tooLong.Silent, row.want, row.silent)
			}
		})
	}
}

// A question that is too long for the window as it is known, with its answer, says nothing about the server that refuses it.
func TestAQuestionForALargerWindowTeachesNothing(t *testing.T) {
	t.Parallel()
	asked := Question{Messages: []Message{{"user", strings.Repeat("The ferry came back. ", 2000)}}, MaxTokens: 8192}
	for _, said := range []string{"maximum context length is 16384", "context_length_exceeded"} {
		c := New(Config{BaseURL: "https://models.example/v1", Model: "local", Window: 16384, HTTPClient: &http.Client{}, Now: time.Now})
		var long *TooLong
		if err := c.fits(asked, Answer{}, &Failure{Status: 400, message: said}); !errors.As(err, &long) || c.Window() != 16384 {
			t.Errorf("%s: %v, then a window of %d; want TooLong, and 16384", said, err, c.Window())
		}
	}
}

func TestCountsAreExactForPublicEncodings(t *testing.T) {
	t.Parallel()
	const text = "The council put off a vote on its island ferries until 3 March."
	for model, want := range map[string]struct {
		tokens int
		exact  bool
	}{
		"gpt-4o-mini": {16, true}, "openai/gpt-4.1": {16, true}, "gpt-3.5-turbo": {16, true}, "qwen3:8b": {16, false},
	} {
		c := CounterFor(model)
		if got := c.Count(text); got != want.tokens || c.Exact() != want.exact {
			t.Errorf("%s: Count = %d, exact %v; want %d, %v", model, got, c.Exact(), want.tokens, want.exact)
		}
	}
}

func TestTableFindsAModelUnderItsNames(t *testing.T) {
	t.Parallel()
	table := Table{{Model: "gpt-4o", In: 2}, {Model: "gpt-4o-mini", In: 1}, {Model: "qwen3", In: 3}}
	for name, want := range map[string]float64{
		"gpt-4o": 2, "gpt-4o-2024-08-06": 2, "openai/gpt-4o": 2, "GPT-4o-mini": 1, "gpt-4o-mini-2024-07-18": 1, "qwen3:8b": 3, "gpt-4o-latest": 2,
		"gpt-4o-audio": 0, "gpt-4": 0, "": 0,
	} {
		if row, known := table.Find(name); row.In != want || known != (want > 0) {
			t.Errorf("Find(%q) = %v, %v; want %v", name, row, known, want)
		}
	}
}

func TestTableNamesTheLineThatIsWrong(t *testing.T) {
	t.Parallel()
	for _, line := range []string{"m, one, 1, 1, 1", "m, 1, 1, -1, 1", "m, 1, 1, 1, many", "m, 1, 1, 1", " , 1, 1, 1, 1", "m, NaN, 1, 1, 1", "m, 1, 1, 1, -4"} {
		_, err := ParseTable([]byte("# prices\nok, 1, 1, 1, 1\n" + line + "\n"))
		if err == nil || !strings.Contains(err.Error(), "line 3") {
			t.Errorf("ParseTable(%q) error = %v; want one that names line 3", line, err)
		}
	}
}

func TestBuiltInTableIsSound(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, row := range BuiltIn() {
		if seen[row.Model] || row.Cached > row.In || row.In > row.Out {
			t.Errorf("%+v is there twice, or its prices are out of order", row)
		}
		seen[row.Model] = true
	}
	if len(seen) < 10 {
		t.Errorf("%d models; want more", len(seen))
	}
}

func TestCostCountsCachedTokensApart(t *testing.T) {
	t.Parallel()
	row := Row{In: 2, Cached: 0.5, Out: 8}
	if got, want := row.Cost(1_000_000, 400_000, 100_000), 1.2+0.2+0.8; got < want-1e-9 || got > want+1e-9 {
		t.Errorf("Cost = %v, want %v", got, want)
	}
}

// Whatever a server sends, reading it ends in an answer or an error of a known kind, and never in its own words.
func FuzzReply(f *testing.F) {
	f.Add(200, `{"choices":[{"finish_reason":"stop","message":{"content":"{}"}}]}`)
	f.Add(200, `{"error":{"message":"secretword","code":"429"}}`)
	f.Add(400, `[{"error":{"message":"secretword maximum context length is 99999999999 tokens","code":400}}]`)
	f.Add(500, `{"detail":[1,{}],"error":"secretword"}`)
	f.Fuzz(func(t *testing.T, status int, body string) {
		x := &exchange{status: 200 + max(0, status)%400, header: http.Header{}, body: []byte(body)}
		plainReply(x.body)
		_, err := readReply(x, openai.ChatCompletionResponse{}, nil, time.Now)
		if err == nil {
			t.Fatal("a reply without choices is an answer")
		}
		var failure *Failure
		if errors.As(err, &failure) {
			if failure.Code != "secretword" && strings.Contains(err.Error(), "secretword") {
				t.Errorf("the error repeats the server: %v", err)
			}
			dialect{limit: oldLimit}.after(failure)
			failure.Hint()
			return
		}
		if !errors.Is(err, ErrNoAnswer) && !errors.Is(err, ErrRefused) {
			t.Errorf("an unknown kind of error: %v", err)
		}
	})
}

func FuzzTable(f *testing.F) {
	f.Add([]byte("gpt-4o, 1, 2, 3, 4\n# x\n\"a\nb\",1,1,1,1"))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := ParseTable(data)
		if err != nil {
			return
		}
		for _, row := range table {
			if row.Model == "" || row.In < 0 || row.Window < 0 {
				t.Errorf("row %+v", row)
			}
		}
	})
}

func BenchmarkCount(b *testing.B) {
	text := strings.Repeat("12| The council put off a vote on its island ferries until 3 March.\n", 100)
	for name, model := range map[string]string{"exact": "gpt-4o", "estimate": "qwen3"} {
		b.Run(name, func(b *testing.B) {
			c := CounterFor(model)
			c.Count("x")
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				c.Count(text)
			}
		})
	}
}
