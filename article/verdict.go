package article

import (
	"index/suffixarray"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parley/pattern"
)

// What is judged is all that is known of a page when it is judged.
type judged struct {
	facts
	blocks []block // the article, as far as one was found
	whole  int     // characters of visible text on the whole page
	shell  bool    // the page asks for JavaScript
	told   bool    // blocks come from JSON-LD
	shows  string  // the letters of the whole page, where told is set
	signs  signs
}

const (
	shortText = 700  // characters under which a text is looked at twice
	fullText  = 2500 // characters from which a declared paywall is not believed without other signs
)

var (
	captchaWords = pattern.Compile(`\b(?:verify(?:ing)? (?:that )?you are (?:a )?human|are you (?:a )?(?:human|robot)|` +
		`not a robot|captcha|unusual (?:traffic|activity)|checking your browser|access (?:to this page has been )?denied|` +
		`enable cookies and reload|attention required|just a moment)\b`)
	missingWords = pattern.Compile(`(?:\b404\b|\bpage (?:you (?:requested|are looking for) )?(?:was |could |can)?\s?(?:not|n't) (?:be )?found\b|` +
		`\bno longer (?:available|exists)\b|\b(?:page|article|story) (?:does not|doesn['’]t) exist\b|\bseite nicht gefunden\b|` +
		`\bpage (?:introuvable|non trouvée)\b|\bpágina no encontrada\b)`)
	// Go's \b knows ASCII letters alone: what begins or ends in others stands without it.
	consentWords = pattern.Compile(`\b(?:cookies?|your privacy|privacy (?:choices|settings)|data protection|datenschutz|consent|tracking|datenschutzerkl|` +
		`vie priv|privacidad|privacidade|protezione dei dati|prywatno)|файл(?:и|ы|ів|ов)? cookie|куки|конфиденциальност|конфіденційн`)
	consentAsks = pattern.Compile(`\b(?:accept(?: all)?|i agree|agree(?: and)? (?:to|continue)|reject all|manage (?:preferences|options|settings)|` +
		`alle akzeptieren|(?:zu)?zustimmen|zustimmung|einwilligen|einwilligung|tout accepter|accepter et|j['’]accepte|continuer sans accepter|aceptar|acepto|consiento|` +
		`accetta(?:re)?|acconsento|aceitar|aceito|accepteren|akkoord|toestemming|akceptuj[ęe]?|zgadzam|zgod[aęy])\b|акцептую|погоджу|прийняти|принять все|принимаю|соглас`)
	scriptWords = pattern.Compile(`\b(?:enable|turn on|requires?|activate|need(?:s)?)\b[^.]{0,40}\bjavascript\b|` +
		`\bjavascript\b[^.]{0,40}\b(?:enabled?|disabled|required)\b`)
	// What prose says too counts in the form of a notice alone.
	paywallWords = pattern.Compile(`^(?:(?:to )?continue reading|subscribers? only|for subscribers)\b|\b(?:continue reading|subscribers? only)$|\bfor (?:\S+ )?subscribers[.!]?$|` +
		`^already an? (?:\S+ )?(?:subscriber|member)[.!]?$|\balready an? (?:\S+ )?(?:subscriber|member)(?:\?|[,.:–—-]? (?:please )?(?:log|sign) in\b)|` +
		`\b(?:subscri\S+|account|regist\S+|sign (?:in|up)|log in|trial)\b.{0,80}\bto continue reading\b|\bcontinue reading for (?:free|only|just|[$€£])|` +
		`\b(?:subscribe (?:now |today )?to (?:continue|keep|read|unlock)|log in to (?:read|continue)|sign in to (?:read|continue)|` +
		`(?:this|rest of (?:this|the)) (?:article|story|content) is (?:only |reserved |exclusively )*(?:available )?(?:for|to) (?:paying )?(?:subscribers|members)|` +
		`unlock (?:this|the full) (?:article|story)|your free (?:articles?|trial)|free articles? (?:left|remaining)|` +
		`create (?:a free|an) account to (?:read|continue)|abonnieren,? um|réservé aux abonnés|exclusivo para suscriptores)|` +
		`\b(?:jetzt weiterlesen|testen sie unser angebot|(?:sie haben )?(?:bereits|schon) ein abo\b|mit (?:dem )?abo (?:weiter)?lesen|monatlich kündbar|weiterlesen mit|` +
		`il vous reste \d+ ?% de cet article|déjà abonné|abonnez-vous (?:pour|à partir)|article réservé|la suite est réservée|` +
		`suscríbete para|para seguir leyendo|ya (?:eres|soy) suscriptor|contenido exclusivo para|contenuto riservato|abbonati per|sei già abbonato|per continuare a leggere|` +
		`assine para|exclusivo para assinantes|já é assinante|para continuar a ler|word abonnee|al abonnee|lees verder met|exclusief voor abonnees|` +
		`dla prenumeratorów|masz już prenumeratę|aby czytać dalej|wykup (?:dostęp|prenumeratę))|тільки для передплатників|передплатіть|только для подписчиков|оформите подписку|чтобы читать дальше`)
)

// verdict says why a page is no article, or returns nil. Words count only on pages with little text: an article may
// well write about cookies and captchas.
func (s judged) verdict() error {
	found := joinBlocks(s.blocks)
	n := utf8.RuneCountInString(found)
	all := s.title + "\n" + found
	short := n < shortText
	switch {
	case short && captchaWords.Match(all) && !s.isDeclared():
		return failure(Blocked, "the page asks for a human")
	case short && missingWords.Match(s.title+"\n"+firstLines(found)) && !s.isDeclared():
		return failure(NotFound, "the page says that it is missing")
	case n < 2*shortText && consentWords.Match(all) && consentAsks.Match(all) && !s.isDeclared():
		return failure(Consent, "the text is about consent")
	case n < tooFew && (s.shell || scriptWords.Match(found)) && !s.isDeclared():
		return failure(NoArticle, "the page is a program without text")
	case n == 0 && s.whole == 0:
		return failure(Empty, "no text")
	case n == 0:
		return failure(NoArticle, "no text that hangs together")
	case s.isIndex():
		return failure(NoArticle, "a list of links")
	}
	return nil
}

// isDeclared reports pages whose JSON-LD describes an article.
func (s judged) isDeclared() bool { return s.linked.headline != "" || s.linked.published != "" }

// isIndex reports front pages and lists: most of the text that was found is links, or hardly any of it is a paragraph.
func (s judged) isIndex() bool {
	linked, all, prose := 0, 0, 0
	for _, b := range s.blocks {
		linked += b.linked
		all += len(b.text)
		if !b.heading && b.linked*2 < len(b.text) && isProse(b.text) {
			prose += len(b.text)
		}
	}
	return 2*linked > all || prose == 0 && !s.isDeclared()
}

// isProse reports a line that could be a sentence of an article.
func isProse(s string) bool {
	const firstHan = '\u2E80' // of the three scripts
	n := 0
	for _, r := range s {
		if n++; r >= firstHan && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
			n++ // says as much as two letters do
		}
	}
	return n >= 40 && strings.ContainsAny(s, ".!?…。！？।؟") || n >= 120
}

func firstLines(s string) string { return s[:min(len(s), 200)] }

// article sets down what was found.
func (s judged) article(got reading) (*Article, error) {
	a := &Article{
		Link:      s.link,
		Title:     firstText(s.title, got.title),
		Byline:    firstByline(s.site, append(s.bylines, got.byline, got.meta.Author)...),
		Site:      s.site,
		Image:     s.image,
		Language:  s.language,
		Published: s.published,
	}
	if a.Published.IsZero() && !got.meta.Date.IsZero() {
		a.Published, a.PublishedGuessed = got.meta.Date, true
	}
	blocks, notice := cutNotice(s.blocks)
	a.Text = joinBlocks(blocks)
	n := utf8.RuneCountInString(a.Text)
	switch {
	case s.isLive():
		a.Partial = LiveBlog
	case notice && n < 2*fullText, s.paid && (n < fullText || endsEarly(a.Text)):
		a.Partial = Paywalled
	case n < tooFew, n < shortText && 2*s.signs.prose < s.signs.pageProse:
		a.Partial = Thin
	}
	a, err := finish(a)
	if err != nil {
		return nil, err
	}
	if s.told {
		a.Unseen = unseenLines(a.Text, s.shows)
	}
	if a.Kind = s.signs.kindOfPage(s.isArticleType); a.Kind == "" {
		a.Kind = s.signs.kindOfArticle(s.facts, a.Byline, n)
	}
	a.Unlike = isUnlike(a.Text, s.title+" "+s.teaser)
	return a, nil
}

// unseenLines returns the lines of text whose words the page does not show.
func unseenLines(text, shown string) (spans []Span) {
	at := 0
	index := suffixarray.New([]byte(shown))
	for line := range strings.Lines(text) {
		words := strings.TrimSuffix(line, "\n")
		if l := letters(words); l != "" && len(index.Lookup([]byte(l), 1)) == 0 {
			spans = append(spans, Span{at, at + len(words)})
		}
		at += len(line)
	}
	return spans
}

// isUnlike reports a text that has no longer word in common with what it should be about. Short headlines tell nothing.
func isUnlike(text, about string) bool {
	words := strings.FieldsFunc(strings.ToLower(about), func(r rune) bool { return !isLetterOrDigit(r) })
	text = strings.ToLower(text)
	n := 0
	for _, w := range words[:min(len(words), 100)] {
		if utf8.RuneCountInString(w) < 5 {
			continue
		}
		n++
		if strings.Contains(text, strings.ToValidUTF8(w[:min(len(w), 8)], "")) {
			return false
		}
	}
	return n >= 5
}

var liveTitle = pattern.Lazy(`(?i)^live(?: updates?| blog|:)|[-–—|:] live(?: updates?| blog)?$|\blive (?:updates|blog)\b|\bas it happened\b`)

// isLive reports running pages: declared ones, and ones whose title says so.
func (s judged) isLive() bool { return s.linked.live || liveTitle.MatchString(s.title) }

// endsEarly reports a text that breaks off in an ellipsis.
func endsEarly(text string) bool {
	text = strings.TrimRight(text, "\"”’')»]« \n")
	return strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...")
}

// cutNotice leaves out the lines near the end that ask for a subscription, and reports whether there were any.
func cutNotice(blocks []block) ([]block, bool) {
	from := max(0, len(blocks)-6)
	for i := from; i < len(blocks); i++ {
		if line := blocks[i].text; len(line) < 300 && paywallWords.Match(strings.ToLower(line)) && !reports(line) {
			// The notice and what is sold under it; nothing of the article follows.
			return blocks[:i], true
		}
	}
	return blocks, false
}

// asksForScript reports pages that are built by JavaScript: an empty root element, or a noscript that says so.
func asksForScript(doc *html.Node) bool {
	return find(doc, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Noscript:
			return scriptWords.Match(textOf(n))
		case atom.Div:
			id := attr(n, "id")
			return n.FirstChild == nil && (id == "root" || id == "app" || id == "__next" || id == "__nuxt")
		}
		return false
	}) != nil
}
