package article

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

func TestBylinesAreNames(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"By Vera Kolm":                         "Vera Kolm",
		"by Vera Kolm and Jon Ek | 3 May 2024": "Vera Kolm and Jon Ek",
		"Vera Kolm, Published March 3, 2024":   "Vera Kolm",
		"VON JON EK":                           "JON EK",
		"Jean-Marc d'Aubert":                   "Jean-Marc d'Aubert",
		"May Lund":                             "May Lund",
		"Marta Augustin":                       "Marta Augustin",
		"Kolm, Vera":                           "Kolm, Vera",
		"田中 花子":                                "田中 花子",
		"admin":                                "",
		"@verakolm":                            "",
		"https://courier.test/authors/vera":    "",
		"vkolm@courier.test":                   "",
		"www.courier.test":                     "",
		"3 May 2024":                           "",
		"read all the news of the day here":    "",
		"":                                     "",
	} {
		if got := cleanByline(in); got != want {
			t.Errorf("cleanByline(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDatesForMachines(t *testing.T) {
	t.Parallel()
	at := time.Date(2024, 5, 3, 16, 30, 0, 0, time.UTC)
	day := at.Truncate(24 * time.Hour)
	for in, want := range map[string]time.Time{
		"2024-05-03T16:30:00Z": at, "2024-05-03T18:30:00+02:00": at, "2024-05-03T18:30:00+0200": at, "2024-05-03T16:30:00.000Z": at,
		"2024-05-03 16:30": at, "Fri, 03 May 2024 16:30:00 GMT": at, "2024-05-03": day, "May 3, 2024": day, "20240503": day,
		"2024-05-03 12:30:00 EDT": at, "Fri, 03 May 2024 09:30:00 PDT": at, "Fri, 03 May 2024 16:30:00 UTC": at, "Fri, 03 May 2024 18:30:00 CEST": day,
		"yesterday": {}, "": {}, "0001-01-01": {}, "9999-01-01": {}, "2024-13-45": {},
	} {
		if got := parseDate(in); !got.Equal(want) {
			t.Errorf("parseDate(%q) = %v, want %v", in, got, want)
		}
	}
}

func TestADayIsShownAsADay(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                          "",
		"2025-03-04":                "2025-03-04",
		"2025-03-04T00:00:00+02:00": "2025-03-04",
		"2025-03-04T02:00:00+02:00": "2025-03-04T02:00:00+02:00", // midnight elsewhere
		"2025-03-04T09:30:00Z":      "2025-03-04T09:30:00Z",
	} {
		if got := (&Article{Published: parseDate(in)}).PublishedText(); got != want {
			t.Errorf("published %q is shown as %q, want %q", in, got, want)
		}
	}
}

func TestCanonicalLinksStayOnTheSite(t *testing.T) {
	t.Parallel()
	const own = "https://www.courier.test/news/bridge?utm=1"
	base, err := url.Parse(own)
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"https://courier.test/news/bridge": "https://courier.test/news/bridge",
		"/news/bridge":                     "https://www.courier.test/news/bridge",
		"https://evil.test/news/bridge":    own,
		"https://courier.test.evil.test/a": own,
		"javascript:alert(1)":              own,
		"https://a@courier.test/b":         own,
		"https://www.courier.test/":        own,
		"":                                 own,
	} {
		if got := canonical(base, in); got != want {
			t.Errorf("canonical(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTitlesLoseTheSite(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Bridge vote put off | Vessby Courier":  "Bridge vote put off",
		"Bridge vote put off - Courier":         "Bridge vote put off",
		"Bridge vote put off - what comes next": "Bridge vote put off - what comes next",
		"Vessby Courier":                        "Vessby Courier",
	} {
		if got := withoutSite(in, "Vessby Courier"); got != want {
			t.Errorf("withoutSite(%q) = %q, want %q", in, got, want)
		}
	}
}

// What a page says of itself is looked for in its text, so it has an end.
func TestWhatAPageSaysOfItselfHasAnEnd(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Vera Kolm ", 100_000)
	page := `<meta property="og:title" content="` + long + `"><meta name="author" content="` + long + `"><meta name="description" content="` + long + `"><meta property="og:site_name" content="` + long +
		`"><script type="application/ld+json">{"@type":"NewsArticle","articleSection":"` + long + `","articleBody":"` + long + `"}</script>`
	doc, err := html.Parse(strings.NewReader(page + invented))
	if err != nil {
		t.Fatal(err)
	}
	of := readFacts(doc, nil)
	for name, c := range map[string]struct {
		got  string
		most int
	}{
		"title": {of.title, maxName}, "author": {of.bylines[1], maxMeta}, "teaser": {of.teaser, maxMeta}, "site": {of.site, maxName},
		"section": {of.section, maxMeta}, "body": {of.linked.body, maxText}, "what is looked for": {sight(make([]block, 1000), nil, nil, of).told, maxSought / 1000},
	} {
		if len(c.got) == 0 || len(c.got) > c.most {
			t.Errorf("%s has %d bytes, want at most %d", name, len(c.got), c.most)
		}
	}
	heading := "<h1>" + long + "</h1>" + invented
	for name, read := range map[string]func() (*Article, error){
		"a page":  func() (*Article, error) { return Extract([]byte(document(heading)), "text/html", "") },
		"a paste": func() (*Article, error) { return FromText(heading) },
	} {
		if a, err := read(); err != nil || len(a.Title) > maxName {
			t.Errorf("%s: %v, or the title has more than %d bytes", name, err, maxName)
		}
	}
}
