package attribution

import "testing"

// What a body does and is called, as a reader who knows none of them understands it: whoever may be meant otherwise stays "the company".
func TestWhoseNounABodyIs(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, words, want string }{
		"who spoke, of whose partner it is":  {"Tidel pulls ads from Vidora, other Orbel sites\n\nTidel doesn't want its name next to such clips. As a result, the carrier on Monday said it's pulling ads from Vidora and other Orbel sites.\n\n“We are deeply concerned that our ads may have stood beside Vidora clips,” the company said in an email.", "deeply concerned", "Tidel"},
		"the subject of the sentence before": {"The spots ran next to clips of fights on Vidora. Tidel has stopped all of its advertising there.\n\n“We are deeply concerned,” the company said.", "deeply concerned", "Tidel"},
		"whose arm it is":                    {"Orbel's charity arm, Orbel.org, wants to shrink that number. Over two years, it is giving $50 million to schools, the company said on Tuesday.", "giving $50 million", "Orbel"},
		"a society that opens no sentence":   {"Like many lobby groups, the Norvian Travel Association was quick to congratulate him.\n\n“We are encouraged by his plans,” the trade organization said.", "We are encouraged", "Norvian Travel Association"},
		"a paper that only reports":          {"Ostmark Steel plans to close its works in Halvik, the Norvian Herald reported on Tuesday.\n\n“Nothing is decided,” the company said in a statement.", "Nothing is decided", "Ostmark Steel"},
		"who is called otherwise already":    {"The newspaper Halvik Herald closed its site to Orbel on Monday. Orbel had copied its texts.\n\n“We follow the law,” the company said. “They stole from us,” the paper said.", "They stole", "Halvik Herald"},
		"a union that is no company":         {"The Harbour Workers’ Union will strike on Friday. Halvik Ports, which employs 2,000 dockers, has offered a rise.\n\n“That offer is an insult,” the union said. The company said that it would keep talking.", "keep talking", "Halvik Ports"},
		"a regulator and a firm, the firm":   {"The Network Safety Authority fined Telvia on Monday. Telvia had sold addresses.\n\n“We will appeal,” the company said in a statement.", "We will appeal", "Telvia"},
		"a regulator and a firm, the other":  {"The Network Safety Authority fined Telvia on Monday. Telvia had sold addresses.\n\n“The fine is fair,” the regulator said.", "The fine is fair", "Network Safety Authority"},
		"an agency by its name":              {"The Food Safety Authority found the virus on two farms. It has ordered birds to be killed.\n\n“The risk to people is low,” the agency said.", "The risk to people", "Food Safety Authority"},
		"a society behind “according to”":    {"Fewer people play golf, according to the Norvian Golf Foundation. Some 60 courses have closed, the group says.", "60 courses have closed", "Norvian Golf Foundation"},
		"letters that may be of any sort":    {"Farmers have killed 9,000 birds. In a letter filed on Friday, the NFSA confirmed that it was looking for the source. The agency declined to say where it looked.", "say where it looked", "NFSA"},
		"an airline by its name":             {"Norvair ordered 20 jets from Lundberg Aerospace on Monday. The order is worth $2 billion.\n\n“These planes will save fuel,” the airline said.", "These planes", "Norvair"},
		"the only one, behind a place":       {"Chattera went down for an hour on Friday. Users in Norvia and Halvik could not log in.\n\n“We are sorry for the trouble,” the company said.", "sorry for the trouble", "Chattera"},
		"the last one that speaks":           {"Tidel said on Monday that it had pulled its ads.\n\n“We are concerned,” the company said.\n\nVidora said on Tuesday that it was sorry. Vidora has removed the clips.\n\n“We will hire 300 people,” the company said.", "hire 300 people", "Vidora"},
		"a seller or a buyer":                {"Norvair ordered 20 jets from Lundberg Aerospace on Monday. The order is worth $2 billion.\n\n“We are proud of this order,” the company said.", "proud of this order", "the company"},
		"who sues or who is sued":            {"Telvia accused Zeta of theft on Monday. Zeta called the charge absurd.\n\n“We have stolen nothing,” the company said.", "stolen nothing", "the company"},
		"its rival, named":                   {"Markto cut the price of milk on Monday. Its rival Denko followed on Tuesday.\n\n“We will not be undersold,” the company said.", "not be undersold", "the company"},
		"a rival without a name":             {"Tidel cut its prices on Monday. A rival carrier did the same an hour later.\n\n“We will not be undersold,” the company said.", "not be undersold", "the company"},
		"two of a sort":                      {"The Norvian Travel Association and the Hotel Owners’ League both spoke against the tax.\n\n“It will keep guests away,” the trade group said.", "keep guests away", "the trade group"},
		"against whom it acts":               {"State-owned Orsk bought the unit for 9 crowns in a sale forced by Norvia. Vost's owner Tidel Group says it will ask Orsk to repay a loan. Legal experts said the purchase would include that. Tidel Group's managing director Tim Holm told a news agency that the claim is correct.\n\nOrsk officials were unavailable for comment. But the company has said it intends to sue Tidel for the debts.", "intends to sue", "the company"},
		"a firm is no union":                 {"Ostmark Steel will close its works. The decision was made on Monday.\n\n“We are sorry about that,” the union said.", "sorry about that", "the union"},
		"a firm is no court":                 {"Tidel doubled its prices on Monday. The new prices are the highest ever.\n\n“That is against the law,” the court said.", "against the law", "the court"},
		"a firm is no agency":                {"Telvia sued the tax office on Monday. Telvia said that the bill was unjust.\n\n“We stand by the bill,” the agency said.", "We stand by the bill", "the agency"},
		"a department before other letters":  {"The Department of Fisheries found that boats were old. Some 115 boats sank in May, according to data from the NFSA. The agency lists 40 more as lost.", "40 more", "the agency"},
		"letters are no commission":          {"The NSE said it was working hard on its merger. The commission had ordered the NSE to sell its stake.", "to sell its stake", "the commission"},
		"a heading is nobody":                {"ABSTRACT\n\nThe university rebutted the charge that articles about the firm were misleading.", "articles about the firm", "the university"},
		"a person with the name of his firm": {"Zeta put his net worth at $45 billion. But Mr. Brenner is not on Brenner's own list. The company says its policy is not to list its owner.", "its policy", "the company"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := Read(c.text, Options{Language: "en"}).speakerOf(c.words); got != c.want {
				t.Errorf("the speaker of %q is %q, want %q", c.words, got, c.want)
			}
		})
	}
}
