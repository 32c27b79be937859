package check

import (
	"maps"
	"slices"
	"strconv"

	"parley/pattern"
	"parley/summarize/transcript"
)

// isOneAmount says whether two versions differ in nothing but an amount, by so little that readers call it trivial: by a tenth at most where
// the sentences of one of them call it a rough one ("about $228 million", "more than $235 million"), by a fortieth where it is told in millions
// or billions ("$5.6 billion"). Exact numbers that lie as near are told: 84 dead are not 85.
func isOneAmount(t *transcript.Transcript, a, b DraftClaim) bool {
	language := t.LanguageOf(a.Sentences)
	x, y := numbersIn(a.Text, language), numbersIn(b.Text, language)
	one, other := without(x, y), without(y, x)
	if len(one) != 1 || len(other) != 1 {
		return false
	}
	v, err := strconv.ParseFloat(one[0], 64)
	w, otherErr := strconv.ParseFloat(other[0], 64)
	if err != nil || otherErr != nil {
		return false
	}
	apart := 1 - min(v, w)/max(v, w)
	return apart <= .025 && inMillions.MatchString(a.Text) && inMillions.MatchString(b.Text) ||
		apart <= .1 && (isRough(t.Cited(a.Sentences), one[0], language) || isRough(t.Cited(b.Sentences), other[0], language))
}

// inMillions has a number of millions, billions or more, in the languages that Parley reads.
var inMillions = pattern.Lazy(`(?i)\d ?(?:milli|milion|miljo|milh|miliard|bili|billi|trilli|bn\b|млн|млрд|миллион|миллиард|мільйон|мільярд|mi?o\b|mrd)`)

// without are the numbers of one set that another lacks.
func without(numbers, others map[string]bool) []string {
	return slices.DeleteFunc(slices.Collect(maps.Keys(numbers)), func(number string) bool {
		_, both := others[number]
		return both
	})
}

// roughly stands before an amount that is not exact. "At least" is not among them: the toll of a fire that burns is told so, and its
// readers do want the higher one.
var roughly = pattern.Lazy(`(?i)(?:^|[\s(“"])(?:about|around|nearly|almost|roughly|approximately|some|over|(?:more|less|fewer) than|up to|as (?:many|much) as|close to|an estimated|to the tune of` +
	`|rund|etwa|ungefähr|fast|knapp|bis zu|mehr als|weniger als|gut|environ|près de|plus de|moins de|jusqu[’']à|unos|unas|casi|hasta|más de|menos de|quase|até|mais de|circa|cerca de|cerca di|quasi|fino a|più di|meno di|oltre` +
	`|ongeveer|bijna|tot wel|meer dan|minder dan|ruim|около|почти|более|до|близько|майже|понад|prawie|około|ponad)\s+\S+(?:\s\pL+)?`)

// isRough says whether a text calls a number of its own a rough one.
func isRough(text, number, language string) bool {
	for _, amount := range roughly.FindAllString(text, -1) {
		if _, has := numbersIn(amount, language)[number]; has {
			return true
		}
	}
	return false
}
