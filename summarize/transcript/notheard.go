package transcript

import (
	"cmp"
	"slices"
	"strings"

	"parley/pattern"
	"parley/summarize/attribution"
	"parley/summarize/words"
)

// An Absent party is named in the articles but not heard: it declined to comment, did not answer, or could not be reached.
type Absent struct {
	Name string `json:"name"`
	Why  string `json:"why"` // "declined", "no_answer" or "not_reached"
}

// The answers that news say were not given.
const (
	declined   = "declined"
	noAnswer   = "no_answer"
	notReached = "not_reached"
)

// Reason is why nobody was heard, in English for people.
func (a Absent) Reason() string {
	return cmp.Or(map[string]string{declined: "declined to comment", noAnswer: "did not respond", notReached: "could not be reached"}[a.Why], a.Why)
}

// A silence is one way in which news of a language say that somebody was asked and gave no answer.
type silence struct {
	language string
	word     string // in all that the pattern finds; looked for first, for speed
	pattern  *pattern.Expression
	why      string
}

// KnowsSilence says whether anything tells in a language that somebody was asked and gave no answer.
func KnowsSilence(language string) bool {
	return slices.ContainsFunc(silences, func(s silence) bool { return s.language == language })
}

var silences = []silence{
	{"en", "eclined", pattern.Lazy(`(?i)\bdeclined (?:\w+ )?(?:to (?:comment|be interviewed|discuss|elaborate|answer|be quoted|speak)|an interview|requests?|comment)\b`), declined},
	{"en", "", pattern.Lazy(`(?i)\b(?:did|has|have|had|does|do)(?: not|n[’']t) (?:immediately |yet |also )*(?:respond|replied|reply|responded|return|returned|answer|answered)\b[^.]*\b(?:request|comment|call|message|email|question)`), noAnswer},
	{"en", " no comment", pattern.Lazy(`(?i)\b(?:had|has|have|offered|gave) no (?:immediate )?comment\b`), declined},
	{"en", " responded", pattern.Lazy(`(?i)\b(?:no one|nobody|none|neither)\b[^.]{1,80}?( (?:has|have|had) responded\b)`), noAnswer},
	{"en", "refus", pattern.Lazy(`(?i)\brefus(?:ed|es|ing) (?:to comment|comment|all comment|to answer questions|to be interviewed)\b`), declined},
	{"en", "comment", pattern.Lazy(`(?i)\b(?:would|could) not comment\b`), declined},
	{"en", "reached", pattern.Lazy(`(?i)\b(?:could not|couldn[’']t|cannot) (?:immediately |yet )?be reached\b`), notReached},
	{"en", "nreturned", pattern.Lazy(`(?i)\b(?:calls?|messages?|e-?mails?|requests?)\b[^.]{0,40}\b(?:to|for|of) ([^.]{3,50}?) (?:was|were|went) unreturned\b`), noAnswer},
	{"en", "nanswered", pattern.Lazy(`(?i)\b(?:calls?|messages?|e-?mails?|requests?)\b[^.]{0,40}\b(?:to|of) ([^.]{3,50}?) (?:was|were|went) unanswered\b`), noAnswer},

	{"de", "nicht", pattern.Lazy(`\b(?:woll(?:te|ten|en)|will|mochten?) [^.]{0,60}nicht (?:äußern|kommentieren|Stellung nehmen)`), declined},
	{"de", " ab", pattern.Lazy(`\blehn(?:te|ten|t|en) [^.]{0,30}(?:Stellungnahme|Kommentar|Interview)[^.]* ab\b`), declined},
	{"de", "nfrage", pattern.Lazy(`\b(?:ließ|ließen|beantwortet|antwortet|reagiert)(?:e|en)? [^.]{0,40}Anfragen? [^.]{0,30}(?:unbeantwortet|nicht)`), noAnswer},
	{"de", "nicht", pattern.Lazy(`\b(?:war|waren) [^.]{0,40}nicht (?:zu erreichen|erreichbar)`), notReached},

	{"fr", " pas ", pattern.Lazy(`\bn[’'](?:a|ont) pas (?:souhaité|voulu|désiré) (?:faire de commentaires?|commenter|s[’']exprimer|répondre|réagir)`), declined},
	{"fr", "refusé", pattern.Lazy(`\b(?:a|ont) refusé de (?:faire de commentaires?|commenter|s[’']exprimer|répondre|réagir)`), declined},
	{"fr", " pas ", pattern.Lazy(`\bn[’'](?:a|ont) pas (?:donné suite|répondu) (?:à|aux) (?:nos|la|les|sa|une) (?:demande|question|sollicitation|appel)`), noAnswer},
	{"fr", "joint", pattern.Lazy(`\bn[’'](?:a|ont) pu être joint`), notReached},

	{"es", "coment", pattern.Lazy(`\b(?:declin|rehus|evit)(?:ó|aron|a|an) (?:hacer )?comentar|\bno qui(?:so|sieron) (?:hacer )?comentar`), declined},
	{"es", "declaraciones", pattern.Lazy(`\b(?:declin(?:ó|aron)|rehus(?:ó|aron)|no qui(?:so|sieron)) (?:hacer|realizar) declaraciones`), declined},
	{"es", "no ", pattern.Lazy(`\bno (?:respondió|respondieron|ha respondido|han respondido|contestó|contestaron) [^.]{0,30}(?:solicitud|pregunta|llamada|petici|mensaje)`), noAnswer},
	{"es", "no pud", pattern.Lazy(`\bno pud(?:o|ieron) ser (?:contactad|localizad)`), notReached},

	{"it", "comment", pattern.Lazy(`\bnon (?:ha|hanno) (?:voluto|ritenuto di|inteso) (?:commentare|rilasciare commenti)|\b(?:si è rifiutat[oa] di|ha rifiutato di|hanno rifiutato di) commentare`), declined},
	{"it", "risposto", pattern.Lazy(`\bnon (?:ha|hanno) risposto [^.]{0,30}(?:richiest|domand|chiamat)`), noAnswer},

	{"pt", "coment", pattern.Lazy(`\b(?:não qu(?:is|iseram)|recusou|recusaram|preferiu não|optou por não) (?:fazer comentários|comentar)`), declined},
	{"pt", "pronunciar", pattern.Lazy(`\b(?:não qu(?:is|iseram)|recusou|recusaram|preferiu não|optou por não) (?:se pronunciar|pronunciar-se)`), declined},
	{"pt", "não respond", pattern.Lazy(`\bnão respond(?:eu|eram) [^.]{0,30}(?:pedido|pergunta|contato|contacto|solicita|mensage)`), noAnswer},

	{"nl", "niet", pattern.Lazy(`\b(?:wil|wilde|wilden|willen) (?:\pL+ ){0,4}niet (?:\pL+ ){0,2}reageren`), declined},
	{"nl", "niet", pattern.Lazy(`\b(?:was|waren) (?:\pL+ ){0,4}niet bereikbaar`), notReached},

	{"pl", "koment", pattern.Lazy(`(?:odmówi(?:ł|ła|ło|li|ły) komentarza|nie (?:chci|chc)\pL+ (?:\pL+ ){0,3}komentować|nie komentuj(?:e|ą) (?:\pL+ ){0,2}spraw)`), declined},
	{"pl", "nie odpowiedzi", pattern.Lazy(`nie odpowiedzi\pL+ na (?:\pL+ )?(?:pytani|prośb|telefon)`), noAnswer},

	{"uk", "комент", pattern.Lazy(`(?:відмови\pL+ (?:від комент|комент)|від комент\pL+ (?:\pL+ ){0,2}відмови)`), declined},
	{"uk", "не відпов", pattern.Lazy(`не відпов\pL+ на (?:\pL+ )?(?:запит|питанн|дзвінк)`), noAnswer},

	{"ru", "коммент", pattern.Lazy(`(?:отказал\pL+ (?:от коммент|коммент)|от коммент\pL+ (?:\pL+ ){0,2}отказал)`), declined},
	{"ru", "не ответил", pattern.Lazy(`не ответил\pL* на (?:\pL+ )?(?:запрос|вопрос|звонк)`), noAnswer},
}

// Silent says whether a sentence tells of somebody who gave no answer.
func Silent(sentence string) bool {
	for _, silence := range silences {
		if strings.Contains(sentence, silence.word) && silence.pattern.MatchString(sentence) {
			return true
		}
	}
	return false
}

// saidSome is what follows "declined to comment" where somebody did say something.
var saidSome = pattern.Lazy(`^(?: \w+){0,2} (?:further|beyond|any more|whether|specifics?)\b`)

// isQuoted says whether the articles quote somebody of the given name, or the one that it means.
func (t *Transcript) isQuoted(name string) bool {
	const most = 1000 // quotations whose speakers are compared by what they are called, too: a text of a hostile hand has ten thousand
	for i := range t.Quotations {
		speaker := t.SpeakerOf(i + 1)
		if speaker != nil && (strings.EqualFold(speaker.Name, name) || i < most && speaker.Kind == attribution.Person && Means(name, speaker)) {
			return true
		}
	}
	return false
}

// isUnnamed says whether a name is what the articles call somebody without one: "the real estate mogul".
func (t *Transcript) isUnnamed(name string) bool {
	e := t.EntityNamed(name)
	return e != nil && e.Kind == attribution.Person && e.Name == name && strings.ToLower(name) == name
}

// NotHeard lists who was asked and gave no answer, by the article's own words.
func (t *Transcript) NotHeard() []Absent {
	absent := []Absent{}
	for i, sentence := range t.Sentences {
		if sentence.Order {
			continue
		}
		for _, silence := range silences {
			if silence.language != t.Sources[sentence.Source].Reading.Language {
				continue
			}
			start := silence.startIn(sentence.Text)
			if start < 0 {
				continue
			}
			name := t.lastNamedBefore(i+1, start)
			if called := withOwner(sentence.Text[:start], name); t.mayBeAbsent(name) && !slices.ContainsFunc(absent, func(a Absent) bool { return a.Name == called }) {
				absent = append(absent, Absent{called, silence.why})
			}
		}
	}
	return absent
}

// withOwner is the name of a body with whose it is, as a sentence has it that ends on it: the same name may be another's, too: "Norvia's General Harbour
// Authority". A person keeps his.
func withOwner(beginning, name string) string {
	body := strings.TrimPrefix(name, "the ")
	before, ends := strings.CutSuffix(strings.TrimSpace(beginning), body)
	if owner := endsOnOwner.FindStringSubmatch(before); ends && owner != nil && endsOnBody.MatchString(body) {
		return strings.Replace(owner[1], "The ", "the ", 1) + body
	}
	return name
}

var (
	endsOnOwner = pattern.Lazy(`(?:^|[ ,;“"])((?:[Tt]he )?\p{Lu}[\pL.-]*(?: \p{Lu}[\pL-]+){0,2}[’']s? (?:\p{Lu}[\pL-]+ ){0,3})$`)
	endsOnBody  = pattern.Lazy(`(?:^| )(?:` + bodyNouns + `|` + officeNouns + `)$`)
)

// startIn is where a sentence tells of the silence, right behind who was asked, or -1.
func (s silence) startIn(sentence string) int {
	if !strings.Contains(sentence, s.word) {
		return -1
	}
	at := s.pattern.FindStringSubmatchIndex(sentence)
	if at == nil || saidSome.MatchString(sentence[at[1]:]) {
		return -1
	}
	start := at[0]
	if len(at) > 2 && at[2] >= 0 {
		start = at[2]
	}
	if undone.MatchString(sentence[:start]) || ofAnybody.MatchString(sentence[:start]) {
		return -1
	}
	return start
}

// mayBeAbsent says whether a name tells who was asked, and is nobody's whom the articles quote. A state answers nobody.
func (t *Transcript) mayBeAbsent(name string) bool {
	if name == "" || stateID(name) != "" || t.isUnnamed(name) {
		return false
	}
	first := words.First(name)
	return first != "a" && first != "an" && !ownings[strings.ToLower(first)] && !t.isQuoted(name)
}

// undone ends in a thing that could not be reached, in another sense.
var undone = pattern.Lazy(`(?i)\b(?:agreement|deal|compromise|consensus|verdict|settlement|accord|decision|conclusion|quorum)s? $`)

// ofAnybody ends in nobody who could be asked: "somebody who does not answer questions cannot lead".
var ofAnybody = pattern.Lazy(`(?i)\b(?:some|any)(?:one|body) who $`)

// voiceOf leads up to whoever a spokesman speaks for.
var voiceOf = pattern.Lazy(`(?i)\b(?:spokes\w+|reps?|publicists?|agents?|lawyers?|attorneys?|representatives?|aides?|offices?) (?:for|of|to) `)

// smallSubject is a subject without a name that opens a sentence and is all of it so far: "The mayor’s office ".
var smallSubject = pattern.Lazy(`^The (?:[\w’'-]+ ){1,4}$`)

// opensAside opens what is told of a name before it, and is no name itself: not "The shipyard, Tern Marine, declined".
var opensAside = pattern.Lazy(`^, \p{Ll}`)

// lastNamedBefore is the entity whose mention ends last before the given offset of a sentence; pronouns count. Where the
// reading knows none, it is the capitalised words that end there.
func (t *Transcript) lastNamedBefore(number, offset int) string {
	before := t.Sentences[number-1].Text[:offset]
	if both := joinedNames.FindStringSubmatch(before); both != nil {
		return "the " + strings.TrimPrefix(both[1], "The ")
	}
	if office := endsOnOffice.FindStringSubmatch(before); office != nil && IsRole(office[3]) {
		return cmp.Or(office[1], "the ") + strings.TrimPrefix(office[2], "The ")
	}
	name := t.askedIn(number, before)
	if end := capitalisedEnd(before); name == "" && !isPronoun(end) {
		name = end
	}
	if office := smallSubject.FindString(before); strings.ToLower(name) == name && office != "" {
		name = strings.ToLower(office[:1]) + strings.TrimSpace(office[1:])
	}
	return name
}

// askedIn is the entity that the beginning of a sentence tells of: the first behind "a spokesman for", the one that it opens on where it ends with
// what is told of that, or else the last. "" where the reading knows none.
func (t *Transcript) askedIn(number int, beginning string) string {
	at := t.Sentences[number-1]
	start := t.Sources[at.Source].Reading.Sentences[at.Index].Start
	named := t.namedIn(number, attribution.Span{Start: start, End: start + len(beginning)})
	if voices := voiceOf.FindAllStringIndex(beginning, -1); voices != nil {
		served := start + voices[len(voices)-1][1]
		return cmp.Or(firstBehind(named, served), lastOf(named))
	}
	if strings.HasSuffix(strings.TrimSpace(beginning), ",") {
		return cmp.Or(t.openedOn(number, start), lastOf(named))
	}
	return lastOf(named)
}

// A naming is a place where a text names an entity, and the entity's name.
type naming struct {
	attribution.Span
	name string
}

// namedIn are the entities of a sentence where a part of it names them. A pronoun names who is named first in the sentence before, and no other.
func (t *Transcript) namedIn(number int, part attribution.Span) (named []naming) {
	at := t.Sentences[number-1]
	reading := t.Sources[at.Source].Reading
	t.EachEntityIn([]int{number}, func(e *attribution.Entity) {
		for _, m := range e.Mentions {
			mention := reading.Text[m.Start:m.End]
			if m.Start >= part.Start && m.End <= part.End && (!isPronoun(mention) || opensBefore(reading, at.Index, e)) {
				named = append(named, naming{m, calledIn(mention, e)})
			}
		}
	})
	return named
}

// firstBehind is the name that is first behind a place in the text, or "".
func firstBehind(named []naming, place int) string {
	first := naming{}
	for _, n := range named {
		if n.End > place && (first.name == "" || n.Start < first.End) {
			first = n
		}
	}
	return first.name
}

// lastOf is the name that ends last, or "".
func lastOf(named []naming) string {
	last := naming{}
	for _, n := range named {
		if n.End > last.End {
			last = n
		}
	}
	return last.name
}

// openedOn is the entity of a sentence that it opens on where an aside tells of it: "The agency, which oversees Norvia’s banks, declined". "" where it
// opens on none.
func (t *Transcript) openedOn(number, start int) (name string) {
	text := t.Sources[t.Sentences[number-1].Source].Reading.Text
	t.EachEntityIn([]int{number}, func(e *attribution.Entity) {
		for _, m := range e.Mentions {
			if start <= m.Start && m.Start <= start+len("The ") && opensAside.MatchString(text[m.End:]) {
				name = calledIn(text[m.Start:m.End], e)
			}
		}
	})
	return name
}

// calledIn is a body's name as a sentence has it, where that tells which it is and is no shortened proper name: "The Lund campaign".
func calledIn(mention string, e *attribution.Entity) string {
	first, rest, _ := strings.Cut(mention, " ")
	if e.Kind == attribution.Person || IsProper(mention) || strings.ToLower(rest) == rest && strings.EqualFold(first, "the") {
		return e.Name
	}
	if !strings.EqualFold(first, "the") {
		return mention
	}
	return "the " + rest
}

// endsOnOffice ends on an office that is of something with a name: "Norvia's Minister of Fish and Boats". The name alone is not who was asked.
var endsOnOffice = pattern.Lazy(`(?:^|[Tt]he |(\p{Lu}[\pL-]+[’']s ))((?:\p{Lu}[\pL-]+ )*?(\p{Lu}\p{Ll}+) (?:of|for) (?:the )?\p{Lu}[\pL’'-]+(?: (?:and )?\p{Lu}[\pL’'-]+)*) (?:both |also )?$`)

// joinedNames ends on a noun in the plural behind names, which is what they have in common: "The Lund and Berg campaigns".
var joinedNames = pattern.Lazy(`(?:^|[Tt]he )((?:\p{Lu}[\pL.’'-]+(?: \p{Lu}[\pL.’'-]+)?, )*\p{Lu}[\pL.’'-]+(?: \p{Lu}[\pL.’'-]+)?,? and (?:\p{Lu}[\pL.’'-]+ ){1,2}\p{Ll}+s) (?:both |all |each )?$`)

func isPronoun(word string) bool { return pronouns[strings.ToLower(word)] }

var pronouns = words.List("he she they it")

// opensBefore says whether a person is the first whom the sentence before one names: then a "he" that opens it means him.
func opensBefore(r *attribution.Reading, index int, who *attribution.Entity) bool {
	if index == 0 {
		return false
	}
	before, first := r.Sentences[index-1], -1
	at := func(e *attribution.Entity) int {
		for _, m := range e.Mentions {
			if m.Start >= before.Start && m.End <= before.End {
				return m.Start
			}
		}
		return -1
	}
	own := at(who)
	for i := range r.Entities {
		if start := at(&r.Entities[i]); r.Entities[i].Kind == attribution.Person && start >= 0 && (first < 0 || start < first) {
			first = start
		}
	}
	return own >= 0 && own == first
}

// capitalisedEnd are the capitalised words that end a text.
func capitalisedEnd(text string) string {
	all := strings.Fields(strings.TrimRight(text, " ,"))
	from := len(all)
	for from > 0 && strings.ToLower(all[from-1]) != all[from-1] && !strings.HasSuffix(all[from-1], ",") {
		from--
	}
	return strings.Trim(strings.Join(all[from:], " "), ","+words.QuotationMarks)
}
