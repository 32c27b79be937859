package summarize

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/summarize/attribution"
)

const (
	maxText    = 200     // runes in a text of a writer's own
	maxCopied  = 280     // runes in one that is copied from a sentence as it stands
	maxCites   = 4       // sentences that one text may cite
	minOverlap = 0.5     // share of a text's content words that stand in the sentences it cites
	minGuessed = 2.0 / 3 // the same, of a text that cites none
	maxParties = 25      // as many as a menu of Discord's has room for
	maxClaims  = 5       // lines of gist, and positions of one party
)

// A claimRule says why a claim may not stand, or "". cited is the text of the sentences that the claim cites. The reason
// is a fixed text: nothing of a claim that fell may reach a reader through it.
type claimRule func(t *Transcript, claim DraftClaim, cited string) string

// claimRules are asked in order; the first that objects drops the claim.
var claimRules = []claimRule{
	citesExistingSentences,
	restsOnNoOrder,
	isShortPlainText,
	carriesNoLinkOrMention,
	speaksForNobody,
	keepsNumbers,
	keepsDates,
	keepsNames,
	overlapsItsSentences,
	keepsSpelling,
	keepsNegation,
	keepsQuotationsWhole,
}

func citesExistingSentences(t *Transcript, claim DraftClaim, _ string) string {
	switch {
	case len(claim.Sentences) == 0:
		return "cites no sentence"
	case len(claim.Sentences) > maxCites:
		return "cites too many sentences"
	}
	for _, number := range claim.Sentences {
		if number < 1 || number > len(t.Sentences) {
			return "cites a sentence that does not exist"
		}
	}
	return ""
}

func isShortPlainText(_ *Transcript, claim DraftClaim, cited string) string {
	text := strings.TrimSpace(claim.Text)
	limit := maxText + bracketed(claim)
	if strings.Contains(cited, strings.TrimSuffix(text, ".")) {
		limit = maxCopied
	}
	switch {
	case text == "" || !utf8.ValidString(text):
		return "is empty"
	case utf8.RuneCountInString(text) > limit:
		return "is too long"
	case dropQuotationMarks(text) != text:
		return "holds a quotation mark"
	case strings.ContainsAny(text, "*_`~|<>#\\") || strings.ContainsFunc(text, invisible):
		return "holds markup"
	}
	return ""
}

// bracketed is the room that a name in brackets takes where the article has a pronoun.
func bracketed(claim DraftClaim) int {
	if strings.HasPrefix(claim.Text, "["+claim.By+"]") {
		return utf8.RuneCountInString(claim.By) + 2
	}
	return 0
}

// invisible are characters that a reader does not see: controls, format characters, private use, unassigned.
func invisible(r rune) bool { return !unicode.IsGraphic(r) }

// A top-level domain of two letters or more right after a dot, with a word before it, reads as a link.
var linkLike = regexp.MustCompile(`(?i)://|\bwww\.|\[[^\]]*\]\(|\b[a-z0-9-]+\.(com|org|net|io|co|info|biz|ru|cn|xyz|top|example|dev|app|gg|me|link|site|online|shop|news)\b`)

func carriesNoLinkOrMention(_ *Transcript, claim DraftClaim, _ string) string {
	if strings.Contains(claim.Text, "@") {
		return "holds a mention"
	}
	if mayLink(claim.Text) && linkLike.MatchString(claim.Text) {
		return "holds a link"
	}
	return ""
}

// mayLink says whether a text has a colon, a bracket, or a dot that ends no word: only such a one is searched for links.
func mayLink(text string) bool {
	for i := range len(text) - 1 {
		if b := text[i]; b == ':' || b == '[' || b == '.' && text[i+1] != ' ' || b == '.' && i >= 3 && strings.EqualFold(text[i-3:i], "www") {
			return true
		}
	}
	return false
}

// keepsNames wants every capitalised word within a text to stand in the sentences it cites, or to name its speaker or an
// entity that those sentences mention ("he" may become the name).
func keepsNames(t *Transcript, claim DraftClaim, cited string) string {
	known := foldedWords(cited, claim.By, strings.Join(t.namesIn(claim.Sentences), " "))
	for i, word := range tokens(claim.Text) {
		first, _ := utf8.DecodeRuneInString(word)
		folded := strings.ToLower(word)
		if !unicode.IsUpper(first) || known[folded] || honorifics[folded] || alias(folded, known) || englishDates[folded] != "" || otherDates[folded] {
			continue
		}
		if i == 0 && t.mayOpen(word, claim.Sentences) {
			continue
		}
		return "has a name that its sentences lack"
	}
	return ""
}

// mayOpen says whether a text's first word, which has a capital in any case, is a word and no name: one that is commonly
// written small. Of languages other than English too little is known; there it is one that the articles do not have.
func (t *Transcript) mayOpen(word string, cited []int) bool {
	folded := strings.ToLower(word)
	if stopwords[folded] || numberWords[folded] != "" {
		return true
	}
	if t.languageOf(cited) == "en" {
		return !t.names[word] && attribution.CommonWord(folded)
	}
	return !t.words[word]
}

var honorifics = wordList("mr mrs ms dr")

func overlapsItsSentences(t *Transcript, claim DraftClaim, cited string) string {
	if t.overlap(claim, cited) < minOverlap {
		return "is not carried by its sentences"
	}
	return ""
}

// overlapsClosely is the same for a text that does not say which sentences carry it.
func overlapsClosely(t *Transcript, claim DraftClaim, cited string) string {
	if t.overlap(claim, cited) < minGuessed {
		return "is not carried by the articles"
	}
	return ""
}

// overlap is the share of a claim's content words that stand in the sentences it cites, or in the names of who is mentioned
// there.
func (t *Transcript) overlap(claim DraftClaim, cited string) float64 {
	support := wordSet(cited + " " + capitalised(t.namesIn(claim.Sentences)) + " " + claim.By)
	words := wordSet(claim.Text)
	shared := 0
	for word := range words {
		if support[word] {
			shared++
		}
	}
	return float64(shared) / float64(max(len(words), 1))
}

// capitalised joins the words of names that have a capital: of "residents of Halvik", Halvik.
func capitalised(names []string) string {
	words := strings.Fields(strings.Join(names, " "))
	return strings.Join(slices.DeleteFunc(words, func(word string) bool { return strings.ToLower(word) == word }), " ")
}

// isPlainName says whether a name is one that can be shown: short, and with nothing in it that acts.
func isPlainName(name string) bool {
	claim := DraftClaim{Text: name}
	return isShortPlainText(nil, claim, "") == "" && carriesNoLinkOrMention(nil, claim, "") == ""
}

// speaksForItself wants the speaker of a position to be one whom the articles give words or a stance in the sentences
// that it cites; where they give them to nobody, one whom these sentences mention, by a pronoun too.
func speaksForItself(t *Transcript, claim DraftClaim, cited string) string {
	if !t.occurs(claim.By) || !isPlainName(claim.By) {
		return "names a speaker who is not in the articles"
	}
	heard := t.speakersIn(claim.Sentences)
	mentioned := false
	if len(heard) == 0 {
		t.eachEntityIn(claim.Sentences, func(e *attribution.Entity) { mentioned = mentioned || names(claim.By, e) })
		mentioned = mentioned || hasName(cited, claim.By)
	}
	if mentioned || slices.ContainsFunc(heard, func(e *attribution.Entity) bool { return names(claim.By, e) }) {
		return ""
	}
	return "is somebody else's position"
}

// belongsTo wants the speaker of a position to be one who may speak for the party.
func belongsTo(party string) claimRule {
	return func(t *Transcript, claim DraftClaim, _ string) string {
		for _, e := range t.speakersIn(claim.Sentences) {
			if names(claim.By, e) && !t.maySpeakFor(e, party) {
				return "is another party's position"
			}
		}
		return ""
	}
}

// names says whether name means the entity: it shares the last word of a person's name, or one of the two has all words of
// the other.
func names(name string, e *attribution.Entity) bool {
	of := tokens(e.Name)
	if e.Kind == attribution.Person {
		surname := len(of) > 0 && foldedWords(name)[strings.ToLower(of[len(of)-1])]
		return surname || name != "" && (strings.EqualFold(name, e.Party.Name) || strings.EqualFold(name, e.Role))
	}
	given, own, known := wordSet(name), wordSet(e.Name), wordSet(e.Name+" "+e.Party.Name)
	holds := func(set, part map[string]bool) bool {
		return len(part) > 0 && !anyOf(part, func(word string) bool { return !set[word] })
	}
	return holds(known, given) || holds(given, own)
}
