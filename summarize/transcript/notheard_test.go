package transcript

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/article"
)

func TestNotHeard(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		text string
		want []Absent
	}{
		"declined":               {"The vote is on Monday. Tern Marine declined to comment.", []Absent{{"Tern Marine", "declined"}}},
		"a name as an aside":     {"The vote is on Monday. The shipyard, Tern Marine, declined to comment.", []Absent{{"Tern Marine", "declined"}}},
		"behind an aside":        {"The vote is on Monday. Tern Marine, which builds most of Norvia’s boats, declined to comment.", []Absent{{"Tern Marine", "declined"}}},
		"no answer":              {"The vote is on Monday. Ada Lind did not respond to a request for comment.", []Absent{{"Ada Lind", "no_answer"}}},
		"not reached":            {"The vote is on Monday. Ada Lind could not be reached.", []Absent{{"Ada Lind", "not_reached"}}},
		"no comment":             {"The vote is on Monday. The harbour master’s office had no comment.", []Absent{{"the harbour master’s office", "declined"}}},
		"further":                {"The vote is on Monday. Ada Lind said she would come, and declined to comment further.", []Absent{}},
		"quoted elsewhere":       {"“The vote is ours and nobody else’s,” said Ada Lind. Ada Lind declined to comment.", []Absent{}},
		"nobody responded":       {"The vote is on Monday. No one at Tern Marine has responded to our calls.", []Absent{{"Tern Marine", "no_answer"}}},
		"a spokesman's":          {"The vote is on Monday. A spokeswoman for Ada Lind of Dunby, the mayor, did not respond to a request for comment.", []Absent{{"Ada Lind", "no_answer"}}},
		"a deal":                 {"Ada Lind said that the wall was a tool. A fund would build it if an agreement could not be reached.", []Absent{}},
		"two of a kind":          {"The vote is on Monday. The Lind and Moe campaigns declined to comment.", []Absent{{"the Lind and Moe campaigns", "declined"}}},
		"he, of two":             {"Bo Moe worked for Mr. Lind and now runs a yard. He declined to comment.", []Absent{}},
		"a firm":                 {"The vote is on Monday. One clerk at a software firm declined to comment.", []Absent{}},
		"everybody spoke":        {"The vote is on Monday. Ada Lind said she would be there.", []Absent{}},
		"German":                 {"Die Abstimmung ist am Montag und der Rat will sie nicht verschieben. Der Betreiber, die Nordwind AG, wollte sich zu dem Verfahren nicht äußern.", []Absent{{"Nordwind AG", "declined"}}},
		"French":                 {"Le vote aura lieu lundi dans la salle du conseil. Interrogée par le journal, Claire Vasseur n’a pas souhaité faire de commentaire.", []Absent{{"Claire Vasseur", "declined"}}},
		"Spanish":                {"La votación es el lunes en la sala del pleno. Preguntado por este diario, Mateo Ibarra declinó hacer comentarios.", []Absent{{"Mateo Ibarra", "declined"}}},
		"Italian":                {"Il voto è lunedì nella sala del consiglio. Il sindaco Aldo Ferri non ha voluto commentare la notizia.", []Absent{{"Aldo Ferri", "declined"}}},
		"Portuguese":             {"A votação é na segunda-feira na sala da câmara. A vereadora Teresa Monteiro não quis comentar o caso.", []Absent{{"Teresa Monteiro", "declined"}}},
		"Dutch":                  {"De stemming is op maandag in de zaal van de raad. Wethouder Joris Teunissen was dinsdag niet bereikbaar voor een reactie.", []Absent{{"Joris Teunissen", "not_reached"}}},
		"Polish":                 {"Głosowanie odbędzie się w poniedziałek w sali rady. Starosta Marek Dolecki nie odpowiedział na nasze pytania.", []Absent{{"Marek Dolecki", "no_answer"}}},
		"Ukrainian":              {"Голосування відбудеться у понеділок у залі ради. Директор Ігор Мазур відмовився від коментарів.", []Absent{{"Ігор Мазур", "declined"}}},
		"Russian":                {"Голосование пройдёт в понедельник в зале совета. Мэр Юрий Котов отказался от комментариев.", []Absent{{"Юрий Котов", "declined"}}},
		"as the sentence has it": {"The vote is on Monday. Mr. Lind's costly harbour campaign goes on. The Lind campaign declined to comment.", []Absent{{"the Lind campaign", "declined"}}},
		"a state":                {"The vote is on Monday. But Ohio has not answered the question of who will win.", []Absent{}},
		"without a name":         {"The vote is on Monday. The fish mogul declined to comment.", []Absent{}},
		"named twice, once":      {"Tern Marine declined to comment. Later Tern Marine declined to comment again.", []Absent{{"Tern Marine", "declined"}}},
		"an office":              {"The vote is on Monday. Norvia's Minister of Information did not respond to a request for comment.", []Absent{{"Norvia's Minister of Information", "no_answer"}}},
		"whose authority":        {"The vote is on Monday. The NHB's General Harbour Authority did not respond to a request for comment.", []Absent{{"the NHB's General Harbour Authority", "no_answer"}}},
		"whose sailor":           {"The vote is on Monday. Norvia's Ada Lind did not respond to a request for comment.", []Absent{{"Ada Lind", "no_answer"}}},
		"an office of two":       {"The vote is on Monday. The Director of Boats and Quays declined to comment.", []Absent{{"the Director of Boats and Quays", "declined"}}},
		"anybody":                {"The vote is on Monday. Ada Lind suggested that someone who doesn’t answer questions can’t be mayor.", []Absent{}},
	} {
		a, err := article.FromText(row.text)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(row.want, Read(a).NotHeard()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
