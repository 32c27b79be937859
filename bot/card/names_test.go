package card

import (
	"strings"
	"testing"
)

func TestANameIsShownWhereItIsOne(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"Ada Lindqvist", "K. Solberg", "University of Reading", "Marcel·la Puig", "ジョン・スミス", "Nguyễn Thị Bích", "Владимир Ґонта", "שָׁלוֹם כֹּהֵן",
		"สมศักดิ์ ที่ดี", "नरेन्द्र क़ुरैशी", "བརྒྱུད་འཛིན", "U.S. Treasury", "Médecins Sans Frontières", "AT&T", "C# users", "7 News", "Not a Number",
	} {
		if got := shown(name, 80); got != name {
			t.Errorf("shown(%q) = %q; want it as it is", name, got)
		}
	}
}

func TestANameThatPosesAsSomethingElseIsNotShown(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"", " ", "\u2800\u2800", "\u200b\u2060", "\u3164", "\u115f\u1160", "\uffa0", "\u034f\ufe0f", "— …", "\U000e0041",
		"Z\u0300\u0301\u0302\u0303algo", "a\u0300\u0301\u0302b\u0300\u0301\u0302c\u0300\u0301\u0302",
		"https://lantern.example/", "HTTP：／／lantern.example", "see www.lantern.example", "ｗｗｗ.lantern.example",
		"R. Vane · 12 quotes, word for word", "R. Vane ‧ editor", "R. Vane • editor", "R. Vane・editor", "12 Quotes", "Word\u00a0For  Word News", "ｗｏｒｄ ｆｏｒ ｗｏｒｄ",
		"wo\u200brd for wo\u00adrd", "wor\xc6d for word", "wor\ue000d for word", "w\x00ww.lantern.example", "wórd för word", "No AI used", "full text read (90 words)", "speaker unclear", "left out as unsupported: 0", "about 4 min of reading",
		"Lаntern Post", // with a Cyrillic а
		"Οlive Daily",  // with a Greek Ο
	} {
		if got := shown(name, 80); got != "" {
			t.Errorf("shown(%q) = %q; want nothing", name, got)
		}
	}
}

func TestASitesNameStandsBesideItsDomain(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, link, want string }{
		{"Lantern Post", "https://news.fake.co.uk/x", "[Lantern Post](<https://news.fake.co.uk/x>) (fake.co.uk)"},
		{"Lantern Post", "https://lantern.example.hosting.github.io/", "[Lantern Post](<https://lantern.example.hosting.github.io/>) (hosting.github.io)"},
		{"fake.co.uk", "https://www.fake.co.uk/x", "[fake.co.uk](<https://www.fake.co.uk/x>)"},
		{"www.fake.co.uk", "https://fake.co.uk/x", "[fake.co.uk](<https://fake.co.uk/x>)"},
		{"https://lantern.com", "https://fake.co.uk/x", "[fake.co.uk](<https://fake.co.uk/x>)"},
		{"lantern.com", "https://fake.co.uk/x", "[fake.co.uk](<https://fake.co.uk/x>)"},
		{"News from lantern.com", "https://fake.co.uk/x", "[fake.co.uk](<https://fake.co.uk/x>)"},
		{"Lantern.com", "https://m.lantern.com/x", "[lantern.com](<https://m.lantern.com/x>)"},
		{"", "https://fake.co.uk/x", "[fake.co.uk](<https://fake.co.uk/x>)"},
		{"\u2800", "http://192.0.2.7:8080/x", `[192\.0.2.7](<http://192.0.2.7:8080/x>)`},
		{"Lantern Post", "http://[2001:db8::7]/x", "[Lantern Post](<http://[2001:db8::7]/x>) (2001:db8::7)"},
		{"Lantern Post", "https://lаntern.com/x", "[Lantern Post](<https://lаntern.com/x>) (xn--lntern-3nf.com)"},
		{"Lantern Post", "https://lantern.com@fake.co.uk/x", "[Lantern Post](<https://lantern.com@fake.co.uk/x>) (fake.co.uk)"},
		{"Lantern Post", "", ""},
		{"Lantern Post", "https://localhost/x", "[Lantern Post](<https://localhost/x>) (localhost)"},
	} {
		if got := Source(row.name, row.link); got != row.want {
			t.Errorf("Source(%q, %q) = %s; want %s", row.name, row.link, got, row.want)
		}
	}
}

func TestADomainIsMadeOfTheBeginningsOfAName(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("f", 62)
	for _, row := range []struct {
		name, domain string
		want         bool
	}{
		{"Radio Nord", "radionord.example", true},
		{"The Northmark Times", "nytimes.example", false},
		{"The Northmark Times", "ntimes.example", true},
		{"Nord Nordmark Nordmarken", "nonordno.example", true},
		{"Nord Nordmark Nordmarken", "nonord.example", false},
		{"Radio Nord Two", "radionord.example", true},
		// Each word is four letters of the domain, in two runes: a way for each beginning of each word would take years.
		{strings.Repeat("ﬀﬀ ", 20), long + "b.example", false},
		{strings.Repeat("ﬀﬀ ", 20), long + ".example", true},
	} {
		if got := agrees(row.name, row.domain); got != row.want {
			t.Errorf("agrees(%q, %s) = %v", row.name, row.domain, got)
		}
	}
}
