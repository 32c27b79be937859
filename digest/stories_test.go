package digest
import ("testing";"fmt")
func TestOwn(t *testing.T) {
	set := ownStories(t)
	for _, th := range []float64{.06,.08,.1,.12,.14,.16,.18,.2,.25,.3} {
	st := GroupAt(set.articles, th)
	p, r := set.bCubed(st)
	fmt.Printf("%.2f P %.3f R %.3f F1 %.3f %d\n", th, p, r, harmonic(p, r), len(st))
	}
	for _, s := range Group(set.articles) {
		fmt.Println(s.Sources, len(s.Copies), s.Terms[:4])
		for _, a := range s.all() { fmt.Println("   ", a.ID) }
	}
}
