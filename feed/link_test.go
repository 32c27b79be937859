package feed

import "testing"

func TestCanonical(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, in, want string }{
		{"scheme and www do not matter", "http://www.lakesidepost.example/a/", "lakesidepost.example/a"},
		{"host in lower case, path as it is", "https://LakesidePost.example/A", "lakesidepost.example/A"},
		{"default port", "https://lakesidepost.example:443/a", "lakesidepost.example/a"},
		{"another port stays", "https://lakesidepost.example:8443/a", "lakesidepost.example:8443/a"},
		{"tracking parameters", "https://lakesidepost.example/a?utm_source=rss&id=7&UTM_Medium=x&fbclid=y", "lakesidepost.example/a?id=7"},
		{"whatever says rss", "https://lakesidepost.example/a?partner=rss&emc=rss", "lakesidepost.example/a"},
		{"parameters in order", "https://lakesidepost.example/a?b=2&a=1", "lakesidepost.example/a?a=1&b=2"},
		{"fragment", "https://lakesidepost.example/a#comments", "lakesidepost.example/a"},
		{"fragment that names the page", "https://lakesidepost.example/#!/a", "lakesidepost.example#!/a"},
		{"AMP path", "https://lakesidepost.example/a/amp/", "lakesidepost.example/a"},
		{"AMP file", "https://lakesidepost.example/a.amp.html", "lakesidepost.example/a.html"},
		{"AMP host and parameter", "https://amp.lakesidepost.example/a?amp=1", "lakesidepost.example/a"},
		{"AMP folder", "https://lakesidepost.example/amp/a", "lakesidepost.example/a"},
		{"a cache of AMP pages", "https://www.google.co.uk/amp/s/www.lakesidepost.example/a/amp?id=7&utm_source=x", "lakesidepost.example/a?id=7"},
		{"another cache of AMP pages", "https://lakesidepost-example.cdn.ampproject.org/v/s/lakesidepost.example/a", "lakesidepost.example/a"},
		{"a search is no cache", "https://www.google.com/search?q=amp/s/lakesidepost.example/a", "google.com/search?q=amp/s/lakesidepost.example/a"},
		{"a site called amp", "https://amp.example/a", "amp.example/a"},
		{"script", "javascript:alert(1)", ""},
		{"mail", "mailto:desk@lakesidepost.example", ""},
		{"name and password", "https://ann:secret@lakesidepost.example/", ""},
		{"no host", "https:///a", ""},
		{"relative", "/a", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := Canonical(row.in); got != row.want {
				t.Errorf("Canonical(%q) = %q, want %q", row.in, got, row.want)
			}
		})
	}
}
