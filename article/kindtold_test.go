package article

import "testing"

func TestKindsAreToldByWhatAFeedSays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		title, path, section string
		want                 PageKind
	}{
		{"Horoscope today: what the stars say for Libra", "/life/1", "", Quiz},
		{"Your horoscope for Friday", "/life/1", "", Quiz},
		{"The Friday quiz: which bridge is this?", "/fun/1", "", Quiz},
		{"News quiz of the week", "/fun/1", "", Quiz},
		{"Which bridge is this?", "/quizzes/bridges", "", Quiz},
		{"The best early Black Friday deals on kettles", "/a/1", "", Shopping},
		{"This kettle is 40% off today", "/a/1", "", Shopping},
		{"Eleven kettles that we love", "/shopping/kettles", "", Shopping},
		{"Eleven kettles that we love", "/a/1", "Shopping", Shopping},
		{"Watch: The tunnel is blown up", "/a/1", "", VideoOnly},
		{"The tunnel is blown up", "/video/tunnel", "", VideoOnly},
		{"Football results and standings", "/a/1", "", SportsResult},
		{"Saturday’s results", "/a/1", "", SportsResult},
		{"Second division: results", "/sport/a", "", SportsResult},
		{"Your Friday briefing: ferries, a fire and the cheese fair", "/a/1", "", Newsletter},
		{"Five things to know this morning", "/a/1", "", Newsletter},
		{"Ferries, fire, cheese", "/newsletters/morning", "", Newsletter},
		{"Harbour fire live: second ferry turned back", "/a/1", "", Report}, // no mark that is sure
		{"Harbour fire – live updates", "/a/1", "", Live},
		{"LIVE: Harbour fire", "/a/1", "", Live},
		{"Harbour fire", "/live/harbour-fire", "", Live},
		{"Opinion | The ferry is not a toy", "/a/1", "", Opinion},
		{"The ferry is not a toy", "/opinion/ferry", "", Opinion},
		{"The ferry is not a toy", "/a/1", "Opinion", Opinion},
		{"Letters to the editor: ferries", "/a/1", "", Opinion},
		{"Im Video: Der Tunnel wird gesprengt", "/a/1", "", VideoOnly},

		{"Police quiz two men over harbour fire", "/a/1", "", Report},
		{"Ministers sign deals on fishing in the Sound", "/a/1", "", Report},
		{"Horoscope app fined for selling birthdays", "/a/1", "", Report},
		{"Peace deal in sight after best week of talks", "/a/1", "", Report},
		{"Election results: turnout highest in the north", "/a/1", "", Report},
		{"Steel maker’s results beat forecasts", "/business/1", "", Report},
		{"Ministers watch as the tunnel is blown up", "/a/1", "", Report},
		{"Concert halls live on gifts", "/a/1", "", Report},
		{"Council leader briefing paper leaked", "/a/1", "", Report},
		{"Halden win the cup after extra time", "/sport/cup", "Sport", Report},
		{"Video shows tunnel wall giving way", "/a/1", "", Report},
		{"Union deals blow to ferry plan", "/a/1", "", Report},
		{"", "", "", Report},
	} {
		want := c.want
		if want == Report {
			want = ""
		}
		if got := KindTold(c.title, "https://post.example"+c.path, c.section); got != want {
			t.Errorf("KindTold(%q, %q, %q) = %q, want %q", c.title, c.path, c.section, got, want)
		}
	}
}
