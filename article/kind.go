package article

import (
	"net/url"
	"slices"
	"strings"

	"parley/pattern"
)

// PageKind names what sort of text a page is. (What failed is a [Kind].)
type PageKind string

const (
	Report       PageKind = "report" // where nothing else is known
	Opinion      PageKind = "opinion"
	Live         PageKind = "live blog"
	Interview    PageKind = "interview"
	PressRelease PageKind = "press release"
	AgencyCopy   PageKind = "agency copy"
	Quiz         PageKind = "quiz" // or a horoscope
	SportsResult PageKind = "sports result"
	VideoOnly    PageKind = "video"

	// Told by titles, links and sections alone, see [KindTold].
	Newsletter PageKind = "newsletter" // or another list of the day's news
	Shopping   PageKind = "shopping"   // what to buy, and where it is cheap

	// What is no article.
	Product       PageKind = "product"
	Forum         PageKind = "forum"
	Listing       PageKind = "listing"    // of texts
	Collection    PageKind = "collection" // of products
	Service       PageKind = "service"
	Documentation PageKind = "documentation"
)

// IsArticle reports whether a page of this kind is an article at all.
func (k PageKind) IsArticle() bool {
	switch k {
	case Product, Forum, Listing, Collection, Service, Documentation:
		return false
	}
	return true
}

// Word says for people, after "a" or "an", what sort of page it is.
func (k PageKind) Word() string {
	switch k {
	case Product:
		return "product page"
	case Forum:
		return "forum thread"
	case Listing:
		return "list of texts"
	case Collection:
		return "list of products"
	case Service:
		return "page about a service"
	case Documentation:
		return "page of documentation"
	case Opinion:
		return "opinion piece"
	case Quiz:
		return "quiz or horoscope"
	case VideoOnly:
		return "video with little text"
	case Shopping:
		return "piece on what to buy"
	}
	return string(k)
}

// signs are what the kind of a page is told from.
type signs struct {
	types     []string // of its JSON-LD
	ogType    string
	generator string
	published bool   // the page says when it was published
	host      string // lower case, without www.
	path      string // lower case, with a slash at the end
	title     string
	cart      bool // a button puts something into a cart
	prices    int  // blocks with a price in them
	linked    float64
	cards     int // headings that are links
	prose     int // characters of the body in paragraphs
	pageProse int // and of the whole page
	calls     int // invitations to buy a service
}

func readSigns(of facts, blocks, body []block, base *url.URL) signs {
	s := signs{types: of.linked.types, ogType: strings.ToLower(of.ogType), generator: strings.ToLower(of.generator),
		published: of.declaredDate, title: of.title}
	link := of.link
	if base != nil && base.Host != "" {
		link = base.String()
	}
	if u, err := url.Parse(link); err == nil {
		s.host = strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
		s.path = strings.TrimSuffix(strings.ToLower(u.Path), "/") + "/"
	}
	all, linked := 0, 0
	for _, b := range blocks {
		all += len(b.text)
		linked += b.linked
		if len(b.text) < 60 {
			s.cart = s.cart || cartWords.Match(b.text)
			if callWords.Match(b.text) {
				s.calls++
			}
			if strings.ContainsAny(b.text, "0123456789") && price.MatchString(b.text) {
				s.prices++
			}
		}
		if b.heading && 2*b.linked > len(b.text) {
			s.cards++
		}
		if !b.heading && 2*b.linked < len(b.text) && isProse(b.text) {
			s.pageProse += len(b.text)
		}
	}
	for _, b := range body {
		if !b.heading && isProse(b.text) {
			s.prose += len(b.text)
		}
	}
	s.linked = float64(linked) / float64(max(1, all))
	return s
}

var (
	cartWords = pattern.Compile(`^(?:add to (?:cart|bag|basket|trolley)|buy (?:it )?now|in den (?:warenkorb|einkaufswagen)|ajouter au panier|añadir (?:al carrito|a la cesta)|` +
		`aggiungi al carrello|adicionar ao carrinho|in winkelwagen|do koszyka|dodaj do koszyka|в корзину|до кошика)\b`)
	callWords = pattern.Compile(`^(?:get (?:started|a (?:free )?(?:quote|demo|estimate))|request (?:a |your )?(?:\w+ )?(?:quote|demo|appointment|consultation|proposal|information)|` +
		`book (?:a |an |your )?(?:\w+ )?(?:demo|appointment|consultation|call|now)|schedule (?:a |an |your )?(?:\w+ )?(?:demo|appointment|consultation|call|visit)|` +
		`(?:start|try)\b.{0,30}\b(?:free|trial)|free trial|sign up(?: (?:for )?free| now| today)?|contact (?:us|sales)|see pricing|talk to (?:an expert|sales|us)|learn more|view pricing|enroll now|register now|our services)[.!→›» ]*$`)
	price = pattern.Lazy(`(?:[$€£¥₹]\s?\d|\d\s?(?:€|zł|kr|грн|₽)(?:\W|$)|\bUSD\s?\d)`)

	forumPath      = pattern.Lazy(`/(?:threads?|forums?|viewtopic(?:\.php)?|showthread(?:\.php)?|questions/\d+|topic/\d|comments/\w|talk/\w+/\d|discussions?|d/\d|t/[\w-]+/\d+)\b`)
	forumHost      = pattern.Lazy(`^(?:forums?|community|discuss(?:ion|ions)?|boards?|talk|answers)\.`)
	productPath    = pattern.Lazy(`/(?:products?|p|dp|itm|item|items|sku|shop/p|store/detail)/[^/]`)
	collectionPath = pattern.Lazy(`/(?:collections?|catalog|catpage|departments?|categor(?:y|ies)|c|cat|shop|w|s|luggage)[/-]`)
	listingPath    = pattern.Lazy(`/(?:topics?|tags?|category|categories|archives?|authors?|list|search|d|shows|browse|jobs?|directory|rankings?|awards|trails|courses|section)/`)
	docsPath       = pattern.Lazy(`/(?:docs?|documentation|manual|man\d?|handbook|reference|wiki|guide|glossary|book|api|std)/`)
	docsHost       = pattern.Lazy(`^(?:docs?|documentation|wiki|developers?|learn|devdocs|api|help|support|man)\b.*\.`)
	servicePath    = pattern.Lazy(`/(?:[\w-]*services?|solutions?|pricing|use-cases|packages|[\w-]*-packages|features|product|[\w-]*calculator|why-us|seminars|care|[\w-]*-care|private-instruction)/`)
	articlePath    = pattern.Lazy(`/(?:articles?|blogs?|news|posts?|story|stories|guides?|[\w-]*-guide(?:-[\w-]+)?|learn(?:ing)?(?:-center)?|how-to|insights|resources|[\w-]+-(?:checklist|tips|guide))/.|/(?:19|20)\d\d/\d|/[\w-]*(?:how-to|guide-to|checklist|tips)[\w-]*/`)
	docsGenerator  = pattern.Lazy(`docutils|sphinx|mkdocs|docusaurus|rustdoc|bookdown|javadoc|doxygen|mediawiki|gitbook|hugo docs`)
	forumGenerator = pattern.Lazy(`discourse|phpbb|xenforo|vbulletin|flarum|invision|nodebb`)
)

// kindOfPage tells what is no article, the surest signs first; "" for what may be one. A page that describes an article of
// its own in JSON-LD is one, whatever it is like.
func (s signs) kindOfPage(declared bool) PageKind {
	switch {
	case s.isOfType("DiscussionForumPosting", "QAPage"), forumGenerator.MatchString(s.generator):
		return Forum
	case declared:
		return ""
	case forumPath.MatchString(s.path), forumHost.MatchString(s.host) && !s.published:
		return Forum
	case s.ogType == "product.group", s.isOfType("CollectionPage") && s.prices > 5:
		return Collection
	case s.documents():
		return Documentation
	case s.ogType == "article" && s.published && !s.cart:
		return ""
	case s.sellsMany():
		return Collection
	case s.sells() && collectionPath.MatchString(s.path) && s.prices > 5:
		return Collection
	case s.sells():
		return Product
	case articlePath.MatchString(s.path): // an address of articles, and no sign of a shop
		return ""
	case collectionPath.MatchString(s.path) && s.prices > 0 && s.prose < 4000 && !s.published:
		return Collection
	case s.presents() && s.cards > 8:
		return Listing
	case s.presents():
		return Service
	case s.lists():
		return Listing
	case s.calls >= 6 && !s.published && s.ogType != "article":
		return Service
	}
	return ""
}

// isOfType says whether the page's JSON-LD is of one of some types.
func (s signs) isOfType(types ...string) bool {
	return slices.ContainsFunc(s.types, func(t string) bool { return slices.Contains(types, t) })
}

// isFront says whether a page is the first of its site.
func (s signs) isFront() bool { return s.path == "/" && s.host != "" }

// documents says whether a page is one of a manual.
func (s signs) documents() bool {
	return docsGenerator.MatchString(s.generator) || s.isOfType("APIReference") || docsHost.MatchString(s.host) && !s.published ||
		docsPath.MatchString(s.path) && !s.published && s.prose > 1000 && s.prices < 3
}

// sellsMany says whether a page has the prices of many things.
func (s signs) sellsMany() bool {
	return s.prices >= 12 && s.prose < 8000 && !productPath.MatchString(s.path) && (s.prices >= 24 || collectionPath.MatchString(s.path) || s.isFront())
}

// sells says whether something can be bought on a page.
func (s signs) sells() bool {
	return s.isOfType("Product", "ProductGroup") && !s.isOfType("FAQPage") || strings.HasPrefix(s.ogType, "product") || s.cart && s.prose < 8000 ||
		productPath.MatchString(s.path) && s.prices > 0
}

// presents says whether a page tells what a firm or a site does.
func (s signs) presents() bool {
	return s.isFront() || servicePath.MatchString(s.path) && !s.published && s.prose < 12000
}

// lists says whether a page is mostly links to others.
func (s signs) lists() bool {
	return listingPath.MatchString(s.path) && !s.published && s.prose < 4000 || s.isOfType("CollectionPage") && s.cards > 5 ||
		s.cards >= 15 && s.prose < 3000 || s.linked > .75 && s.prose < 2000 && !s.published
}

var (
	opinionTypes = []string{"OpinionNewsArticle", "ReviewNewsArticle"}
	opinionWords = pattern.Lazy(`(?i)^(?:opinions?|op-?eds?|editorials?|comment(?:ary)?|columns?|leader|analysis and opinion|meinung|kommentar|kolumne|leitartikel|tribune|éditorial|chronique|opini[óo]n|tribuna|columna|editoriale|opinione|opinião|opinie|commentaar|opinia|felieton|думка|колонка|мнение)\b(?:\s*[|:–—-]|$)`)
	opinionPath  = pattern.Lazy(`/(?:opinions?|op-ed|commentisfree|comment|commentary|columns?|columnists?|editorials?|meinung|kommentare?|kolumnen?|tribunes?|debats?|opinion(?:e|i)|opiniao|opinie|felietony|mneni[ey])/`)
	pressWords   = pattern.Lazy(`(?i)(?:^|[|:–—-]\s*)(?:press release|pressemitteilung|communiqué de presse|nota de prensa|comunicato stampa|comunicado de imprensa|persbericht|komunikat prasowy|прес-реліз|пресс-релиз)`)
	pressPath    = pattern.Lazy(`/(?:press-?releases?|pressemitteilung(?:en)?|news-releases?|newsroom/press)/`)
	interview    = pattern.Lazy(`(?i)(?:^|[|:–—-]\s*)(?:(?:an |the |das |im |l['’])?(?:interview|entretien|entrevista|intervista|wywiad|інтерв['’]ю|интервью)|q&a|in conversation)\b|\binterview with\b`)
	score        = pattern.Lazy(`\b\p{Lu}[\p{L} .]+ \d{1,3}\s?[-–:]\s?\d{1,3} \p{Lu}[\p{L} .]+`)
	sportPath    = pattern.Lazy(`/(?:sports?|football|soccer|fussball|nfl|nba|nhl|mlb|cricket|rugby|tennis)/`)
	agencies     = pattern.Lazy(`(?i)^(?:(?:the )?associated press|reuters|afp|agence france-presse|dpa|ansa|efe|pap|ap|upi|pa media|press association|xinhua|tass|interfax|укрінформ|lusa|anp|apa|sda)$`)
)

// kindOfArticle tells articles apart.
func (s signs) kindOfArticle(of facts, byline string, length int) PageKind {
	named := of.title + " "
	switch {
	case of.linked.live, liveTitle.MatchString(of.title):
		return Live
	case s.isOfType(opinionTypes...),
		opinionPath.MatchString(s.path), opinionWords.MatchString(strings.TrimSpace(named)), opinionWords.MatchString(of.section):
		return Opinion
	case pressPath.MatchString(s.path), pressWords.MatchString(named), pressWords.MatchString(of.section):
		return PressRelease
	case interview.MatchString(named), interview.MatchString(of.section):
		return Interview
	case toldQuiz.MatchString(of.title):
		return Quiz
	case sportPath.MatchString(s.path) && score.MatchString(of.title):
		return SportsResult
	case length < 1000 && (slices.Contains(s.types, "VideoObject") && !of.isArticleType || strings.HasPrefix(s.ogType, "video")):
		return VideoOnly
	case agencies.MatchString(byline):
		return AgencyCopy
	}
	return Report
}
