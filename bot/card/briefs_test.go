package card

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"parley/article"
	"parley/bot/phrases"
	"parley/digest"
	"parley/summarize"
	"parley/summarize/check"
)

// A brief made by hand, with what is asked of its card.
type brief struct {
	what    string
	of      *summarize.Brief
	options Options
}

const (
	post   = "https://ostmere-post.example/news/harbour-tram"
	herald = "https://harbour-herald.example/2026/11/tram-delay"
	radio  = "https://radionord.example/a/48812"
)

func at(seconds int64) string { return time.Unix(seconds, 0).UTC().Format(time.RFC3339) }

// quoted is a quotation of a brief's first article; its link is at its ends.
func quoted(speaker, role, party, text string) summarize.Quote {
	return summarize.Quote{Text: text, Speaker: speaker, Role: role, Party: party, Form: "sentence", Alone: true, Link: post + "#:~:text=" + fragment(text)}
}

func fragment(text string) string {
	words := strings.Fields(text)
	if len(words) <= 6 {
		return strings.Join(words, "%20")
	}
	return strings.Join(words[:3], "%20") + "," + strings.Join(words[len(words)-3:], "%20")
}

func party(name, role, stance, short, clause string) summarize.Party {
	p := summarize.Party{Name: name, Kind: "group", Role: role, Stance: stance}
	if short+clause != "" {
		p.Positions = []summarize.Position{{Text: name + " " + clause + ".", Short: short, Clause: clause, Act: check.Speech, Speaker: name,
			Sentences: []summarize.Evidence{{Number: 3, Link: post + "#:~:text=" + fragment(name+" "+clause)}}}}
	}
	return p
}

// numbered gives quotations their ids, their sides and the article that they are from.
func numbered(b *summarize.Brief) *summarize.Brief {
	for i := range b.Quotes {
		q := &b.Quotes[i]
		q.ID, q.Number = i+1, i+2
		q.Link = strings.Replace(q.Link, post, b.Sources[q.Source].Link, 1)
		for _, p := range b.Parties {
			q.Side = q.Side || p.Name == q.Party
		}
	}
	for _, p := range b.Parties {
		for _, position := range p.Positions {
			position.Sentences[0].Link = strings.Replace(position.Sentences[0].Link, post, b.Sources[0].Link, 1)
		}
	}
	b.Checks.Quotations = len(b.Quotes)
	return b
}

func trusted(asked int) *check.SecondReading {
	return &check.SecondReading{Model: "llama3.1", Asked: asked, Trusted: true}
}

func tramBrief(byModel bool) *summarize.Brief {
	b := &summarize.Brief{
		Kind: article.Report, Headline: "Council delays Ostmere tram vote after cost estimate rises",
		Gist: []summarize.Claim{{Text: "The city council on Monday put off its decision on the Harbour tram line to 3 March, after its finance office raised the cost estimate."}},
		Parties: []summarize.Party{
			party("Ada Lind", "mayor", "conditional", "only if it costs under 40 million", "would support a vote in March if the cost stayed below 40 million"),
			party("Traders’ Association", "", "opposes", "14 shops would close", "opposes the line"),
			party("Passengers’ Union", "", "supports", "has 9,000 signatures", "had collected 9,000 signatures for the tram"),
			party("Karl Stenberg", "", "none", "wants an outside review", "the estimate was never honest"),
			party("Green Party", "", "supports", "order the trams now", ""),
		},
		NotHeard: []summarize.Absent{{Name: "Norrail", Why: "declined"}, {Name: "transport ministry", Why: "no_answer"}},
		Quotes: []summarize.Quote{
			quoted("Ada Lind", "mayor", "Ada Lind", "We will not sign a blank cheque,"),
			quoted("Ada Lind", "mayor", "Ada Lind", "Bring me a number that holds and I will sign it the same day."),
			quoted("Per Holm", "chairman", "Traders’ Association", "Two years of fences is the end for us."),
			{Text: "a gift to the car lobby", Speaker: "Passengers’ Union", Party: "Passengers’ Union", Form: "fragment", Alone: true, Link: post + "#:~:text=a%20gift%20to%20the%20car%20lobby"},
			quoted("Dana Reyes", "spokeswoman", "Passengers’ Union", "Buses on that route are full by half past six."),
			quoted("", "", "", "It is what it is."),
			quoted("Per Holm", "chairman", "Traders’ Association", "Nobody buys shoes through a fence."),
			quoted("a tram driver", "", "", "We hear of it from the paper first."),
		},
		Sources: []summarize.Origin{{Link: post, Site: "The Ostmere Post", Byline: "R. Vane", Published: at(1795630200), Language: "en", Words: 614, TextHash: "5f2a"}},
		Writer:  summarize.Author{Name: "extractive"},
	}
	b.Parties[3].Tag = "Conservatives"
	b.Quotes[0].Paragraph = "The finance office raised its estimate from 31 million to 47 million crowns. “We will not sign a blank cheque,” said the mayor, Ada Lind. She would support a vote in March if the cost stayed below 40 million."
	if byModel {
		b.Question = "Build the Harbour line at this price?"
		b.Gist = []summarize.Claim{{Text: "The vote moves to 3 March."}, {Text: "The Harbour line is now to cost 47 million crowns, not 31 million."}}
		b.Writer = summarize.Author{Name: "model", Model: "llama3.1", Prompt: "7"}
		b.Checks.SecondReading = trusted(12)
		b.Checks.Dropped = []summarize.Dropped{{What: "a", Why: "b"}, {What: "c", Why: "d"}}
	} else {
		for i := range b.Parties {
			if p := b.Parties[i].Positions; len(p) > 0 && p[0].Clause != "" {
				p[0].Short = ""
			}
		}
		b.Parties[4].Positions[0].Short = ""
	}
	return numbered(b)
}

func tramOfThree() *summarize.Brief {
	b := tramBrief(true)
	b.Parties = b.Parties[:4]
	b.Gist = b.Gist[:1]
	b.Gist[0].Text = "The vote on the Harbour line moves to 3 March."
	b.Sources = append(b.Sources, summarize.Origin{Link: herald, Site: "Harbour Herald", Published: at(1795637100), Language: "en", Words: 420},
		summarize.Origin{Link: radio, Site: "Radio Nord", Language: "en", Words: 300})
	b.Quotes[1].Also = []summarize.Place{{Source: 1, Text: b.Quotes[1].Text, Link: herald + "#:~:text=Bring%20me%20a,the%20same%20day."}}
	other := quoted("Dana Reyes", "spokeswoman", "Passengers’ Union", "The council has chosen parking over people.")
	other.Source, other.Link = 1, herald+"#:~:text=The%20council%20has%20chosen%20parking%20over%20people."
	b.Quotes = append(b.Quotes, other)
	version := func(source int, text string) summarize.Version {
		return summarize.Version{Text: text, Sentences: []summarize.Evidence{{Source: source, Number: 4, Text: text, Link: b.Sources[source].Link + "#:~:text=" + fragment(text)}}}
	}
	b.Disputed = []summarize.Difference{{Versions: []summarize.Version{version(1, "The line costs 47 million crowns."), version(2, "The line costs 43 million crowns")}},
		{Versions: []summarize.Version{version(0, "The finance office says that the line would take at least four years to build, if the rock below the harbour is sound."), version(1, "The line would take three years.")}}}
	b.Agreed = []summarize.Claim{{Text: "The council met in the old customs house.", Sentences: []int{5, 19}, Sources: []int{0, 2}, CarriedBy: 2}}
	return numbered(b)
}

func ferryRelease() *summarize.Brief {
	const link = "https://nordvik-lines.example/press/2026-11-25"
	b := &summarize.Brief{
		Kind: article.PressRelease, Headline: "Nordvik Lines keeps diesel boats until spring",
		Gist:    []summarize.Claim{{Text: "Nordvik Lines says that its three diesel boats will sail until 30 April, because the new electric boats come late."}},
		Parties: []summarize.Party{party("Nordvik Lines", "", "none", "", "the boats come late")},
		Quotes: []summarize.Quote{
			quoted("Ingrid Moe", "managing director", "Nordvik Lines", "I will not send a boat into ice that has never seen ice."),
			quoted("Ingrid Moe", "managing director", "Nordvik Lines", "No sailing will be cut this winter."),
			quoted("Ingrid Moe", "managing director", "Nordvik Lines", "They are late, and it is not our fault."),
			quoted("Ingrid Moe", "managing director", "Nordvik Lines", "We thank our passengers for their patience."),
		},
		NotHeard: []summarize.Absent{{Name: "Tern Marine"}, {Name: "Northmark council"}},
		Sources:  []summarize.Origin{{Link: link, Kind: article.PressRelease, Site: "Nordvik Lines", Published: "2026-11-25", Language: "en", Words: 300}},
		Writer:   summarize.Author{Name: "extractive"},
	}
	b.Quotes[2].Alone = false
	return numbered(b)
}

func column() *summarize.Brief {
	const link = "https://ostmere-post.example/opinion/right-question"
	return numbered(&summarize.Brief{
		Kind: article.Opinion, Headline: "The tram is the wrong answer to the right question",
		Gist: []summarize.Claim{{Text: "The city should drop the Harbour line, buy forty buses this year, and decide on rails when the debt is paid."}},
		Quotes: []summarize.Quote{
			quoted("Marta Quill", "", "Marta Quill", "A tram is a promise to people who are not yet born."),
			quoted("Marta Quill", "", "Marta Quill", "Nobody ever missed a bus because of its debt."),
			{Text: "a blank cheque", Speaker: "Ada Lind", Role: "mayor", Party: "Ada Lind", Form: "fragment", Alone: true, Link: link},
		},
		Sources: []summarize.Origin{{Link: link, Kind: article.Opinion, Site: "The Ostmere Post", Byline: "Marta Quill", Published: at(1795500000), Language: "en", Words: 700}},
		Writer:  summarize.Author{Name: "extractive"},
	})
}

// peaceful is a brief in which nothing is in dispute.
func peaceful(headline, gist, gist2, site, link string, quotes ...summarize.Quote) *summarize.Brief {
	return numbered(&summarize.Brief{
		Kind: article.Report, Headline: headline, Gist: []summarize.Claim{{Text: gist}, {Text: gist2}}, Quotes: quotes,
		Sources: []summarize.Origin{{Link: link, Site: site, Published: at(1795377600), Language: "en", Words: 500}}, Writer: summarize.Author{Name: "extractive"},
	})
}

func sports() *summarize.Brief {
	b := peaceful("Halden win the cup after extra time", "Halden beat Ostmere 3–2 in the final.", "Vera Strand scored twice, the second a penalty in the 118th minute.",
		"Harbour Herald", "https://harbour-herald.example/sport/cup-final",
		quoted("Vera Strand", "captain, Halden", "", "We ran until there was nothing left to run on."),
		quoted("Jon Aker", "coach, Ostmere", "", "It was no penalty, and everybody here saw that."),
		quoted("Vera Strand", "captain, Halden", "", "It went in."), quoted("Jon Aker", "coach, Ostmere", "", "We will be back."),
		quoted("", "", "", "That was the loudest night of this town in thirty years."))
	b.Quotes[1].Alone = false
	return b
}

func obituary() *summarize.Brief {
	return peaceful("Ilse Brandt, who mapped the northern reefs, dies at 91", "The marine biologist died in Halden on Monday.", "Her charts of 1974 are in use to this day.",
		"The Ostmere Post", "https://ostmere-post.example/obituaries/brandt", quoted("Ruth Okafor", "University of Ostmere", "", "She counted what others only admired."))
}

func bridge() *summarize.Brief {
	b := peaceful("Minister knew of bridge cracks in 2019, letters show", "Letters between the ministry and the bridge’s owner speak of cracks in two pillars.", "The bridge was closed last month.",
		"Harbour Herald", "https://harbour-herald.example/2026/11/bridge-letters", quoted("a former engineer", "", "", "We were told to wait for the election."))
	b.Sources[0].Partial, b.Sources[0].Why, b.Sources[0].Paragraphs = true, article.Paywalled, 3
	b.Parties = []summarize.Party{party("the ministry", "", "none", "", "knew nothing of it")}
	b.NotHeard = []summarize.Absent{{Name: "the minister", Why: "no_answer"}}
	return b
}

func hearing() *summarize.Brief {
	b := &summarize.Brief{
		Kind: article.Report, Headline: "Senators press Northgrid over a winter of blackouts",
		Gist: []summarize.Claim{{Text: "Northgrid will cut power by turns again this winter if it is colder than minus 15."}, {Text: "The hearing took six hours."}},
		Parties: []summarize.Party{
			party("Northgrid", "", "none", "keeps cuts by turns, hospitals excepted", ""), party("Senator Ida Roth", "", "none", "a fine of 2 million crowns for every hour", ""),
			party("Energy ministry", "", "none", "two years to build the western line", ""), party("Tenants’ League", "", "none", "money back for the cold weeks", ""),
			party("Grid Workers’ Union", "", "none", "is short of 40 linemen", ""), party("County of Vik", "", "none", "had warned in 2022", ""),
			party("Consumer Office", "", "none", "counted 1,900 complaints", ""),
		},
		Sources: []summarize.Origin{{Link: "https://statewatch.example/2026/grid-hearing", Site: "State Watch", Published: at(1795532400), Language: "en", Words: 4100}},
		Writer:  summarize.Author{Name: "model", Model: "llama3.1"},
		Quotes: []summarize.Quote{
			quoted("Amal Idris", "", "Tenants’ League", "My mother slept in her coat for nine nights."),
			quoted("Olav Brekke", "head of Northgrid", "Northgrid", "We turned off a town so that we would not lose a county."),
			quoted("Ida Roth", "senator", "Senator Ida Roth", "You had the warning in a drawer."),
		},
	}
	for n := range 35 {
		b.Quotes = append(b.Quotes, quoted("Olav Brekke", "head of Northgrid", "Northgrid", fmt.Sprintf("Answer number %d was longer than this.", n)))
	}
	return numbered(b)
}

func arabicBrief() *summarize.Brief {
	const link = "https://sahil.example/ports/2026/11"
	b := &summarize.Brief{
		Kind: article.Report, Headline: "المجلس يؤجل التصويت على مرفأ النور", Question: "هل يُبنى الخط بهذه الكلفة؟",
		Gist: []summarize.Claim{{Text: "أُجِّل التصويت إلى 3 آذار بعد أن ارتفعت الكلفة من 31 إلى 47 مليونا."}},
		Parties: []summarize.Party{
			party("ليلى حداد", "رئيسة المجلس", "none", "تؤيد التصويت إذا بقيت الكلفة دون 40 مليونا", ""),
			party("نقابة الصيادين", "", "opposes", "تخشى إغلاق 14 متجرا", ""), party("اتحاد الركاب", "", "supports", "جمع 9000 توقيع", ""),
		},
		NotHeard: []summarize.Absent{{Name: "Norrail", Why: "declined"}},
		Quotes: []summarize.Quote{
			quoted("ليلى حداد", "رئيسة المجلس", "ليلى حداد", "أعطوني رقما ثابتا وأوقّع في اليوم نفسه."),
			quoted("سامي نور", "", "نقابة الصيادين", "سنتان من الأسوار نهايتنا يا سادة."), quoted("سامي نور", "", "نقابة الصيادين", "لا أحد يشتري من خلف سور."),
		},
		Sources: []summarize.Origin{{Link: link, Site: "صحيفة الساحل", Published: at(1795630200), Language: "ar", Words: 500}},
		Writer:  summarize.Author{Name: "model", Model: "llama3.1"}, Checks: summarize.Checks{SecondReading: trusted(8)},
	}
	return numbered(b)
}

func japaneseBrief() *summarize.Brief {
	const link = "https://minato.example/news/1125"
	b := &summarize.Brief{
		Kind: article.Report, Headline: "港線の採決、3月に延期 費用見積もりが増加", Question: "この費用で港線を造るべきか",
		Gist:     []summarize.Claim{{Text: "採決は3月3日に。費用は3100万から4700万クローネに増える見通し。"}},
		Parties:  []summarize.Party{party("田所亜紀", "市長", "none", "4000万を下回れば3月に採決", ""), party("商店会", "", "opposes", "開業前に14店が閉まる", ""), party("乗客の会", "", "supports", "署名は9000人", "")},
		NotHeard: []summarize.Absent{{Name: "運輸省"}, {Name: "北鉄"}},
		Quotes: []summarize.Quote{
			quoted("田所亜紀", "市長", "田所亜紀", "動かない数字を持って来れば、その日に署名する"), quoted("堀部平", "商店会会長", "商店会", "二年も柵に囲まれたら、私たちは終わりです"),
			quoted("堀部平", "商店会会長", "商店会", "柵越しに靴を買う人はいません"),
		},
		Sources: []summarize.Origin{{Link: link, Site: "みなと新聞", Published: at(1795630200), Language: "ja", Words: 500}},
		Writer:  summarize.Author{Name: "model", Model: "llama3.1"}, Checks: summarize.Checks{SecondReading: trusted(8)},
	}
	return numbered(b)
}

func liveFire() *summarize.Brief {
	b := peaceful("Fire at Northmark harbour: what we know", "A warehouse at pier 4 is burning since the afternoon.", "Nobody is reported hurt; 300 people had to leave their homes.",
		"Radio Nord", "https://radionord.example/live/northmark-fire",
		quoted("Nora Vik", "who lives on pier 3", "", "We can smell it in the kitchen with the windows shut."), quoted("Jens Dahl", "fire chief", "Fire service", "I would rather lose a building than a man."))
	b.Kind, b.Sources[0].Kind, b.Sources[0].Partial, b.Sources[0].Why = article.Live, article.Live, true, article.LiveBlog
	b.Parties = []summarize.Party{party("Fire service", "", "none", "under control, but will burn all night", ""), party("Police", "", "none", "coast road closed until morning", ""), party("Tern Marine", "", "none", "no fuel was stored there", "")}
	return numbered(b)
}

func fireUpdate() (*summarize.Brief, Update) {
	const link = "https://ostmere-post.example/news/northmark-fire-2"
	b := peaceful("One dead in Northmark harbour fire", "A night watchman was found dead in the warehouse at pier 4.", "", "The Ostmere Post", link,
		quoted("Eva Lund", "", "Dockers’ Union", "He had asked for a second man on the night shift."))
	b.Parties = []summarize.Party{party("Tern Marine", "", "none", "now says there was fuel", ""), party("Dockers’ Union", "", "none", "wants all warehouses searched by Friday", "")}
	return numbered(b), Update{
		Since:   Earlier{"https://discord.com/channels/1/2/3", time.Unix(1795635600, 0)},
		Changed: []Change{{Value{"nobody hurt", "Radio Nord", "https://radionord.example/live/northmark-fire"}, Value{"one dead", "The Ostmere Post", link}}},
		New:     map[string]bool{"Dockers’ Union": true},
	}
}

func morning() *digest.Issue {
	const link = "https://ostmere-post.example/news/strike"
	strike := peaceful("Teachers to strike over class sizes", "Ostmere’s teachers will stay away from school on Thursday, for the first time in twelve years.", "", "The Ostmere Post", link,
		quoted("Petra Wynn", "", "Teachers’ Union", "Thirty-four children in a room built for twenty is not a lesson, it is crowd control."),
		quoted("Hugo Dahl", "city council", "Hugo Dahl", "I cannot hire people who do not exist."))
	strike.Parties = []summarize.Party{party("Teachers’ Union", "", "none", "no class larger than 24", ""), party("Hugo Dahl", "city council", "none", "has hired 60 teachers since January", ""),
		party("Parents’ council", "", "none", "for a day of strike, not for a month", "")}
	numbered(strike)
	cod := peaceful("Cod fishing in the Sound ends in May", "", "", "Radio Nord", "https://radionord.example/a/cod", quoted("Aksel Rud", "", "", "It is a funeral without a body."))
	cod.Quotes[0].Role = "Coastal Fishers’ League"
	fresh := *tramBrief(false) // what is new of it; the rest was told the day before
	fresh.Gist, fresh.Parties, fresh.Quotes = nil, fresh.Parties[1:2], fresh.Quotes[2:3]
	post := []digest.Source{{Name: "The Ostmere Post", Link: link}, {Name: "Radio Nord", Link: "https://radionord.example/a/strike"}, {Name: "Harbour Herald", Link: "https://harbour-herald.example/strike"}}
	return &digest.Issue{
		Name: "Morning", From: time.Unix(1795507200, 0), To: time.Unix(1795593600, 0),
		Stories: []digest.Entry{
			{Key: "a", Title: "Teachers to strike over class sizes", Brief: strike, Sources: post},
			{Key: "b", Title: "Cod fishing in the Sound ends in May", Brief: cod, Sources: post[1:]},
			{Key: "c", Title: "Harbour tram: vote delayed to March", Brief: &fresh, Whole: tramBrief(false), Sources: post[:1], Continued: true,
				Since: time.Unix(1795507200, 0), What: "The city council on Monday put off its decision on the Harbour tram line to 3 March."},
			{Key: "d", Title: "Northgrid warns of cuts if it is colder than minus 15", Sources: post[1:2], Notice: "behind a paywall"},
			{Key: "e", Title: "Halden win the cup after extra time", Brief: sports(), Sources: post[2:]},
		},
		LeftOut: []digest.LeftOut{{Why: "told before", Count: 2}, {Why: "too small", Count: 3}},
	}
}

func lateMorning() *digest.Issue {
	issue := morning()
	issue.Late, issue.Stories = true, issue.Stories[:1]
	return issue
}

// briefs are those of the design, by the names of its pages.
func briefs(t *testing.T) map[string][]brief {
	t.Helper()
	in := all(t)
	en, de := Options{In: phrases.In("en")}, Options{In: phrases.In("de-AT")}
	waiting, spent, live := en, en, en
	waiting.Waiting, spent.Fresh, live.Read = "llama3.1", time.Unix(1795651200, 0), time.Unix(1795642980, 0)
	late := tramBrief(false)
	late.Writer.Failure, late.Writer.Note = "late", "the model did not answer in time"
	return map[string][]brief{
		"01-one-article":        {{"the message", tramBrief(true), en}, {"in German", tramBrief(true), de}},
		"02-three-articles":     {{"the message", tramOfThree(), en}},
		"03-one-speaker":        {{"the message", ferryRelease(), en}},
		"04-opinion":            {{"the message", column(), en}},
		"05-no-dispute":         {{"sports", sports(), en}, {"obituary", obituary(), en}},
		"06-paywall":            {{"the message", bridge(), en}},
		"08-long":               {{"the message", hearing(), en}},
		"09-rtl-and-cjk":        {{"Arabic", arabicBrief(), Options{In: in.In("ar")}}, {"Japanese", japaneseBrief(), Options{In: in.In("ja")}}, {"Arabic in an English card", arabicBrief(), en}},
		"10-preview-then-model": {{"first, at once", tramBrief(false), waiting}, {"then, the same message edited", tramBrief(true), en}, {"if the model fails", late, en}},
		"11-live-blog":          {{"the message", liveFire(), live}},
		"16-budget":             {{"the card", tramBrief(false), spent}},
	}
}
