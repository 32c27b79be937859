package attribution

// A tag is a word's part of speech, coarse.
type tag uint8

const (
	tagNone tag = iota
	tagPunct
	tagNoun
	tagName
	tagVerb   // base form or present
	tagVerbS  // third person present
	tagPast   // past tense
	tagPart   // past participle
	tagGerund // -ing
	tagModal
	tagAdj
	tagAdverb
	tagDet
	tagPrep
	tagConj
	tagPronoun
	tagPossessive
	tagTo
	tagWh
	tagNumber
	tagEnding // possessive 's
	tagOther
	tagCount
)
