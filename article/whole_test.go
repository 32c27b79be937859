package article

import (
	"slices"
	"strings"
	"testing"
)

const paragraphs = `<p>Per Holm of the traders' association said that a delay would close shops in the old town, where sales have fallen for the second year in a row.</p>
<p>The report is due in March, and the council meets again in the week after it has been published, according to the clerk of the council.</p>`

const lede = `The council of Vessby put off its vote on the new harbour bridge on Tuesday, after three members asked for a second opinion on the price.`

// Pages whose article stands in more than one place, with what must and what must not be in it.
func TestTheWholeBodyIsRead(t *testing.T) {
	t.Parallel()
	third := strings.Split(invented, "\n")
	for _, c := range []struct{ name, page, must, mustNot string }{
		{"three equal containers", `<article>` + third[0] + `<div class="part"><div>` + third[1] + third[2] + `</div></div><div class="part"><div>` + third[3] +
			`</div></div><div class="part"><div>` + third[4] + `</div></div></article>`, "Vessby|Ada Lind|Per Holm|due in March", ""},
		{"a paragraph that is one link", `<article>` + invented + `<div><p><a href="/x">The harbour master, Olo Vint, called the delay the worst news of the year for his trade.</a></p></div>` + paragraphs + `</article>`, "Olo Vint", ""},
		{"a lede in the header", `<article><header><h1>Vessby puts off bridge vote</h1><div class="standfirst"><p>` + lede + `</p></div><div class="author">Vera Kolm</div></header><div class="text">` + third[2] + third[3] + third[4] + `</div></article>`, "after three members asked", ""},
		{"a lede without a paragraph", `<article><header><h1>Vessby puts off bridge vote</h1><div class="article-subtitle">` + lede + `</div></header><div class="text">` + third[2] + third[3] + third[4] + `</div></article>`, "after three members asked", ""},
		{"comments below", `<article>` + invented + `</article><section class="comments"><h3>Comments</h3><div class="comment"><p>I never liked that bridge, and Olo Vint is right to say so, whatever they decide.</p></div></section>`, "Ada Lind", "Olo Vint"},
		{"a form for an account", `<article>` + invented + `</article><form class="signup"><p>Create your account with Vessby Courier to follow Olo Vint and get the news every morning.</p><input name="mail"></form>`, "Ada Lind", "Olo Vint"},
	} {
		a, err := Extract([]byte(`<!doctype html><title>Vessby puts off bridge vote</title><nav><a href="/">Home</a></nav>`+c.page+`<footer><p>© Vessby Courier</p></footer>`), "text/html", "")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		for must := range strings.SplitSeq(c.must, "|") {
			if !strings.Contains(a.Text, must) {
				t.Errorf("%s: %q is lost in %q", c.name, must, a.Text)
			}
		}
		if c.mustNot != "" && strings.Contains(a.Text, c.mustNot) {
			t.Errorf("%s: %q is read", c.name, c.mustNot)
		}
	}
}

func TestMarkupInsideAParagraph(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`The vote was 12<sup>1</sup> to 9.`:                        "The vote was 12 1 to 9.",
		`The 21<sup>st</sup> boat, on 40 m<sup>2</sup> of deck.`:   "The 21st boat, on 40 m2 of deck.",
		`<span class="dropcap">T</span>he boat sank.`:              "The boat sank.",
		`The hall<wbr>way and the tea<i>spoon</i>.`:                "The hallway and the teaspoon.",
		`<ruby>港<rt>みなと</rt></ruby>の人`:                             "港の人",
		`The <del>red</del><ins>blue</ins> boat.`:                  "The blue boat.",
		`A boat <svg><text>twelve</text></svg> feet long.`:         "A boat twelve feet long.",
		`<math><mn>2</mn><annotation>two</annotation></math> left`: "2 left",
	} {
		a, err := FromText("<p>" + in + "</p><p>Lind said no.</p>")
		if got := strings.TrimSuffix(a.Text, "\nLind said no."); err != nil || got != want {
			t.Errorf("%s = %q, %v, want %q", in, got, err, want)
		}
	}
}

func TestGapsAreTold(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`We will <span style="display:none">not</span> sign.`:    "We will |sign.",
		`We will<span class="sr-only">, never,</span> sign.`:     "We will| sign.",
		`We <del>must</del> sign <i hidden>no</i> cheque.`:       "We |sign |cheque.",
		`We will sign.<script>var a = 1</script><!-- not -->`:    "We will sign.",
		"We will sign.</p><p hidden>Never.</p><p>It rained.":     "We will sign.\nIt rained.",
		`<span aria-hidden="true">Not</span> signed.`:            "Not signed.",
		"e<span hidden>x</span>\u0301gal":                        "e| \u0301gal",
		`<span hidden>Not</span> a cheque <span hidden>x</span>`: "a cheque",
	} {
		a, err := FromText("<p>" + in + "</p><p>Lind said no.</p>")
		if err != nil {
			t.Fatal(err)
		}
		got := a.Text
		for _, at := range slices.Backward(a.Gaps) {
			got = got[:at] + "|" + got[at:]
		}
		if got = strings.TrimSuffix(got, "\nLind said no."); strings.Trim(got, "| ") != strings.Trim(want, "| ") {
			t.Errorf("%s = %q, want %q", in, got, want)
		}
	}
}

func TestTextOfJSONLDAloneIsMarked(t *testing.T) {
	t.Parallel()
	a, err := Extract([]byte(`<!doctype html><title>Bridge</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge vote put off",
		"articleBody":"The council of Vessby put off its vote on Tuesday.\nThe mayor took the money, said Olo Vint.\n`+strings.Repeat("It rained all day. ", 20)+`"}</script>
		<article><p>The council of Vessby put off its vote on Tuesday.</p></article>`), "text/html", "")
	if err != nil {
		t.Fatal(err)
	}
	var unseen string
	for _, s := range a.Unseen {
		unseen += a.Text[s.Start:s.End]
	}
	if !strings.Contains(unseen, "Olo Vint") || strings.Contains(unseen, "council") {
		t.Errorf("unseen = %q of %q", unseen, a.Text)
	}
}

func TestWallsAreRefused(t *testing.T) {
	t.Parallel()
	for _, wall := range []string{
		`<h1>Weiterlesen mit Werbung</h1><p>Besuchen Sie den Boten wie gewohnt mit Werbung und Tracking. Mehr steht in der Datenschutzerklärung.</p><p>Einwilligen und weiter</p>`,
		`<h1>Votre choix</h1><p>Avec nos partenaires nous utilisons des cookies pour mesurer ce que vous lisez ici chaque jour.</p><p>Tout accepter</p>`,
		`<h1>Tu privacidad</h1><p>Nosotros y nuestros socios usamos cookies para medir lo que lees en este sitio cada día.</p><p>Aceptar y continuar</p>`,
		`<h1>Prima di leggere</h1><p>Noi e i nostri partner usiamo i cookie per misurare ciò che leggi ogni giorno su questo sito.</p><p>Accetta e continua</p>`,
		`<h1>Antes de ler</h1><p>Nós e os nossos parceiros usamos cookies para medir o que você lê neste sítio todos os dias.</p><p>Aceitar e continuar</p>`,
		`<h1>Voor u leest</h1><p>Wij en onze partners gebruiken cookies om te meten wat u hier elke dag op deze site leest.</p><p>Akkoord</p>`,
		`<h1>Zanim przeczytasz</h1><p>My i nasi partnerzy używamy plików cookies, aby mierzyć, co czytasz w tym serwisie każdego dnia.</p><p>Zgadzam się</p>`,
		`<h1>Перш ніж читати</h1><p>Ми й наші партнери використовуємо файли cookie, щоб вимірювати, що ви читаєте щодня.</p><p>Прийняти все</p>`,
		`<h1>Прежде чем читать</h1><p>Мы и наши партнёры используем файлы cookie, чтобы измерять, что вы читаете каждый день.</p><p>Принять все</p>`,
	} {
		if a, err := Extract([]byte(document(`<main>`+wall+`</main>`)), "text/html", ""); kindOf(err) != Consent {
			t.Errorf("%.60s = %v, %v, want a consent page", wall, a, err)
		}
	}
}

func TestKindsOfPage(t *testing.T) {
	t.Parallel()
	ld := func(s string) string { return `<script type="application/ld+json">` + s + `</script>` }
	for _, c := range []struct {
		link, page string
		want       PageKind
	}{
		{"https://courier.test/news/bridge", invented, Report},
		{"https://courier.test/opinion/bridge", invented, Opinion},
		{"https://courier.test/a", ld(`{"@type":"OpinionNewsArticle","headline":"No"}`) + invented, Opinion},
		{"https://courier.test/press-releases/bridge", invented, PressRelease},
		{"https://courier.test/a", `<title>Interview: the mayor on the bridge</title>` + invented, Interview},
		{"https://courier.test/a", `<title>Horoscope for Tuesday</title>` + invented, Quiz},
		{"https://courier.test/a", `<meta name="author" content="Reuters">` + invented, AgencyCopy},
		{"https://courier.test/sport/a", `<title>Vessby FC 3-1 Halvik Rovers</title>` + invented, SportsResult},
		{"https://shop.test/lamp", ld(`{"@type":"Product","name":"Lamp"}`) + invented, Product},
		{"https://shop.test/lamp", `<meta property="og:type" content="product">` + invented, Product},
		{"https://shop.test/lamp", invented + `<p>$ 12</p><button>Add to cart</button>`, Product},
		{"https://shop.test/collections/lamps", invented + strings.Repeat(`<div><h3><a href="/l">A lamp</a></h3><span>$ 12</span></div>`, 15), Collection},
		{"https://forum.test/threads/bridge.12/", invented, Forum},
		{"https://a.test/x", ld(`{"@type":"DiscussionForumPosting","headline":"Bridge"}`) + invented, Forum},
		{"https://docs.tool.test/install", invented, Documentation},
		{"https://firm.test/services/bridges", invented, Service},
		{"https://courier.test/tag/bridges/", invented, Listing},
	} {
		a, err := Extract([]byte(`<!doctype html>`+c.page), "text/html", c.link)
		if err != nil || a.Kind != c.want {
			t.Errorf("%s %.60s: %v, %v, want %q", c.link, c.page, a, err, c.want)
		}
	}
}

func TestBylinesOfPersonsComeFirst(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ page, want string }{
		{`<meta name="author" content="Vessby Media Group"><p class="byline">By harbour reporter <a href="/k">Vera Kolm</a></p>`, "Vera Kolm"},
		{`<meta name="author" content="No Author">`, ""},
		{`<p class="submitted-by"><a>Vera Kolm 🛳️👩🏽</a></p>`, "Vera Kolm"},
		{`<meta name="author" content="courier.test">`, ""},
		{`<meta property="og:site_name" content="Vessby Courier"><meta name="author" content="Vessby Courier">`, ""},
		{`<meta name="author" content="Vera Kolm · word for word · no errors">`, "Vera Kolm"},
		{`<form><label for="author">Name</label><input id="author"></form>`, ""},
		{`<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"B","author":[{"@id":"#1"},{"@id":"#2"}]},{"@id":"#1","@type":"Person","name":"Vera Kolm"},{"@id":"#2","@type":"Person","name":"Jon Ek"}]}</script>`, "Vera Kolm, Jon Ek"},
		{`<script type="application/ld+json">{"@type":"NewsArticle","headline":"B","author":[{"@type":"Organization","name":"Courier"},{"@type":"Person","name":"Jon Ek"}]}</script>`, "Jon Ek"},
	} {
		a, err := Extract([]byte(document(c.page+`<article>`+invented+`</article>`)), "text/html", "")
		if err != nil || a.Byline != c.want {
			t.Errorf("%.80s: byline %q, %v, want %q", c.page, a.Byline, err, c.want)
		}
	}
}

func FuzzLinkedData(f *testing.F) {
	f.Add(`{"@type":"NewsArticle","articleBody":"a","author":{"@id":"#1"}}`)
	f.Add(`[{"@graph":[{"@id":"#1","@type":["Person"],"name":["x"]}]},{"@type":"Report","author":[[1]]}]`)
	f.Fuzz(func(t *testing.T, data string) {
		a, err := Extract([]byte(document(`<script type="application/ld+json">`+strings.ReplaceAll(data, "<", "")+`</script>`+invented)), "text/html", "")
		if err == nil {
			checkText(t, a)
		} else if kindOf(err) == "foreign error" {
			t.Errorf("Extract = %v, want an *Error", err)
		}
	})
}

// What a notice of a paywall says, prose says too.
func TestNoticesAreToldFromProse(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		"Vessby, already a member of the league, said on Wednesday that it would welcome its neighbour.": false,
		"Halvik is already a member of the harbour union, the commissioner said.":                        false,
		"The company said that prices for subscribers would rise by a tenth.":                            false,
		"He was granted permission to continue reading the statement to the court.":                      false,
		"The judge allowed her to continue reading for an hour.":                                         false,
		"The ferry line told its subscribers only on Friday that it would stop.":                         false,
		"Already a member? Log in.":                                      true,
		"If you are already a subscriber, please sign in here.":          true,
		"Already a digital subscriber":                                   true,
		"This story is for subscribers.":                                 true,
		"You need an account to continue reading.":                       true,
		"To continue reading this article, log in or create an account.": true,
		"Continue reading with a trial of four weeks":                    true,
	} {
		blocks := []block{{text: "The council met."}, {text: line}, {text: "The president said that he would sign the protocol."}}
		if _, got := cutNotice(blocks); got != want {
			t.Errorf("%q is taken for a notice: %t, want %t", line, got, want)
		}
	}
}

// A page that declares an article is believed, however short it is.
func TestShortReportsAreNoRefusals(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]Kind{
		"The bank had noticed unusual activity in 300 accounts and closed them for a day, it said on Monday.":                     Blocked,
		"The medicine is no longer available in Vessby, the chemists said on Monday, since its maker has stopped selling it now.": NotFound,
	} {
		body := "<p>" + line + "</p><p>“Nobody was told,” said Ada Lind, who would not say how many people are still waiting for an answer.</p>"
		if _, err := Extract([]byte(document(body)), "text/html", ""); kindOf(err) != want {
			t.Errorf("%q = %v, want %q", line, err, want)
		}
		told := `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ada Lind speaks"}</script>`
		if _, err := Extract([]byte(document(told+body)), "text/html", ""); err != nil {
			t.Errorf("%q in an article that is declared = %v", line, err)
		}
	}
}

// A page of one paragraph in a place that is left out has no block before it.
func TestAPageOfOneParagraph(t *testing.T) {
	t.Parallel()
	_, err := Extract([]byte(`<html><body><footer class="code"><div><div><p>One sentence of prose of more than forty characters stands here, and nothing else.</p></body></html>`), "text/html", "")
	if err != nil && strings.Contains(err.Error(), "panicked") {
		t.Error(err)
	}
}
