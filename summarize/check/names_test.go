package check

import (
	"parley/article"
	"parley/summarize/transcript"
	"strings"
	"testing"
)

func TestKeepsNames(t *testing.T) {
	t.Parallel()
	checkRule(t, quay, keepsNames, map[string]ruleRow{
		"the same":                         {[]int{mayorSaid}, "", "Feld said the delay would cost jobs.", "stands"},
		"the full name by its end":         {[]int{mayorQuoted}, "", "Runa Feld told reporters.", "stands"},
		"a common word first":              {[]int{council}, "", "Officials put the quay off.", "stands"},
		"a title":                          {[]int{mayorSaid}, "", "The Mayor said so.", "stands"},
		"the speaker, named by By":         {[]int{unionSaid}, "Tor Lindgaard", "[Tor Lindgaard] would never sell boats.", "stands"},
		"a day is for another rule":        {[]int{council}, "", "The council met on Friday.", "stands"},
		"a name of the sentence before":    {[]int{ministry}, "", "Lindgaard wants an answer.", "stands"},
		"a name of three sentences before": {[]int{ministry}, "", "The Harbour Party wants an answer.", "doubted: has a name from elsewhere"},
		"a name of a later sentence":       {[]int{mayorSaid}, "", "Lindgaard said the delay would cost jobs.", "doubted: has a name from elsewhere in the article"},
		"a name of four sentences before":  {[]int{unionSaid}, "", "Osterby and its Tuesday would never sell.", "doubted: has a name from elsewhere in the article"},
		"a person within":                  {[]int{mayorSaid}, "", "The delay would cost Olav Brekke jobs.", "falls: has a name that its sentences lack (‘Olav’ is not in 2, nor in any other sentence)"},
		"a person first":                   {[]int{mayorSaid}, "", "Olav Brekke said the delay would cost jobs.", "falls: has a name that its sentences lack"},
		"a body within":                    {[]int{mayorSaid}, "", "The delay would cost the Velda Group jobs.", "falls: has a name that its sentences lack"},
		"an acronym of nobody":             {[]int{mayorSaid}, "", "The delay would cost the VLG jobs.", "falls: has a name that its sentences lack"},
		"one unknown word first":           {[]int{mayorSaid}, "", "Veldania said the delay would cost jobs.", "doubted: opens with a word that may be a name"},
		"a place within":                   {[]int{mayorSaid}, "", "The delay would cost Ankara jobs.", "doubted: has a place that its sentences lack"},
		"people of a place":                {[]int{mayorSaid}, "", "The delay would cost the Vermonter jobs.", "doubted: has a place that its sentences lack"},
		"a person behind a place":          {[]int{mayorSaid}, "", "The delay would cost Ankara and Brekke jobs.", "falls: has a name that its sentences lack"},
		"a name of an order":               {[]int{council}, "", "The council bought Lumora lamps.", "falls: has a name that its sentences lack"},
		"a name of an order before":        {[]int{behindOrder}, "", "The petition lies beside Lumora lamps.", "falls: has a name that its sentences lack"},
	})
}
func TestKeepsNamesUnderOtherNames(t *testing.T) {
	t.Parallel()
	checkRule(t, strait, keepsNames, map[string]ruleRow{
		"US for American":                        {[]int{envoy}, "", "An envoy of the US was there.", "stands"},
		"U.S. for American":                      {[]int{envoy}, "", "A U.S. envoy was there.", "stands"},
		"Washington for American":                {[]int{envoy}, "", "An envoy of Washington was there.", "stands"},
		"America for American":                   {[]int{envoy}, "", "An envoy of America was there.", "stands"},
		"US for Washington":                      {[]int{gift}, "", "The US made an offer.", "stands"},
		"American for Washington":                {[]int{gift}, "", "It was an American offer.", "stands"},
		"United States for Washington":           {[]int{gift}, "", "The United States made an offer.", "stands"},
		"Norway for Norwegian":                   {[]int{envoy}, "", "He met officials of Norway.", "stands"},
		"Norwegian for Norway":                   {[]int{iceBreaker}, "", "The Norwegian state pays for the ship.", "stands"},
		"Norwegians for Norway":                  {[]int{iceBreaker}, "", "The Norwegians pay for the ship.", "stands"},
		"Swedish for Norway":                     {[]int{iceBreaker}, "", "The Swedish state pays for the ship.", "doubted: has a place that its sentences lack"},
		"Democrats for Democratic":               {[]int{senators}, "", "The Democrats saw no fraud.", "stands"},
		"Republicans for Democratic":             {[]int{senators}, "", "The Republicans saw no fraud.", "falls"},
		"an acronym with dots and an ending":     {[]int{review}, "", "A judge ordered the N.B.I.’s review.", "stands"},
		"an acronym without dots":                {[]int{review}, "", "A judge ordered the NBI review.", "stands"},
		"an acronym that the text brings in":     {[]int{authority}, "", "The NHA must publish its accounts.", "stands"},
		"an acronym with dots that it brings in": {[]int{authority}, "", "The N.H.A. must publish its accounts.", "stands"},
		"an acronym with other letters":          {[]int{authority}, "", "The NHB must publish its accounts.", "falls: has a name that its sentences lack"},
		"a short given name":                     {[]int{review}, "", "The judge Bill Holt ordered a review.", "stands"},
		"an initial for a given name":            {[]int{review}, "", "The judge W. Holt ordered a review.", "stands"},
		"an initial that nobody has":             {[]int{review}, "", "The judge Q. Holt ordered a review.", "doubted: has an initial that its sentences lack"},
		"a negated command":                      {[]int{review}, "", "Holt said: Don’t do it. Do not.", "stands"},
		"another given name":                     {[]int{review}, "", "The judge Robert Holt ordered a review.", "falls: has a name that its sentences lack"},
		"a given name from elsewhere":            {[]int{review}, "", "The judge Karl Holt ordered a review.", "doubted: has a name from elsewhere in the article"},
		"the sentence before names him":          {[]int{nobodyQuoted}, "", "The books will lie open, said Mads Thorne.", "stands"},
		"somebody else of the article":           {[]int{notSaid}, "", "The crane of Lena Roth may be sold.", "doubted: has a name from elsewhere in the article"},
		"a second sentence":                      {[]int{fee}, "", "The council raised the fee. Passengers must pay.", "stands"},
		"behind a colon":                         {[]int{fee}, "", "The council decided: Passengers must pay.", "stands"},
		"a second sentence's name":               {[]int{fee}, "", "The council raised the fee. Olav Brekke must pay.", "falls: has a name"},
		"a name behind a title":                  {[]int{fee}, "", "The council heard Gov. Brekke.", "falls: has a name"},
		"an alias from elsewhere":                {[]int{fee}, "", "The fee pleases America.", "doubted: has a name from elsewhere in the article"},
	})
}

func TestKeepsNamesInGerman(t *testing.T) {
	t.Parallel()
	text := "Der Rat von Halvik hob die Gebühr an.\n\nLena Roth lehnt sie ab.\n"
	german := transcript.Read(&article.Article{Text: text, Language: "de"})
	for name, row := range map[string]ruleRow{
		"a noun first that the article lacks": {[]int{1}, "", "Gestern stieg die Gebühr.", "stands"},
		"a noun that the article lacks":       {[]int{1}, "", "Die Gebühr stieg durch einen Beschluss.", "doubted: has a noun"},
		"a given name":                        {[]int{1}, "", "Die Gebühr stieg durch Karl.", "falls: has a name"},
		"a whole name":                        {[]int{1}, "", "Die Gebühr stieg durch Torunn Brekke.", "falls: has a name"},
		"an acronym":                          {[]int{1}, "", "Die Gebühr stieg durch die KRV.", "falls: has a name"},
		"a name first from elsewhere":         {[]int{1}, "", "Roth hob die Gebühr an.", "doubted: has a name from elsewhere"},
	} {
		if got := verdict(keepsNames(german, DraftClaim{Sentences: row.cites, Text: row.text}, german.Cited(row.cites))); !strings.HasPrefix(got, row.want) {
			t.Errorf("%s: %s, want %s", name, got, row.want)
		}
	}
}
