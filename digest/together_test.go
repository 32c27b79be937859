package digest

import (
	"slices"
	"testing"

	"parley/article"
)

// three articles of which the first and the last tell one story; the two stories share weekdays, a party and a capital.
func given() []*article.Article {
	ferry := "The council of Northmark put off a vote on its island ferries on Tuesday. Mayor Ada Lindqvist, a Democrat, told Nordvik Lines that the electric boats come in October. " +
		"Lars Holm of the Islanders said in Halvik on Monday that the ferries to Stora Skar are late. Republicans of Halvik want the old boats."
	again := "In Northmark, Mayor Ada Lindqvist has put off the vote on electric ferries. The boats of Nordvik Lines go on to Stora Skar until October, and Lars Holm is angry. " +
		"The council meets on Tuesday, the Democrat said, and the island ferries will wait."
	tunnel := "A tunnel in Kestrel Valley has been closed since Monday. The engineer Mirela Dragan, a Democrat, found water in its walls on Tuesday. " +
		"Republicans of Halvik want a new tunnel, and Oberhalden waits for its fair, which opens in October in Halvik."
	var articles []*article.Article
	for _, text := range []string{ferry, tunnel, again} {
		articles = append(articles, &article.Article{Text: text, Language: "en"})
	}
	return articles
}

func TestTogetherKeepsStoriesApart(t *testing.T) {
	t.Parallel()
	all := given()
	got := Together(all)
	if len(got) != 2 || !slices.Equal(got[0], []*article.Article{all[0], all[2]}) || !slices.Equal(got[1], all[1:2]) {
		t.Errorf("%d stories, want the first with the last, and the second", len(got))
	}
	if got := Together([]*article.Article{all[1], all[1]}); len(got) != 1 || len(got[0]) != 2 {
		t.Errorf("the same article twice is %d stories", len(got))
	}
}

func TestApartCountsWhatCanBeTold(t *testing.T) {
	t.Parallel()
	all := given()
	if n := Apart(all); n != 2 {
		t.Errorf("%d stories, want 2", n)
	}
	if n := Apart([]*article.Article{all[0], {Text: "The fair of Oberhalden opens."}}); n != 1 {
		t.Errorf("a short text makes %d stories, want one", n)
	}
	if n := Apart(nil); n != 1 {
		t.Errorf("no articles tell %d stories, want one", n)
	}
}

// Articles that are given at once are joined readily, and yet hardly ever wrongly.
func TestGivenArticlesOfLabelledStories(t *testing.T) {
	t.Parallel()
	set := wholeTexts(t)
	same, joined, wrong := 0, 0, 0
	for i, a := range set.articles {
		for j := max(0, i-12); j < i; j++ {
			b := set.articles[j]
			one := len(groupGiven([]Article{a, b})) == 1
			switch {
			case set.story[a.ID] == set.story[b.ID]:
				same++
				if one {
					joined++
				}
			case one:
				wrong++
			}
		}
	}
	if joined*100 < same*80 || wrong > 5 {
		t.Errorf("%d of %d pairs of one story are joined, and %d others; want four fifths and hardly any", joined, same, wrong)
	}
}
