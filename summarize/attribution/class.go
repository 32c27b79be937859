package attribution

import (
	"sync"

	"parley/summarize/attribution/language"
)

type (
	class   = language.Class
	lexicon = language.Lexicon
)

// vocabulary is what is known of all languages.
var vocabulary = sync.OnceValue(func() *language.Set { return language.Open(classNames) })

// lexicons are those of all languages, English first.
func lexicons() []*lexicon { return vocabulary().All }

// The classes of words that the reader knows, each a section of the lexicons. The learned tables know those of the pronouns by
// number: new ones go to the end.
const (
	title class = 2 << iota
	honorific
	male
	female
	starter
	maleName
	femaleName
	proHe
	proShe
	proThey
	proIt
	proI
	proWe
	proYou
	relative
	indefinite
	possessive
	determiner
	preposition
	conjunction
	subordinator
	auxiliary
	modal
	negation
	month
	day
	joiner
	bodyWord
	groupNoun
	speech
	partisan
	nameSuffix
	bodyNoun
	definite
	stance
	opener
	complement
	companyWord
	partOf
	function
	according
	thatWord
	leads
	makesWork
	inView
	oblique
	speaker
	thing
	work
	feminine
	genitive
	passive
	postposition
	thus
	reportedBy
	reported
	document
	reads
	field
)

// givenName is a first name of whatever gender.
const givenName = maleName | femaleName

const personal = proHe | proShe | proThey | proIt | proI | proWe | proYou

var classNames = map[string]class{
	"title": title, "honorific": honorific, "male": male, "female": female, "starter": starter,
	"male-name": maleName, "female-name": femaleName,
	"he": proHe, "she": proShe, "they": proThey, "it": proIt, "i": proI, "we": proWe, "you": proYou,
	"relative": relative, "indefinite": indefinite, "possessive": possessive, "determiner": determiner,
	"preposition": preposition, "conjunction": conjunction, "subordinator": subordinator, "auxiliary": auxiliary,
	"modal": modal, "negation": negation, "month": month, "day": day, "place-in-name": joiner,
	"organisation-word": bodyWord, "group-noun": groupNoun, "speech": speech, "partisan": partisan, "name-suffix": nameSuffix, "body-noun": bodyNoun, "definite": definite, "stance": stance, "opener": opener, "complement": complement, "company-word": companyWord, "part-of": partOf,
	"function": function, "according": according, "that": thatWord, "leads": leads, "makes-work": makesWork, "in-view": inView, "oblique": oblique, "speaker": speaker, "thing": thing, "work": work, "feminine": feminine, "genitive": genitive, "passive": passive, "postposition": postposition, "thus": thus, "reported-by": reportedBy, "reported": reported, "document": document, "reads": reads, "field": field,
}
