package check

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/article"
	"parley/pattern"
	"parley/summarize/aliases"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

// Headline is the first article's title, else its first sentence, cut to a line.
func Headline(t *transcript.Transcript) string {
	most := 200 // runes; a card cuts it to its own
	if len(t.Sources) == 0 {
		return ""
	}
	text := t.Sources[0].Title()
	tells := func(s transcript.Sentence) bool { return !s.Order && !strings.HasSuffix(s.Text, "?") }
	if first := slices.IndexFunc(t.Sentences, tells); text == "" && first >= 0 {
		text = DropDateline(t.Sentences[first].Text)
		if first > 0 || t.Sources[0].Headline() != 0 {
			text, most = firstLine(t, text), 120 // the gist has it whole
		}
	}
	runes := []rune(strings.TrimRight(strings.Join(strings.Fields(text), " "), " ,;:"))
	if len(runes) <= most {
		return string(runes)
	}
	cut := string(runes[:most])
	if at := strings.LastIndexByte(cut, ' '); at > most/2 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,;:") + "…"
}

// firstLine is the line of a text that is short enough for a headline, of however many sentences: "Oops! The boats are gone".
func firstLine(t *transcript.Transcript, first string) string {
	const long = 120 // bytes
	line, _, _ := strings.Cut(t.Sources[0].Reading.Text, "\n")
	if strings.HasPrefix(line, first) && len(line) <= long {
		return line
	}
	return first
}

// dropPossessive makes "its chairman" a role that stands alone, and takes off a title that belongs to the name behind it:
// "presidential candidate Sen.".
func dropPossessive(role string) string {
	first, rest, found := strings.Cut(role, " ")
	if found && slices.Contains([]string{"its", "his", "her", "their", "the"}, strings.ToLower(first)) {
		role = rest
	}
	role = ranks.Replace(role)
	if at := strings.LastIndexByte(role, ' '); at > 0 && titleInFull(role) == "" && strings.HasSuffix(role, ".") && transcript.IsTitle(strings.ToLower(role[at+1:])) {
		before, title := role[:at], titleInFull(role[at+1:])
		if title != "" && !slices.ContainsFunc(strings.Fields(before), transcript.IsRole) {
			if before == "Democrat" {
				before = "Democratic"
			}
			return before + " " + title // "Texas Sen."
		}
		role = before
	}
	return whole(role)
}

// whole is a role that a reader can read alone: one that breaks off ("minister of"), that is a mere title before a name ("Sen.") or a
// possessive of the body ("Media Research Center’s") is none.
func whole(role string) string {
	last := strings.ToLower(role[strings.LastIndexByte(role, ' ')+1:])
	if first := strings.ToLower(words.First(role)); broken[first] && first != "a" && first != "an" && first != "the" && !ofTown.MatchString(role) {
		return ""
	}
	if strings.HasSuffix(last, "’s") || strings.HasSuffix(last, "'s") || broken[last] {
		return ""
	}
	if full := titleInFull(role); full != "" {
		return full
	}
	if last == strings.ToLower(role) && strings.HasSuffix(last, ".") { // "Sen.", "Wash."
		return ""
	}
	return role
}

// ofTown is where somebody is from who has no other role.
var ofTown = pattern.Lazy(`^of \p{Lu}`)

// titleInFull is a title that is a role, as a reader would write it behind a name; "" for what is none, or no abbreviation.
func titleInFull(title string) string {
	return titles[strings.TrimSuffix(strings.ToLower(title), ".")]
}

var titles = map[string]string{"sen": "senator", "gov": "governor", "rep": "representative", "prof": "professor", "lt. gov": "lieutenant governor",
	"capt": "captain", "lt": "lieutenant", "sgt": "sergeant", "col": "colonel", "gen": "general", "maj": "major", "adm": "admiral", "cpl": "corporal"}

// ranks are those of two words.
var ranks = strings.NewReplacer("Lt. Gen.", "lieutenant general", "Lt. Col.", "lieutenant colonel", "Maj. Gen.", "major general", "Brig. Gen.", "brigadier general",
	"Rear Adm.", "rear admiral", "Vice Adm.", "vice admiral", "1st Lt.", "first lieutenant", "2nd Lt.", "second lieutenant", "Staff Sgt.", "staff sergeant",
	"Master Sgt.", "master sergeant")

var broken = words.List("of for from in at on by with to the a an and or as than 1st 2nd 3rd")

func origins(t *transcript.Transcript) []Origin {
	origins := []Origin{}
	for number, source := range t.Sources {
		a := source.Article
		origin := Origin{
			Link: a.Link, Kind: kindOf(a), Site: unlessSoliciting(a.Site), Title: source.Title(), Byline: unlessSoliciting(a.Byline), Language: source.Reading.Language,
			PublishedGuessed: a.PublishedGuessed,
			Words:            words.Count(a.Text),
			Partial:          a.Partial != "",
			Why:              a.Partial,
			Unlike:           a.Unlike,
			Copy:             t.Original(number) != number,
			TextHash:         hash(a.Text),
			Published:        a.PublishedText(),
			Notice:           notice(a),
		}
		origin.Notice = strings.TrimSpace(origin.Notice + " " + source.Notice())
		if origin.Copy {
			origin.Notice = strings.TrimSpace(origin.Notice + " Its text is much the same as another one’s here; the two count as one source.")
		}
		if origin.Partial {
			origin.Paragraphs = len(strings.FieldsFunc(a.Text, func(r rune) bool { return r == '\n' }))
		}
		origins = append(origins, origin)
	}
	return origins
}

// hash is short for what a text was when it was read, so that it can be seen whether it changed.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:16])
}

// notice says for people what is to be known of an article before its brief is read.
func notice(a *article.Article) string {
	if !a.Kind.IsArticle() {
		return "This is a " + a.Kind.Word() + ", not an article."
	}
	if a.Unlike {
		unlike := "The text of this page has little to do with its headline, so it may be another text: look at the page itself."
		return strings.TrimSpace(unlike + " " + a.Partial.Sentence())
	}
	return a.Partial.Sentence()
}

// unlessSoliciting is a site's or an author's name as the page gives it; "" where it wants something of whoever reads it.
func unlessSoliciting(name string) string {
	if transcript.IsSoliciting(name) {
		return ""
	}
	return name
}

func evidence(t *transcript.Transcript, numbers []int) []Evidence {
	var evidence []Evidence
	for _, number := range numbers {
		sentence := t.Sentences[number-1]
		evidence = append(evidence, Evidence{
			Source: sentence.Source,
			Number: number,
			Text:   sentence.Text,
			Link:   fragmentLink(t.Sources[sentence.Source].Article.Link, sentence.Text),
		})
	}
	return evidence
}

// agency is a place and the agency that reports from there, in a lead that goes on at once: "Halvik (CNN)The harbour".
var agency = pattern.Lazy(`^\p{Lu}[\pL.’'-]+(?: \p{Lu}[\pL.’'-]+){0,2}(?:, [\pL.]{2,20})? \((?:CNN|AP|AFP|UPI|Reuters|CNN Business|NBC News|CBS News)\) ?(?:[—–-] ?)?`)

// bareDateline is a place in capitals with no dash behind it, as some sites leave it: "NEW HALVIK The council met". An abbreviation has no article
// behind it.
var bareDateline = pattern.Lazy(`^(\p{Lu}{3,}(?:[ -]\p{Lu}{3,}){0,2}(?:, \p{Lu}[\pL.]+)?(?:/\p{Lu}{3,}(?: \p{Lu}{3,})?)? )(?:The|An?|Two|Three|Four|Five|Six|Dozens|Hundreds|Thousands) |^(\p{Lu}{3,}(?: \p{Lu}{3,})?(?:, \p{Lu}\p{Ll}+)?/\p{Lu}{3,}(?: \p{Lu}{3,})? )\p{Lu}`)

// placeInCapitals is one word in capitals that opens a sentence before another with a capital: "WASHINGTON Sailors met".
var placeInCapitals = pattern.Lazy(`^(\p{Lu}{5,}) (\p{Lu})`)

// capitalised is a word in capitals as a name is written.
func capitalised(word string) string {
	_, size := utf8.DecodeRuneInString(word)
	return word[:size] + strings.ToLower(word[size:])
}

// DropDateline cuts "HALVIK — " from the front of a lead, however the dash is set.
func DropDateline(sentence string) string {
	sentence = strings.ReplaceAll(sentence, "\u00a0", " ")
	if rest := sentence[len(agency.FindString(sentence)):]; words.StartsUpper(rest) {
		sentence = rest
	}
	if bare := bareDateline.FindStringSubmatchIndex(sentence); bare != nil {
		return sentence[max(bare[3], bare[5]):]
	}
	if place := placeInCapitals.FindStringSubmatch(sentence); place != nil && aliases.IsPlace(capitalised(place[1])) {
		return sentence[len(place[0])-len(place[2]):]
	}
	for _, dash := range []string{" — ", " – ", " ― ", " -- ", " - ", " —", "— "} {
		place, rest, found := strings.Cut(sentence, dash)
		if found && len(place) < 40 && strings.Contains(place, "(") && strings.HasSuffix(place, ")") {
			return rest // "(Reuters) — ", "New Halvik (HNA) — "
		}
		if first := words.First(place); found && len(place) < 40 && len(first) > 2 && strings.ToUpper(first) == first {
			return rest
		}
	}
	return sentence
}
