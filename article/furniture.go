package article

import (
	"strings"
	"unicode/utf8"

	"parley/pattern"
)

// maxFurniture is the longest line that may be furniture, in characters: what is longer says something.
const maxFurniture = 300

// Furniture returns the lines of a text that belong to the page and not to the article, in ascending order: addresses
// of reporters, invitations to follow, read on or sign up, credits, copyright lines, rules. Each span is a whole line
// without its "\n". A line with a quotation in it is never furniture.
func Furniture(text string) []Span {
	var spans []Span
	start := 0
	for line := range strings.Lines(text) {
		if isFurniture(line) {
			spans = append(spans, Span{start, start + len(strings.TrimSuffix(line, "\n"))})
		}
		start += len(line)
	}
	return spans
}

func isFurniture(line string) bool {
	line = strings.TrimSpace(line)
	if line == "" || utf8.RuneCountInString(line) > maxFurniture {
		return false
	}
	words := strings.TrimLeft(line, " •●▪■◆►▶▸›»>*·–—-_|[")
	isRule := !strings.ContainsFunc(words, isLetterOrDigit) // of stars or dashes
	words = strings.TrimRight(words, " ›»>*_|]")
	isDate := !parseDate(words).IsZero() // the page's, on a line of its own
	return isRule || isDate || !hasQuotation(line) && !reports(line) && (furniture.Match(words) || !isStatement(line) && fragments.Match(words))
}

var (
	reportVerb = pattern.Lazy(`(?i)\b(?:sa(?:id|ys)|told|wrote|writes|found|show(?:ed|s)|accus(?:ed|es)|warn(?:ed|s)|announced|argue[ds]|admitted|denied|claim(?:ed|s))\b`)
	finiteVerb = pattern.Lazy(`(?i)\b(?:is|are|was|were|has|have|had|will|would)\b`)
)

// reports tells a sentence in which somebody says something, or something comes out.
func reports(line string) bool { return strings.HasSuffix(line, ".") && reportVerb.MatchString(line) }

// isStatement tells a sentence with a verb of its own.
func isStatement(line string) bool {
	return strings.HasSuffix(line, ".") && finiteVerb.MatchString(line)
}

var quotation = pattern.Lazy(`[“„«]\s*\S+\s+\S+\s+\S+[^”“»]*[”“»]|(?:^|\s)"\S+\s+\S+\s+\S[^"]*"|''\S+\s+\S+\s+\S.*''`)

// hasQuotation reports three words or more between quotation marks.
func hasQuotation(line string) bool {
	return strings.ContainsAny(line, "“„«\"'") && quotation.MatchString(line)
}

// furniture holds the rules, by what they recognise. A rule that begins like a sentence of prose might asks for its end too.
var furniture = pattern.Compile(
	// How to reach the reporter.
	`\bcan be (?:reached|contacted|emailed|e-mailed|followed)(?: directly)? (?:at|on|by|via|through)\b.{0,80}(?:@|\d{3}|\be-?mail|\bphone|\btwitter|\bfacebook|\blinkedin|\w\.(?:com|org|net|edu|gov)\b)`,
	`^(?:e-?mail|contact|reach|write to|tweet|twitter|facebook|instagram|linkedin|bluesky|mastodon|threads|tel|phone)\b[^.!?]{0,80}(?:@\S|https?://|www\.|\d{3}[-. ]\d{4})`,
	`^@\w{2,30}\.?$`,
	// Follow.
	`^(?:(?:please |you can )?follow|like|find|join|tweet|connect with) (?:us|me|him|her|them|@\w+|[^\s,]+(?: [^\s,]+){0,4}?) (?:\(?@\w+\)? )?on (?:twitter|facebook|instagram|x|threads|bluesky|mastodon|linkedin|telegram|whatsapp|youtube|tiktok|google news|social media)\b`,
	`^follow (?:@\w+.{0,60}|us[.!:]?)$`,
	// Comments.
	`^(?:please )?(?:read|see|review|consult|note) our (?:comment(?:s|ing)?|community|moderation|discussion) (?:policy|policies|guidelines|rules|standards)`,
	`^(?:join the (?:conversation|discussion)|leave a (?:comment|reply)|have your say|comments? (?:are|is) (?:now )?closed|(?:view|show|hide|read|see|post|add) (?:all |a )?(?:\d+ )?comments?|\d+ comments?|what do you think\?)(?: (?:below|here|in the comments)[^.]{0,40})?[.!?:]?$`,
	// Read on.
	`^(?:read (?:more|also|next|on|this|it|the (?:full|whole|complete|entire) (?:story|article|report|interview|post|piece|transcript|text))|also read|see (?:more|also)|more (?:on this|from|in|about|news|stories|coverage|to (?:read|come))|related|(?:related|recommended|popular|featured|latest|more|top|other) (?:stories|articles|content|coverage|links|posts|news|videos?|reading|topics|story|article|post)|you (?:may|might) (?:also )?(?:like|be interested in)|don['’]?t miss|do not miss|recommended(?: for you)?|editor['’]?s['’]? (?:picks?|note)?|most (?:read|popular|viewed|shared)|trending(?: now)?|up next|next up|previous|continue reading|keep reading|story continues(?: below)?|article continues(?: below)?|watch|watch (?:more|also|now|next|live)|listen|video|in pictures|in photos|gallery|explainer|opinion|analysis|must[- ]read|get more|full coverage|go deeper|what to read next|lesen sie (?:auch|mehr|weiter)|mehr zum thema|auch interessant|lire aussi|à lire aussi|sur le même sujet|en savoir plus|lea también|leer más|te puede interesar|leggi anche|leia (?:também|mais)|lees ook|läs (?:också|mer)|читайте также)(?:\s*[:|»›→…].{0,200}|\s*(?:here|below)?[.!]?)$`,
	`^(?:read more|see more|more great|more from|more on|read the (?:full|whole|complete|entire)) [^.!?,]{0,80}:?$`,
	`^(?:read|see|watch|listen to|view|find|hear)\b[^.!?]{0,80}\b(?:here|above|below)(?: on [\w .]{0,30})?[.:]?$`,
	`^(?:click|tap|press) (?:here|on|the)\b[^!?]{0,150}$`,
	`^(?:skip|back|jump|return) to (?:main |the |top |page )?(?:content|top|home|article|start|navigation|menu)\b[^.]{0,40}$`,
	// Sign up.
	`^(?:(?:please )?(?:sign up|subscribe|register|download|install|get|join|support|become|start|try|unlock|receive|want|enter|donate|like what)\b).{0,160}\b(?:newsletters?|inbox|mailing list|e-?mail alerts?|push alerts?|notifications|our (?:free )?app|news app|subscri(?:be|ber|bers|ption|ptions)|our podcast|our (?:\S+ )?channel|unlimited (?:digital )?access|your e-?mail(?: address)?|today['’]s headlines|independent journalism|our journalism)\b`,
	`^(?:subscribe|sign up|log in|sign in|register|newsletter|subscribe (?:now|today|here|to [\w ]{1,40}))[.!:]?$`,
	`\b(?:newsletter abonnieren|inscrivez-vous à (?:notre|la) newsletter|suscríbete a (?:nuestro|la) (?:boletín|newsletter))\b`,
	// Credits.
	`^.{0,150}[/|(] ?(?:AP|AP Photo|AFP|Getty(?: Images)?|Reuters|EPA|EPA-EFE|Bloomberg|Shutterstock|iStock|Alamy|dpa|ANSA|Xinhua|PA|PA Wire|Press Association|Associated Press|File|File Photo|Handout|Pool)(?:[ /][^.!?]{0,60})?\)?$`,
	`^(?:\S+ ){0,4}via (?:AP|AFP|Getty Images|Reuters|Twitter|Instagram|Facebook)\)?\.?$`,
	`^(?:getty(?: images)?|reuters|afp|epa|ap photo|associated press|shutterstock)\.?$`,
	`^.{2,160} contributed (?:reporting|research|to (?:this|the) (?:report|story|article|post|piece|column))\b.{0,80}$`,
	`^(?:\p{Lu}[\w.'’-]+ ){1,3}(?:(?:and (?:\p{Lu}[\w.'’-]+ ){1,3}))?reported from (?:\p{Lu}[\w.'’-]+[ .,]?){1,4}$`,
	`^\(?(?:h/?t|hat tip)\b.{0,80}$`,
	// Rights and the life of the page.
	`^(?:most read|most popular|most viewed|trending|meistgelesen|les plus lus|lo más leído|i più letti|mais lidas|meest gelezen|najczęściej czytane) (?:in|on|from|i[mn]|dans|en|em|op|w) [^.!?]{1,40}$`,
	`^(?:(?:estimated )?reading time|lesezeit|temps de lecture|tiempo de lectura|tempo di lettura|tempo de leitura|leestijd|czas czytania|час читання|время чтения)\s*:?\s*[<~]?\s*\d.{0,20}$|^\d{1,2}[- ]min(?:ute)?s? read$`,
	`^(?:©|ⓒ|copyright ⓒ|\(c\) ?\d|copyright\b.{0,30}(?:19|20)\d\d)`,
	`\ball rights reserved\b|\bmay not be (?:published|reproduced|republished|copied)\b.{0,40}\b(?:broadcast|rewritten|redistributed|permission)\b`,
	`^(?:this|the) (?:story|article|post|report|piece|page)(?: (?:has been|was|is)) (?:updated|being updated|first published|originally published|last updated|republished|syndicated|developing)\b.{0,200}$`,
	`^(?:this (?:story|article|post|report|piece|page)|the (?:story|article|post|piece|page)) (?:has been|was|is) (?:part of|supported by|produced)\b.{0,200}$`,
	`^(?:this is a )?(?:developing|breaking) (?:news )?story\b.{0,80}$`,
	`^(?:advertisement|advertising|sponsored(?: content)?|paid content|promoted|anzeige|publicité|publicidad|share(?: this(?: (?:article|story|post|page))?)?(?: on (?:facebook|twitter|x|whatsapp))?|tweet|print(?: this page)?|e-?mail this|copy link|save|menu|loading(?:\.{3}|…)?|close|image|online|tags|filed under|topics|categories|comments|written by|author|about the author)\s*:?$`,
	`^(?:tags|filed under|topics|categories|posted in|keywords)\s*:\s.{1,200}$`,
)

// fragments holds rules that a sentence with a verb of its own may meet as well.
var fragments = pattern.Compile(
	`^\(?(?:photos?|images?|pictures?|photographs?|videos?|graphics?|illustrations?|photo illustration|(?:photo|image|picture|video) (?:credits?|source)|credits?|featured (?:photo|image)|foto|bild|crédit photo)(?: ?(?:by|courtesy(?: of)?|via|from)\b|\s*[:©]).{1,120}$`,
	`^\(?(?:additional |further )?(?:reporting|writing|editing|compiled|graphics) by .{2,200}$`,
	`^(?:(?:first |originally |last )?(?:published|updated|posted|modified)|last update)(?:\s*(?:on|at|:)\b?).{0,60}\d.{0,30}$`,
)

// dropFurniture leaves out of a page's blocks what only serves the page: furniture, the title again, captions, lines
// that are links and nothing else, lists of signatories, and headings under which nothing is left.
func dropFurniture(blocks []block, title string) []block {
	title = letters(title)
	var kept []block
	for _, b := range blocks {
		short := utf8.RuneCountInString(b.text) < maxFurniture
		// A link that shows its address was written by an author, not by a template.
		// A paragraph that is one link was, too.
		linked := 5*b.linked >= 4*len(b.text) && !b.heading && !strings.HasPrefix(b.text, "http") && !endsSentence(b.text)
		if short && (b.caption || linked || isFurniture(b.text) || letters(b.text) == title) {
			continue
		}
		kept = append(kept, b)
	}
	kept = withoutSignatories(kept)
	for len(kept) > 0 && kept[len(kept)-1].heading {
		kept = kept[:len(kept)-1]
	}
	return kept
}

// endsSentence reports prose that ends as a sentence does; headlines do not.
func endsSentence(s string) bool {
	return isProse(s) && strings.HasSuffix(strings.TrimRight(s, "\"”’')»“ "), ".")
}
