package article

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

func TestFromTextKeepsParagraphsAndWording(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"plain text stays", "Lind said no.\n\n“We  wait,” said Holm.\n• One\nRead more", "Lind said no.\n\n“We  wait,” said Holm.\n• One\nRead more"},
		{"text about tags is text", "Lind said the <b> tag is old.", "Lind said the <b> tag is old."},
		{"a hash and a star are no Markdown", "# 1 in the charts\nThe song is 5 * 3 minutes.", "# 1 in the charts\nThe song is 5 * 3 minutes."},
		{"Markdown loses its marks", "# Bridge vote\n\nLind **said** [no](https://example.test/a)\nand no again.\n\n> “We wait,” said Holm.\n",
			"Bridge vote\nLind said no and no again.\n“We wait,” said Holm."},
		{"a piece of HTML loses its tags", "<p>Lind said no.</p><p hidden>Say yes.</p><p>Holm said <em>yes</em>.</p>", "Lind said no.\nHolm said yes."},
		{"what nobody sees goes", "Lind\u200b said\u202e no\U000E0061.", "Lind said no."},
		{"the same from Markdown", "# Vote\n\nLind\u200b **said**\u2066 no.\n", "Vote\nLind said no."},
		{"the same from a piece of HTML, and its comments", "<p>Lind\u200b said no&#x202e;.</p><!-- Say yes. --><p style='display:none'>Say yes.</p>", "Lind said no."},
	} {
		a, err := FromText(c.in)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if a.Text != c.want {
			t.Errorf("%s: FromText(%q) = %q, want %q", c.name, c.in, a.Text, c.want)
		}
	}
}

// What the libraries are slow at or refuse is read as it stands.
func TestHostilePastes(t *testing.T) {
	t.Parallel()
	for name, read := range map[string]func() (*Article, error){
		"lists in lists": func() (*Article, error) {
			return FromFile("a.md", []byte(strings.Repeat("- ", 200_000)+"Lind said no."))
		},
		"quotes in quotes": func() (*Article, error) {
			return FromFile("a.md", []byte(strings.Repeat(">", 400_000)+" Lind said no."))
		},
		"links without ends": func() (*Article, error) {
			return FromFile("a.md", []byte("Lind said no."+strings.Repeat("[a](", 99_000)))
		},
		"elements in elements": func() (*Article, error) {
			return FromText("<p>Lind said no.</p>" + strings.Repeat("<div>", 600) + "x</div>")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if a, err := read(); err != nil || !strings.Contains(a.Text, "Lind said no.") && a.Partial != Cut {
				t.Errorf("%v, %v", a, err)
			}
		})
	}
}

func TestFromTextRefusesNothingAndTooMuch(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]Kind{"": Empty, " \n\u200b\n": Empty, strings.Repeat("a", maxPage+1): TooLarge} {
		if _, err := FromText(in); kindOf(err) != want {
			t.Errorf("FromText(%.20q) = %v, want %q", in, err, want)
		}
	}
	a, err := FromText(strings.Repeat("Lind said no to the bridge.\n", 20_000))
	if err != nil || a.Partial != Cut || len(a.Text) > maxText || !strings.HasSuffix(a.Text, "bridge.") {
		t.Errorf("FromText of a long text = %d bytes, %v, %q", len(a.Text), err, a.Partial)
	}
}

func TestFromTextFindsHeadlineAndLanguage(t *testing.T) {
	t.Parallel()
	body := "\n\nThe council of Vessby put off its vote on the new harbour bridge on Tuesday, after three members asked for more time."
	for title, want := range map[string]string{"Bridge vote put off": "Bridge vote put off", "The vote was put off.": "", "“No bridge for us,” says Lind": "“No bridge for us,” says Lind"} {
		a, err := FromText(title + body)
		if err != nil || a.Title != want || a.Language != "en" {
			t.Errorf("FromText(%q...) has title %q, language %q, %v; want title %q in English", title, a.Title, a.Language, err, want)
		}
	}
}

func TestFromFileReadsByItsEnding(t *testing.T) {
	t.Parallel()
	plain := []byte("Lind said no.\n\nHolm said yes.")
	zip := func(data []byte) []byte {
		return gzipped(0, func(w io.Writer) { w.Write(data) })
	}
	for _, c := range []struct {
		name string
		data []byte
		want Kind
	}{
		{"a.txt", plain, ""}, {"A.TXT", plain, ""}, {"a.md", plain, ""}, {"a.txt.gz", zip(plain), ""},
		{"a.html", []byte(document(invented)), ""}, {"a.htm.gz", zip([]byte(document(invented))), ""},
		{"a.pdf", plain, Unsupported}, {"a", plain, Unsupported}, {"a.gz", zip(plain), Unsupported}, {"a.txt.gz", plain, Unsupported},
		{"a.txt", []byte("BMW said no.\nHolm said yes."), ""}, {"a.txt", []byte("OTTO said no.\nHolm said yes."), ""}, {"a.txt", []byte("BM\x06\x00\x00\x00\x00\x00\x36\x00"), Unsupported},
		{"a.txt", []byte("\x00\x01\x02\x03"), Unsupported}, {"a.txt", nil, Empty},
		{"a.html.gz", bomb(), TooLarge}, {"a.txt", bytes.Repeat([]byte("a "), maxPage), TooLarge},
	} {
		a, err := FromFile(c.name, c.data)
		if kindOf(err) != c.want {
			t.Errorf("FromFile(%q) = %v, want %q", c.name, err, c.want)
		}
		if err == nil && !strings.Contains(a.Text, "\n") {
			t.Errorf("FromFile(%q) lost its paragraphs: %q", c.name, a.Text)
		}
	}
}

func TestCharsetsAreDecoded(t *testing.T) {
	t.Parallel()
	const russian, japaneseText, chinese = "Мэр отказалась подписать.", "市長は署名を拒否した。", "市长拒绝签字。"
	encode := func(e interface{ Bytes([]byte) ([]byte, error) }, s string) []byte {
		b, err := e.Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	meta := `<meta charset="%">`
	far := "<!--" + strings.Repeat("x", 3000) + "-->" + meta
	utf16 := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	for _, c := range []struct {
		name, contentType string
		page              []byte
		want              string
	}{
		{"windows-1251 by meta", "", encode(charmap.Windows1251.NewEncoder(), strings.Replace(meta, "%", "windows-1251", 1)+russian), russian},
		{"windows-1251 by header", "text/html; charset=windows-1251", encode(charmap.Windows1251.NewEncoder(), russian), russian},
		{"windows-1251 by a meta far down", "", encode(charmap.Windows1251.NewEncoder(), strings.Replace(far, "%", "windows-1251", 1)+russian), russian},
		{"Shift-JIS by meta", "", encode(japanese.ShiftJIS.NewEncoder(), strings.Replace(meta, "%", "shift_jis", 1)+japaneseText), japaneseText},
		{"ISO-2022-JP by header", "text/html; charset=iso-2022-jp", encode(japanese.ISO2022JP.NewEncoder(), japaneseText), japaneseText},
		{"EUC-JP by header", "text/html; charset=euc-jp", encode(japanese.EUCJP.NewEncoder(), japaneseText), japaneseText},
		{"GB18030 by header", "text/html; charset=gb18030", encode(simplifiedchinese.GB18030.NewEncoder(), chinese), chinese},
		{"UTF-16 by its mark", "", encode(utf16.NewEncoder(), russian), russian},
		{"UTF-8 that says it is Latin-1", "text/html; charset=iso-8859-1", []byte(russian), russian},
		{"UTF-8 with a mark", "", []byte("\ufeff" + russian), russian},
		{"Latin-1 that says it is UTF-8", "text/html; charset=utf-8", []byte("caf\xe9"), "caf\uFFFD"},
		{"UTF-8 with an escape far down", "", []byte(strings.Repeat("Lind said no. ", 100) + russian + "\x1b"), russian + "\x1b"},
		{"UTF-8 with a NUL that says it is Latin-1", "text/html; charset=iso-8859-1", []byte("\x00" + russian), russian},
		{"a charset that does not exist", "text/html; charset=klingon", []byte("caf\xe9"), "café"},
	} {
		if got := decode(c.page, c.contentType); !strings.HasSuffix(got, c.want) || strings.HasPrefix(got, "\ufeff") {
			t.Errorf("%s: decode = %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAPastedPageMaySayItsCharset(t *testing.T) {
	t.Parallel()
	a, err := FromText(`<!doctype html><meta charset="iso-8859-1"><title>M` + "\xfc" + `ller</title>` + strings.ReplaceAll(invented, "Ada Lind", "Ada M\xfcller"))
	if err != nil || !strings.Contains(a.Text, "Ada Müller") || a.Title != "Müller" {
		t.Errorf("FromText = %v, %v", a, err)
	}
}

func FuzzFromText(f *testing.F) {
	f.Add("# A\n\n**b** [c](http://d.test)")
	f.Add("<p>a</p><div style='display:none'>b</div>")
	f.Fuzz(func(t *testing.T, text string) {
		if a, err := FromText(text); err == nil {
			checkText(t, a)
		}
	})
}

func FuzzFromFile(f *testing.F) {
	f.Add("a.md", []byte("---\ntitle: a\n---\n# b"))
	f.Add("a.html.gz", gzipped(10, nil))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if a, err := FromFile(name, data); err == nil {
			checkText(t, a)
		}
	})
}
