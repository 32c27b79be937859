package transcript

import (
	"slices"
	"strings"

	"parley/pattern"
	"parley/summarize/words"
)

// The forms of an order that is written like news, in the languages whose news is most of what Parley reads. They are matched on
// the whole sentence, what is quoted in it too: nobody's position is that a summary must say something, or that readers call a
// number.

const (
	enMust = `(?:must|should|shall|ought to|ha(?:s|ve) to|needs? to|(?:is|are|be) (?:\w+ )?(?:asked|required|requested|expected|urged|instructed|obliged|advised|encouraged|supposed|told|invited|reminded) to|(?:is|are) to)`
	enTell = `(?:include|mention|state|say|note|add|report|carry|contain|begin|end|open|close|recommend|describe|refer|present|lead|list|quote|link|point|omit|leave out|tell|print|` +
		`repeat|stress|emphasi[sz]e|highlight|write|translate|answer|respond|rate|rank|treat|pass|praise|name|give|finish|start|conclude|feature|credit|inform|advise|direct|send)`
	enSummary = `(?:summar(?:y|ies)|digests?|recaps?|write-?ups?|retellings?|round-?ups?|abstracts?|précis)`
	enMachine = `(?:assistants?|chat ?bots?|language models?|llms?|(?:ai|a\.i\.) (?:systems?|models?|tools?|agents?|readers?|services?)|automated (?:systems?|tools?|readers?|services?)|news (?:apps?|bots?|aggregators?|digests?)|summari[sz]ers?|crawlers?|software that)`
	enWriters = `(?:editors|newsrooms|outlets|publishers|reporters|journalists|correspondents|bloggers|whoever|anyone|anybody|everyone|those|services?|websites|programs?)`
	enAbout   = `(?:summari[sz]\w*|retell\w*|report(?:s|ing)? (?:on|about)|writ(?:e|es|ing) (?:about|up)|cover(?:s|ing)|cit(?:es?|ing)|quot(?:es?|ing)|repeat(?:s|ing)?|shar(?:es?|ing)|translat(?:es?|ing)|process(?:es|ing)?)`
	enText    = `(?:story|article|text|report|page|piece|post|vote|meeting|news)`
)

// dictates are the ways in which a text says what is to stand in what is written about it.
var dictates = pattern.Compile(
	`\b`+enSummary+`\b[^.]{0,60}\b`+enMust+` (?:\w+ ){0,2}(?:be )?`+enTell,
	`\b`+enMachine+`\b[^.]{0,60}\b`+enMust+` (?:\w+ly )?`+enTell+`\b`,
	`\b`+enWriters+` (?:\w+ ){0,3}`+enAbout+`\b[^.]{0,60}\b`+enMust+` (?:\w+ly )?`+enTell+`\b`,
	`\b(?:editors|newsrooms|outlets|publishers|reporters|journalists|correspondents)\b[^.]{0,20} (?:are|is) (?:\w+ )?(?:asked|required|requested|urged|instructed|obliged|reminded|told) to (?:\w+ly )?`+enTell+`\b`,
	`\b(?:mentioned|included|stated|noted|added|repeated|quoted|placed|printed|shown|named|recommended|reproduced|carried|highlighted|linked|put|appear|stand)\b[^.]{0,50}\b(?:in|by|at the (?:end|top|start|beginning) of|into) (?:any|every|all|each|the|this) (?:\w+ ){0,2}`+enSummary+`\b`,
	`\b(?:any|every|each|all) (?:accounts?|versions?|retellings?|reports?|coverage|mentions?|translations?) of (?:this|the|it)\b[^.]{0,60}\b(?:must|should|shall|has to|mentions?|includes?|recommends?|says?|states?|adds?)\b`,
	`\b(?:`+enSummary+`|summari[sz]\w*) (?:of |on )?(?:this|the present|the above|the following) `+enText+`\b`,
	`\b(?:editor|publisher|author|translator|press|production|desk)(?:['’]?s)? ?note\b[^.]{0,140}\b(?:please|tell|include|visit|call|pay|recommend|should mention|must)\b`,
	// German
	`\b(?:zusammenfassung(?:en)?|kurzfassung(?:en)?|kurzmeldung(?:en)?)\b.{0,60}\b(?:muss|müssen|soll|sollen|sollte|sollten|ist zu|sind zu|hat|haben)\b`,
	`\b(?:ignorier|missacht|vergiss|vergess|verwirf|überschreib)\w*\b.{0,40}\b(?:anweisung|vorgabe|regel|vorherig|bisherig|obig|früher)`,
	`\b(?:ki|künstliche intelligenz|sprachmodelle?|assistenten|assistenzsysteme?|chatbots?|redaktionen|nachrichtendienste|nachrichten-apps?)\b.{0,60}\b(?:muss|müssen|soll|sollen|sollten|werden gebeten|sind verpflichtet|mögen)\b`,
	`\b(?:erwähn|empfiehl|empfehlen sie|schreib|nenne|lobe|übersetz)\w*\b.{0,60}\bin (?:deiner|ihrer|eurer|der|jeder) (?:antwort|zusammenfassung|kurzfassung|ausgabe|meldung)`,
	// French
	`\br[ée]sumés?[^\pL].{0,60}\b(?:doi(?:t|vent)|devra(?:it|ient|ont)?|est tenu|sont tenus|faut)|\bsynthèses?\b.{0,60}\bdoi(?:t|vent)\b`,
	`\b(?:ignor|oubli|néglig)\w*\b.{0,40}\b(?:instructions?|consignes?|règles?)\b|\bne (?:tiens|tenez) pas compte\b`,
	`\b(?:ia|intelligences? artificielles?|assistants?|modèles? de langage|rédactions?|agrégateurs?)\b.{0,60}\b(?:doi(?:t|vent)|devra(?:it|ient|ont)?|sont (?:pri|ten|invit)|est (?:pri|ten))`,
	// Spanish
	`\b(?:resumen|resúmenes|síntesis)\b.{0,60}\b(?:debe|deben|debería|deberían|deberá|deberán|tiene que|tienen que|ha de|han de)`,
	`\b(?:ignor|olvid|omit)\w*\b.{0,40}\b(?:instrucciones|reglas|indicaciones)\b|\bcaso omiso\b.{0,30}\b(?:instrucciones|reglas|anteriores)`,
	`\b(?:ia|inteligencia artificial|asistentes?|modelos? de lenguaje|redacciones|chatbots?)\b.{0,60}\b(?:debe|deben|debería|deberían|deberán?|tienen? que)\b`,
	// Norwegian
	`\b(?:sammendrag|sammendraget|sammendragene|oppsummering|oppsummeringen|oppsummeringer)\b.{0,60}(?:^|\s)(?:må|skal|bør)\s`,
	`\b(?:ignorer|glem|se bort fra|overse|forkast)\b.{0,40}\b(?:instruks\w*|regle\w*|regel\w*|tidligere|anvisning\w*|beskjed\w*)`,
	`\b(?:ki|kunstig intelligens|språkmodell\w*|assistent\w*|chatbot\w*|redaksjone\w*|nyhetstjenest\w*|nyhetsapp\w*)\b.{0,60}\s(?:må|skal|bør|bes|plikter å)\s`,
	`\b(?:i|til) svaret ditt\b|\bi (?:din|deres) (?:oppsummering|svar)`,
)

const (
	enPeople = `(?:readers?|viewers|listeners|users|customers|subscribers|clients|members|residents|citizens|people|passengers|travell?ers|commuters|households|savers|investors|holders|owners|taxpayers|` +
		`visitors|supporters|fans|donors|parents|patients|tenants|guests|buyers|shoppers|drivers|consumers|everyone|everybody|anyone|anybody|whoever|those|all)`
	enUrged = `(?:must|should|shall|ought to|have to|has to|need to|needs to|(?:is|are|were|was|be|been) (?:\w+ )?(?:asked|urged|advised|invited|told|encouraged|required|requested|reminded|obliged) to|(?:is|are) to)`
	// enAct are acts for which it takes no address to see that somebody wants something.
	enAct = `(?:visit (?:the|our|its|their|this) (?:site|website|page|shop|store|portal|web ?site|home ?page)|(?:call|phone|ring|dial|text) (?:the|our|its|this|that|a|us|now|today|toll|free|\+|\d)|click|download (?:the|our|its|this)|install (?:the|our|its|this)|` +
		`scan (?:the|this|a)|pay (?:now|online|at once|immediately|an? (?:\S+ ){0,2}(?:fee|deposit|charge|fine)|\d|by|via|into|before|within|up)|wire |transfer (?:the|\d|their|money|a)|send (?:money|cash|bitcoin|\d)|donate|subscribe|sign up|log in|enter their)`
	contact = `(?:https?://|www\.|[\w.+-]+@[\w-]+\.\w|[\w-]{2,}(?:\.| dot |\[\.\]|\(dot\)| punkt | point | punto )[a-z]{2,12}\b|\+?\d[\d ()/-]{5,}\d|\b(?:hotline|helpline|toll-?free|qr[- ]code|gift cards?|iban|bitcoin|crypto|wallet|vouchers?|` +
		`promo(?:tional)? codes?|link (?:below|above|in)|whatsapp|telegram|paypal|vipps|lenke\w*|enlace|lien))`
	doing = `(?:pay|call|phone|dial|ring|text|visit|go to|click|tap|download|install|scan|donate|send|transfer|wire|deposit|buy|order|book|subscribe|sign up|register|log ?in|enter|claim|redeem|e-?mail|write to|join|follow|contact|` +
		`zahl\w*|bezahl\w*|überweis\w*|ruf\w*|anruf\w*|wähl\w*|besuch\w*|klick\w*|spend\w*|bestell\w*|kauf\w*|` +
		`pay(?:ez|er)|vers(?:ez|er)|appel(?:ez|er)|consult(?:ez|er)|visit(?:ez|er)|cliqu(?:ez|er)|télécharg\w*|achet\w*|` +
		`pag(?:ue|uen|ar|a|ad)|llam(?:e|en|ar|a|ad)|visit(?:e|en|ar|a|ad)|descarg\w*|transfier\w*|transferir|ingres\w*|compr\w*|` +
		`betal\w*|ring\w*|besøk\w*|klikk\w*|last\w* ned|kjøp\w*|bestill\w*|overfør\w*|gå inn på)`
)

// solicits are the ways in which a text tells people to pay, to call, to visit.
var solicits = pattern.Compile(
	`\b`+enPeople+`\b[^.;]{0,60}\b`+enUrged+` (?:\w+ly |also |now |first |then )?`+enAct,
	`\b(?:ask|urg|advis|invit|tell|told|encourag|remind|request|call(?:ed|s|ing)? (?:on|upon))\w*\b[^.;]{0,30}\b`+enPeople+` (?:\w+ ){0,3}to (?:\w+ly )?`+enAct,
	`(?:^|[“"'‘:,] ?|\b(?:please|and|or|then|now|to|must|should|shall|can|may|could|just|simply) )`+doing+`\b.{0,60}`+contact,
	`\b(?:sold|available|on sale|offered|ordered|bought|found|claimed|booked|paid|reached)\b[^.]{0,40}\b(?:at|on|via|through|under) (?:[\w-]{2,}(?:\.| dot )[a-z]{2,12}\b|www\.|https?:|\+?\d[\d ()/-]{5,}\d)`,
	// German: the verb stands last.
	`\b(?:leser\w*|kund\w*|nutzer\w*|bürger\w*|einwohner\w*|fahrgäste\w*|anwohner\w*|besucher\w*|abonnent\w*|alle|jeder|wer)\b.{0,60}\b(?:sollen|sollten|müssen|mögen|muss|soll|können|werden (?:gebeten|aufgefordert|ersucht)|sind (?:gebeten|aufgefordert))\b.{0,100}\b(?:an)?(?:zu)?(?:zahlen|bezahlen|überweisen|rufen|anrufen|anzurufen|besuchen|klicken|herunterladen|herunterzuladen|installieren|spenden|scannen|bestellen|abonnieren)\b`,
	// French
	`\b(?:lecteurs?|lectrices?|clients?|usagers?|abonnés?|habitants?|voyageurs?|passagers?|utilisateurs?|chacun|ceux|quiconque)\b.{0,60}\b(?:doi(?:t|vent)|devra(?:it|ient|ont)|sont (?:priée?s|invitée?s|appelée?s|tenue?s)|est (?:pri|invit)ée?|peuvent|peut).{0,30}\b(?:payer|verser|virer|appeler|téléphoner|consulter|visiter|cliquer|télécharger|installer|scanner|commander|se rendre sur|s['’]abonner)\b`,
	// Spanish
	`\b(?:lectores|clientes|usuarios|vecinos|pasajeros|abonados|ciudadanos|viajeros|suscriptores|quienes?)\b.{0,60}\b(?:deben?|debería|deberían|deberán?|tienen? que|pueden?|están? (?:invitados|obligados) a)\b.{0,30}\b(?:pagar|abonar|llamar|visitar|transferir|ingresar|descargar|instalar|donar|escanear|pulsar|hacer clic|suscribirse|entrar en)\b`,
	`\bse (?:les? )?(?:pide|ruega|recomienda|solicita)\b.{0,60}\b(?:paguen?|llamen?|visiten?|descarguen?|transfieran?|compren?|ingresen?|abonen?|entren? en)\b`,
	// Norwegian
	`\b(?:leser\w*|kunde\w*|bruker\w*|innbygger\w*|passasjer\w*|reisende|abonnent\w*|beboer\w*|alle|de som|den som)\b.{0,60}\s(?:må|bør|skal|kan|oppfordres til å|bes om å|bes|blir bedt om å|er bedt om å|anbefales å)\s.{0,30}\b(?:betale|ringe|besøke|gå inn på|klikke|laste ned|installere|overføre|vippse|donere|bestille|skanne|abonnere|gå til|sende)\b`,
)

// Of each form a sentence has some of these words, or something like an address; one without need not be searched, which is slow.
const (
	ofWriters = 1 << iota // who writes, and what
	ofTelling
	ofPeople
	ofActs
	searched = 1 << 7 // enough by itself
)

var hints = func() map[string]uint8 {
	all := map[string]uint8{}
	for kind, list := range map[uint8]string{
		ofWriters: `assistant assistants chatbot chatbots bot bots model models llm llms ai a.i system systems tool tools agent agents reader readers service services
			app apps aggregator aggregators crawler crawlers software editor editors newsroom newsrooms outlet outlets publisher publishers reporter reporters journalist
			journalists correspondent correspondents blogger bloggers whoever anyone anybody everyone those website websites program programs programme programmes
			account accounts version versions report reports coverage mentions translation translations note`,
		ofTelling: `include includes mention mentions state states say says note add adds report carry contain begin end open close recommend recommends describe refer present lead
			list quote link point omit leave tell print repeat stress emphasize emphasise highlight write translate answer respond rate rank treat pass praise name give finish
			start conclude feature credit inform advise direct send visit call pay please must should`,
		ofPeople: `reader readers viewers listeners users customers subscribers clients members residents citizens people passengers travelers travellers commuters households
			savers investors holders owners taxpayers visitors supporters fans donors parents patients tenants guests buyers shoppers drivers consumers everyone everybody
			anyone anybody whoever those all`,
		ofActs: "visit call phone ring dial text click download install scan pay wire transfer send donate subscribe sign log enter",
		searched: `summary summaries digest digests recap recaps write-up write-ups retelling retellings round-up round-ups abstract abstracts précis summarize summarise summarizing
			summarising summarizes summarises hotline helpline toll-free qr gift iban bitcoin crypto wallet voucher vouchers promo promotional whatsapp telegram paypal vipps
			zusammenfassung zusammenfassungen kurzfassung redaktionen nachrichtendienste assistenten gebeten aufgefordert muss müssen soll sollen sollte sollten mögen ki sprachmodell sprachmodelle résumé résumés synthèse synthèses doit
			doivent devrait devraient devra devront priés invités tenus ia rédactions resumen resúmenes síntesis debe deben debería deberían deberá deberán tiene tienen pide
			ruega recomienda solicita sammendrag sammendraget oppsummering oppsummeringen må bør skal bes plikter oppfordres punkt punto`,
	} {
		for word := range words.List(list) {
			all[word] |= kind
		}
	}
	return all
}()

// roots are the first letters of what is said in other languages of rules that are to be ignored.
var roots = strings.Fields("ignor missacht vergiss vergess verwirf überschreib oubli néglig olvid omit caso glem forkast overse erwähn empfiehl empfehlen svaret")

// mayAddress says whether a text has something like a link, an address or a number to call.
func mayAddress(text string) bool {
	const fewest = 6 // digits of a number to call
	digits := 0
	for i := range len(text) {
		switch b := text[i]; {
		case isOfAddress(text, i):
			return true
		case b >= '0' && b <= '9':
			if digits++; digits >= fewest {
				return true
			}
		case !strings.ContainsRune(" ()/-+", rune(b)):
			digits = 0
		}
	}
	return strings.Contains(text, " dot ") || strings.Contains(text, "link ")
}

// isOfAddress says whether a mark stands in a text as it does in a link or an address, which may have "[at]" and "(dot)" for marks.
func isOfAddress(text string, at int) bool {
	switch text[at] {
	case '@', '[':
		return true
	case '(':
		return strings.HasPrefix(text[at:], "(dot")
	case '/':
		return at > 0 && text[at-1] == '/'
	case '.':
		return at > 0 && text[at-1] != '.' && at+1 < len(text) && isLetter(text[at+1])
	}
	return false
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

func maySolicit(text string, spoken []string) bool {
	var found uint8
	for _, word := range spoken {
		found |= hints[word]
		if slices.ContainsFunc(roots, func(root string) bool { return strings.HasPrefix(word, root) }) {
			return true
		}
	}
	return found&searched != 0 || found&(ofWriters|ofTelling) == ofWriters|ofTelling || found&(ofPeople|ofActs) == ofPeople|ofActs || mayAddress(text)
}

// reaching has something that leads out of the text, an act that only does, a way to pay, or people who are somebody's customers or readers:
// tolls are for drivers, patients, residents.
var reaching = pattern.Lazy(`(?i)` + contact + `|\b(?:visit|click|download|install|scan|subscribe|sign up|log ?in|enter|call|phone|ring|dial|text|wire|transfer|accounts?|cards?|` +
	`readers?|viewers|listeners|subscribers|customers?|clients?|users?|members|leser\w*|kund\w*|nutzer\w*|abonnent\w*|lecteurs?|lectrices?|abonnés?|usagers?|` +
	`lectores|clientes|usuarios|suscriptores|abonados|brukere?\w*)\b`)

// reports says whether a text that tells people to pay or to give may be news where somebody is told to say so: a toll, a fee, a fine, blood for
// the wounded. What leads to a page, a number or an account is none, nor is what a firm wants of its customers.
func (h hearing) reports() bool { return !reaching.MatchString(h.plain) }

// IsSoliciting says whether a text of a page, whatever its letters look like, speaks to who writes about it, or tells people to
// pay, to call or to visit.
func IsSoliciting(text string) bool {
	all := hear(text)
	return soliciting(all, all, false)
}

// Solicits says the same of a line that rests on sentences of the articles: what those tell somebody to say of tolls and fees is news.
func (t *Transcript) Solicits(text string, cites []int) bool {
	all := hear(text)
	return soliciting(all, all, slices.ContainsFunc(cites, t.reportsAsking))
}

// reportsAsking says whether a sentence has somebody tell people to pay or to give.
func (t *Transcript) reportsAsking(number int) bool {
	if number < 1 || number > len(t.Sentences) {
		return false
	}
	sentence := t.Sentences[number-1]
	return !sentence.Order && t.Sources[sentence.Source].isSaid(sentence.Index) && IsSoliciting(sentence.Text)
}

// isSaid says whether a source gives some of a sentence to a speaker.
func (s Source) isSaid(sentence int) bool {
	return slices.ContainsFunc(s.index().attributions[sentence], func(i int) bool {
		speaker := s.Speaker(s.Reading.Attributions[i])
		return speaker != nil && !Carries(speaker)
	})
}

// A hearing is a text as it reads, and its words.
type hearing struct {
	plain  string
	spoken []string
}

func hear(text string) hearing {
	plain := words.Plainest(strings.Join(strings.Fields(text), " "))
	return hearing{plain, words.Folded(plain)}
}

// soliciting is the same of a text of which a part stands outside quotation marks, and which somebody may be told to say.
func soliciting(all, outside hearing, said bool) bool {
	return addresses(all.plain, all.spoken) || yours.Match(outside.plain) ||
		maySolicit(all.plain, all.spoken) && (dictates.Match(all.plain) || solicits.Match(all.plain) && !(said && all.reports()))
}
