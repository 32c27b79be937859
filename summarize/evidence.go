package summarize

import (
	"slices"
	"strings"

	"parley/summarize/attribution"
)

// cited joins the sentences with the given numbers, white space folded; numbers that do not exist are passed over.
func (t *Transcript) cited(numbers []int) string {
	var texts []string
	for _, number := range numbers {
		if number >= 1 && number <= len(t.Sentences) {
			texts = append(texts, t.Sentences[number-1].Text)
		}
	}
	return strings.Join(strings.Fields(strings.Join(texts, " ")), " ")
}

// languageOf is the language of the first of the given sentences, or of the first source.
func (t *Transcript) languageOf(numbers []int) string {
	for _, number := range numbers {
		if number >= 1 && number <= len(t.Sentences) {
			return t.Sources[t.Sentences[number-1].Source].Reading.Language
		}
	}
	if len(t.Sources) == 0 {
		return ""
	}
	return t.Sources[0].Reading.Language
}

// namesIn are the names and parties of the entities that the given sentences mention, by pronoun too.
func (t *Transcript) namesIn(numbers []int) []string {
	var found []string
	t.eachEntityIn(numbers, func(e *attribution.Entity) { found = append(found, e.Name, e.Role) })
	return found
}

func (t *Transcript) eachEntityIn(numbers []int, visit func(*attribution.Entity)) {
	for _, number := range numbers {
		if number < 1 || number > len(t.Sentences) {
			continue
		}
		at := t.Sentences[number-1]
		reading := t.Sources[at.Source].Reading
		sentence := reading.Sentences[at.Index]
		for i := range reading.Entities {
			mentioned := slices.ContainsFunc(reading.Entities[i].Mentions, func(m attribution.Span) bool {
				return m.Start >= sentence.Start && m.End <= sentence.End
			})
			if mentioned {
				visit(&reading.Entities[i])
			}
		}
	}
}

// speakersIn are the sides to whom the articles give words or a stance in the given sentences.
func (t *Transcript) speakersIn(numbers []int) []*attribution.Entity {
	var found []*attribution.Entity
	for _, number := range numbers {
		if number < 1 || number > len(t.Sentences) {
			continue
		}
		at := t.Sentences[number-1]
		source := t.Sources[at.Source]
		for _, a := range source.Reading.Attributions {
			if speaker := source.speaker(a); speaker != nil && isSide(speaker) && slices.Contains(a.Sentences, at.Index) {
				found = append(found, speaker)
			}
		}
	}
	return found
}

// tied says whether a source has a name within a few words of a mention of an entity, in the same sentence: "Jane Doe of
// the Harbour Board".
func (s Source) tied(e *attribution.Entity, name string) bool {
	const near = 8 // words
	at := 0        // mentions and sentences are both in order
	for _, m := range e.Mentions {
		for at < len(s.Reading.Sentences) && s.Reading.Sentences[at].End < m.End {
			at++
		}
		if at == len(s.Reading.Sentences) {
			return false
		}
		sentence := s.Reading.Sentences[at]
		if sentence.Start > m.Start {
			continue
		}
		before, after := strings.Fields(s.Reading.Text[sentence.Start:m.Start]), strings.Fields(s.Reading.Text[m.Start:sentence.End])
		around := append(slices.Clone(before[max(0, len(before)-near):]), after[:min(near, len(after))]...)
		if hasName(strings.Join(around, " "), name) {
			return true
		}
	}
	return false
}

// hasName says whether a text has all words of a name that have a capital, in any form, or other names for them. Of a
// political party, the word "Party" may be left out.
func hasName(text, name string) bool {
	words := wordSet(capitalised([]string{name}))
	if delete(words, "party"); len(words) == 0 {
		words = wordSet(name)
	}
	stems, known := wordSet(text), foldedWords(text)
	return len(words) > 0 && !anyOf(words, func(word string) bool { return !stems[word] && !alias(word, known) })
}

// occurs says whether every word of a name stands in the articles, or the name is that of an entity's party.
func (t *Transcript) occurs(name string) bool {
	words := tokens(name)
	if len(words) == 0 {
		return false
	}
	for _, source := range t.Sources {
		for _, entity := range source.Reading.Entities {
			if strings.EqualFold(entity.Party.Name, name) || strings.EqualFold(entity.Name, name) {
				return true
			}
		}
	}
	return !slices.ContainsFunc(words, func(word string) bool {
		word = strings.ToLower(word)
		return !t.words[word] && !stopwords[word] && !alias(word, t.words)
	})
}

// aliases are other names for a state or body that readers know; the reading's own table has the rest.
var aliases = map[string][]string{
	"russia": {"moscow", "kremlin", "russian"}, "ukraine": {"kyiv", "kiev", "ukrainian"}, "germany": {"berlin", "german"},
	"france": {"paris", "french", "élysée"}, "china": {"beijing", "chinese"}, "britain": {"london", "british", "uk", "u.k"},
	"america": {"washington", "u.s", "us", "american"}, "united": {"u.s", "us", "uk", "u.k", "u.n", "un", "e.u"}, "states": {"u.s", "us"},
	"kingdom": {"uk", "u.k"}, "nations": {"u.n", "un"}, "european": {"eu", "e.u", "brussels"}, "union": {"eu", "e.u"}, "eu": {"european", "brussels"},
	"republican": {"republicans", "gop"}, "democratic": {"democrat", "democrats"}, "israel": {"israeli", "jerusalem"}, "iran": {"iranian", "tehran"},
}

// alias says whether another name for a word, or for one of which it is the stem, is known.
func alias(word string, known map[string]bool) bool {
	others := aliases[word]
	for name := range aliases {
		if stem(name) == word {
			others = append(slices.Clone(others), aliases[name]...)
		}
	}
	return slices.ContainsFunc(others, func(other string) bool { return known[other] })
}
