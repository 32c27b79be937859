package card

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"

	"parley/article"
	"parley/bot/phrases"
	"parley/digest"
	"parley/summarize"
)

var update = flag.Bool("update", false, "write what comes out to testdata")

// tree draws components as the design does: what each is, and its Markdown.
func tree(components ...discordgo.MessageComponent) string {
	var out strings.Builder
	drawTree(&out, "", components)
	return out.String()
}

func drawTree(out *strings.Builder, indent string, components []discordgo.MessageComponent) {
	for _, c := range components {
		out.WriteString(indent + "- ")
		switch c := c.(type) {
		case discordgo.Container:
			out.WriteString("Container\n")
			drawTree(out, indent+"  ", c.Components)
		case discordgo.ActionsRow:
			out.WriteString("Action Row\n")
			drawTree(out, indent+"  ", c.Components)
		case discordgo.Section:
			out.WriteString("Section\n")
			drawTree(out, indent+"  ", append(c.Components, c.Accessory))
		case discordgo.TextDisplay:
			out.WriteString("Text Display\n" + indent + "    | " + strings.ReplaceAll(c.Content, "\n", "\n"+indent+"    | ") + "\n")
		case discordgo.Separator:
			out.WriteString("Separator\n")
		case discordgo.Button:
			fmt.Fprintf(out, "Button “%s” %s\n", c.Label, c.CustomID)
		case discordgo.SelectMenu:
			fmt.Fprintf(out, "String Select “%s” %s\n", c.Placeholder, c.CustomID)
			for _, o := range c.Options {
				chosen := ""
				if o.Default {
					chosen = " (chosen)"
				}
				fmt.Fprintf(out, "%s    · %s — %s = %s%s\n", indent, o.Label, o.Description, o.Value, chosen)
			}
		default:
			fmt.Fprintf(out, "%T\n", c)
		}
	}
}

// texts is what stands in components, without what they are.
func texts(components ...discordgo.MessageComponent) string {
	var out strings.Builder
	for _, c := range components {
		switch c := c.(type) {
		case discordgo.Container:
			out.WriteString(texts(c.Components...))
		case discordgo.Section:
			out.WriteString(texts(c.Components...))
		case discordgo.TextDisplay:
			out.WriteString(c.Content + "\n")
		}
	}
	return out.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// all are the languages that Parley ships, and two drafts that no one has to read: one from right to left, one of wide letters.
func all(t *testing.T) *phrases.Catalogue {
	t.Helper()
	c, err := phrases.With(os.DirFS(filepath.Join("testdata", "phrases")))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// whole is a card with its buttons.
func whole(c brief) []discordgo.MessageComponent {
	return WithButtons(c.of, c.options, "7:0", "42")
}

func TestCardsLookAsDesigned(t *testing.T) {
	t.Parallel()
	for name, cards := range briefs(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got strings.Builder
			for _, c := range cards {
				fmt.Fprintf(&got, "## %s\n%s\n", c.what, tree(whole(c)...))
			}
			golden(t, name, got.String())
		})
	}
}

// A page is one message of the design that is no brief's card.
type page struct {
	what string
	of   []discordgo.MessageComponent
}

func one(what string, c ...discordgo.MessageComponent) page { return page{what, c} }

func TestWhatDoesNotFitIsLeftOutFromTheEnd(t *testing.T) {
	t.Parallel()
	p, big := penFor(phrases.In("en")), strings.Repeat("x", MaxRunes-10)
	shown := func(blocks ...block) string { return tree(container(blocks...).Components...) }
	for name, row := range map[string]struct{ got, want string }{
		"all of it fits": {
			shown(text("head"), p.block("sides"), p.block("quotation"), p.block("footer")),
			shown(text("head"), block{line()}, text("sides"), block{line()}, text("quotation"), block{line()}, text("footer")),
		},
		"a block is too big":            {shown(text("head"), p.block(big), p.block("quotation"), text("footer")), shown(text("head"), text("footer"))},
		"the end of a block is too big": {shown(text("head"), p.block("side", big), p.block("quotation"), text("footer")), shown(text("head"), p.block("side"), text("footer"))},
		"too many bytes":                {shown(text("head"), p.block(strings.Repeat("採", MaxBytes/3)), p.block("quotation"), text("footer")), shown(text("head"), text("footer"))},
		"the head is too big":           {shown(text(big+big), p.block("sides"), text("footer")), shown(text("footer"))},
	} {
		if row.got != row.want {
			t.Errorf("%s: the card is\n%s\nwant\n%s", name, row.got, row.want)
		}
	}
}

func TestOtherMessagesLookAsDesigned(t *testing.T) {
	t.Parallel()
	en, de := Options{In: phrases.In("en")}, Options{In: phrases.In("de")}
	tram, earlier := tramBrief(true), Earlier{"https://discord.com/channels/1/2/3", time.Unix(1795630800, 0)}
	fire, update := fireUpdate()
	for name, pages := range map[string][]page{
		"07-not-readable": {
			one("the site refuses", Refused(en, &article.Error{Kind: article.Blocked, Link: post})),
			one("nobody speaks", Small(en, en.In.Say("no_speaker"))),
		},
		"12-update": {one("the new card", update.Draw(fire, en)), one("the line of the earlier card", MoreSince(fire, en, Earlier{earlier.Link, time.Unix(1795643040, 0)}))},
		"13-digest": {
			one("main post", Issue(morning(), digest.Settings{}, en), StoryMenu(morning(), "post", en)),
			one("titles alone, late", Issue(lateMorning(), digest.Settings{Length: digest.Short}, en)),
			one("long", Issue(morning(), digest.Settings{Length: digest.Long}, en)), one("story 1 opened", Story(morning(), 0, "dpost:0", en)...),
			one("story 3, which goes on, opened", Story(morning(), 2, "dpost:2", en)...),
			one("nothing new", NothingNew(morning(), en)),
		},
		"14-welcome": {one("the message", Welcome(en, Setup{})...), one("with a model, in German", Welcome(de, Setup{Model: "llama3.1"})...),
			one("without the intent, without a newsroom", Welcome(en, Setup{NoLinks: true, Alone: true})...)},
		"15-settings": {one("the message", Settings(en, []string{"**Pasted links are not seen.**"}, []Setting{
			{Name: "Pasted links", Value: "answered: every link\nin <#1>, <#2>: never", ID: "set:links"}, {Name: "Writer", Value: "llama3.1 writes and Parley checks", ID: "set:writer"},
			{Name: "Budget", Value: "2.00 dollars a day; 0.37 used today", ID: "set:budget"}, {Name: "Language of the cards", Value: "English", ID: "set:language"},
			{Name: "Daily news", Value: "“Morning” at 8:00 in #news; next in 10 hours", Opens: true, ID: "set:daily"}, {Name: "Who may delete a card", Value: "who asked, and moderators", ID: "set:delete"},
		}))},
		"17-correction": {
			one("the paper corrected its article", PaperCorrected(en, earlier, "the line will cost 47 million crowns", Value{"43 million crowns", "The Ostmere Post", post + "#:~:text=43%20million%20crowns"})),
			one("Parley was wrong", WrongSpeaker(tram, en, earlier, tram.Quotes[2], "Karl Stenberg")),
			one("the article was withdrawn", Withdrawn(bridge(), en, time.Unix(1795636800, 0))),
		},
		"18-private": {
			one("Quotes", Quotes(tram, en, "7:0", 0)...), one("the last page", Quotes(tram, en, "7:0", 5)...), one("In context", Context(tram, en, "7:0", 0)...),
			one("In context, between two passages", Context(tram, en, "7:0", 3)...), one("In context, not kept", Context(tram, en, "7:0", 7)...), one("Sides", Side(tram, en, "7:0", 1)...),
			one("More, for who asked", More(tram, en, "7:0", "42", "99", true)...), one("More, in German, for others", More(tramBrief(false), de, "7:0", "42", "99", false)...),
			one("More, of three articles", More(tramOfThree(), en, "7:0", "42", "99", false)...),
			one("Sources", Sources(tramOfThree(), en, "7:0", "42", "99")...), one("Report", Report(en, "7:0", "42", "99", false)...), one("a card whose brief is kept no longer", OnlyDelete(en, "too_old", "42", "99", true)...),
		},
	} {
		var got strings.Builder
		for _, page := range pages {
			fmt.Fprintf(&got, "## %s\n%s\n", page.what, tree(page.of...))
		}
		golden(t, name, got.String())
	}
}

func TestTheFormForAMistake(t *testing.T) {
	t.Parallel()
	form := ReportForm(Options{In: phrases.In("en")}, "7:0", "wrong_view")
	input, ok := form.Components[0].(discordgo.ActionsRow).Components[0].(discordgo.TextInput)
	if form.CustomID != "mistake:7:0:wrong_view" || !ok || input.Required || input.MaxLength != MaxReport || len(form.Title) > 45 {
		t.Errorf("the form = %+v", form)
	}
}

// The model's card keeps the quotations of the one whose place it takes.
func TestTheModelsCardKeepsTheQuotations(t *testing.T) {
	t.Parallel()
	first, then := tramBrief(false), tramBrief(true)
	for i := range then.Parties {
		then.Parties[i].Quotes = []int{1, 7} // the model chose others
	}
	then.Quotes[1].Form, then.Quotes[2].Form = "fragment", "fragment"
	words := func(o Options) (all []string) {
		for line := range strings.SplitSeq(texts(Brief(then, o)), "\n") {
			if strings.HasPrefix(line, "> “") {
				all = append(all, line)
			}
		}
		return all
	}
	o := Options{In: phrases.In("en"), Before: first}
	if got := strings.Join(words(o), "\n"); !strings.Contains(got, "Bring me a number") || !strings.Contains(got, "Two years of fences") {
		t.Errorf("the quotations after the first card: %s", got)
	}
	if got := strings.Join(words(Options{In: o.In}), "\n"); strings.Contains(got, "Two years of fences") {
		t.Errorf("without a first card: %s; want the model's own, else this shows nothing", got)
	}
}

// What is to be known of a source is told in the reader's language.
func TestSourcesTellInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	for want, from := range map[string]summarize.Origin{
		"freie Teil":            {Why: article.Paywalled, Partial: true, Language: "en", Words: 90, Notice: "Only the free part"},
		"Liveticker":            {Why: article.LiveBlog, Partial: true, Language: "en", Words: 90},
		"liest Parley noch":     {Words: 90},
		"kein Artikel":          {Kind: article.Product, Language: "en", Words: 90},
		"mit ihrer Überschrift": {Unlike: true, Language: "en", Words: 90},
	} {
		b := &summarize.Brief{Headline: "Ferry vote put off", Sources: []summarize.Origin{from}}
		if drawn := texts(Sources(b, Options{In: phrases.In("de")}, "key:0", "1", "2")...); !strings.Contains(drawn, want) || strings.Contains(drawn, "free part") {
			t.Errorf("%+v: %s; want %q", from, drawn, want)
		}
	}
}

// A long quotation costs no more than its first sentences. Were each of the others measured from the beginning, this would take an hour.
func TestTheOpeningOfAVeryLongQuotation(t *testing.T) {
	t.Parallel()
	got := opening("We will not sign that cheque, and nobody on the islands will. " + strings.Repeat("Never 1. ", 100_000))
	if !strings.HasPrefix(got, "We will not sign") || !strings.HasSuffix(got, "Never 1."+goesOn) || units(got) > maxQuote+units(goesOn) || units(got) < maxQuote-10 {
		t.Errorf("opening = %q", got)
	}
}

// Of several articles with long links, More tells as many facts as Discord takes.
func TestMoreFitsInOneMessage(t *testing.T) {
	t.Parallel()
	b := &summarize.Brief{Headline: "Northmark puts off its vote", Kind: article.Report, Writer: summarize.Author{Name: "model", Model: "m"},
		NotHeard: make([]summarize.Absent, maxSilent+1)}
	for n := range b.NotHeard {
		b.NotHeard[n].Name = fmt.Sprintf("Harbour %d", n)
	}
	var all []int
	for n := range 5 {
		b.Sources = append(b.Sources, summarize.Origin{Link: fmt.Sprintf("https://www.outlet-%d.example/%s", n, strings.Repeat("p", 250)), Site: fmt.Sprintf("Outlet %d Daily", n), Words: 800, Language: "en"})
		all = append(all, n)
	}
	for n := range maxAgreed {
		b.Agreed = append(b.Agreed, summarize.Claim{Text: fmt.Sprintf("The council put off its vote number %d on the ferries.", n), CarriedBy: len(all), Sources: all})
	}
	text := texts(More(b, Options{In: phrases.In("en")}, "1:0", "2", "3", true)...)
	if fault := limitsOf(text); fault != "" || !strings.Contains(text, "vote number 0") || !strings.Contains(text, "Harbour 0") {
		t.Errorf("%s:\n%s", fault, text)
	}
}
