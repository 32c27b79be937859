package attribution

import "strings"

// A bodySort is what a body may be, as its name or a noun for it tells: all bits of which it may be one. 0 is untold.
type bodySort uint32

const (
	business bodySort = 1 << iota
	bank
	airline
	carmaker
	studio
	trade // the businesses of which no name tells: "the retailer"
	society
	charity
	union
	office
	department
	school
	medium
	broadcaster
	club
	party
	house // a hospital, a museum, a church
	realm // what a word of the name itself has to bear out, for there is but one, or none need be named: "the government", "the commission"
)

const (
	businesses = business | bank | airline | carmaker | studio | trade
	societies  = society | charity | union
	offices    = office | department
	wide       = business | society | office
	// brand is what a name may be of which no word tells: "Halvik" is a firm, a band or a newspaper, but no ministry.
	brand = businesses | society | charity | medium | broadcaster | club
)

// nounSorts are the nouns that news calls a body by.
var nounSorts = sortWords(map[bodySort]string{
	business:           "company firm giant",
	business | society: "group",
	society | office:   "organisation organization body watchdog",
	bank:               "bank lender",
	airline:            "airline carrier",
	carmaker:           "carmaker automaker",
	studio:             "studio label",
	trade:              "retailer chain insurer startup start-up manufacturer maker drugmaker publisher operator",
	society:            "association federation coalition nonprofit non-profit",
	charity:            "charity foundation",
	union:              "union",
	office:             "agency regulator",
	department:         "department ministry",
	school:             "university college school",
	society | school:   "institute",
	medium:             "newspaper paper magazine",
	broadcaster:        "network",
	club:               "club team",
	party:              "party campaign camp",
	house:              "hospital museum church",
	realm:              "government administration court office state nation country press media commission committee council board bureau authority",
})

// nameSorts are the words of bodies' names that tell what they are.
var nameSorts = sortWords(map[bodySort]string{
	business:                        "corp corp. corporation inc inc. co co. ltd ltd. plc company industries partners holdings",
	business | trade:                "ferries railway railways systems technologies aerospace pharmaceuticals stores foods steel chemicals electronics software brands",
	business | society:              "group",
	business | bank:                 "bank",
	business | airline:              "airlines airways air",
	business | carmaker:             "motors",
	business | studio:               "studios pictures productions records",
	society:                         "federation alliance coalition league society movement caucus forum",
	society | charity:               "foundation",
	society | union:                 "union association guild",
	office:                          "agency bureau authority administration service police",
	office | society:                "commission council board committee",
	office | department:             "department ministry",
	school:                          "university college school",
	society | school:                "institute",
	medium:                          "times post journal tribune herald magazine gazette globe chronicle review newspaper",
	medium | broadcaster | business: "news radio television tv fox cnn nbc abc cbs msnbc network",
	club:                            "club",
	party:                           "party republicans democrats conservatives liberals",
	house:                           "hospital museum church",
	realm:                           "government court parliament assembly senate congress house office army navy",
})

func sortWords(lists map[bodySort]string) map[uint64]bodySort {
	sorts := map[uint64]bodySort{}
	for sort, list := range lists {
		for w := range strings.FieldsSeq(list) {
			sorts[hashWord(w)] = sort
		}
	}
	return sorts
}

// fits reports whether a noun of this sort can mean a body of sort b.
func (noun bodySort) fits(b bodySort) bool {
	return noun&realm == 0 && (noun == 0 || b == 0 || noun&b != 0 || b&^wide == 0 && noun.wider()&b != 0)
}

// wider are the sorts that have this one: "the retailer" may be a body of which its name tells only that it is a business.
func (noun bodySort) wider() bodySort {
	var wider bodySort
	for all, one := range map[bodySort]bodySort{businesses: business, societies: society, offices: office} {
		if noun&all != 0 {
			wider |= one
		}
	}
	return wider
}

// bodySortOf is what an entity may be by its name, or by what it was called since. Letters may be anything.
func (s *scan) bodySortOf(e *entity) bodySort {
	x := &s.mentions[e.mention]
	if x.kind != named {
		return 0
	}
	if told := s.toldSort(x); told != 0 {
		return told
	}
	if e.called != 0 || s.isAcronym(x) {
		return e.called
	}
	return brand
}

// toldSort is what a noun before the name of a body, or the last word of the name that tells it, says of it, or 0.
func (s *scan) toldSort(x *mention) bodySort {
	if sort := nounSorts[s.around(int(x.name), -1).hash]; x.name > x.from && sort != 0 {
		return sort | sort.wider() // "the charity Lantern"
	}
	if h := &s.tokens[x.head]; strings.HasSuffix(s.text[h.Start:h.End], ".org") {
		return society | charity
	}
	for i := x.head; i >= x.name; i-- {
		if sort := nameSorts[s.tokens[i].hash]; sort != 0 {
			return sort
		}
	}
	if p, ok := s.partyByName(x); ok && p.Kind == "political party" {
		return party
	}
	if h := &s.tokens[x.head]; strings.HasSuffix(s.text[h.Start:h.End], "air") { // "Norvair"
		return business | airline
	}
	return 0
}
