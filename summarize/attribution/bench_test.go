package attribution

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"parley/corpora"
)

// invented is an article about nobody, for benchmarks that need no corpus.
const invented = `Mayor Ann Orr of Port Vell said on Monday that the bridge would stay closed until spring.

“We will not open it a day too early,” Ms. Orr told reporters. “People have to be safe.”

Tom Hale, a spokesman for the Example Corp., which built the bridge, rejected the charge that the company had known of the cracks. He added that it “has nothing to hide.”

According to a report by the city council, repairs could cost $3.5 million.

`

func BenchmarkRead(b *testing.B) {
	for size := 1 << 10; size <= 10<<20; size *= 10 {
		text := strings.Repeat(invented, size/len(invented)+1)[:size]
		b.Run(fmt.Sprintf("%d", size), func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				Read(text, Options{})
			}
		})
	}
}

// BenchmarkReadHostile reads texts that are made to be slow: MB/s must not fall with the size.
func BenchmarkReadHostile(b *testing.B) {
	for name, piece := range map[string]string{
		"opening marks": "“a ", "apostrophes": "'a ", "no stop": "Ann said he said that ", "surnames": "A%d Orr said it. ", "one paragraph": "“Yes,” he said. ",
		"title case": "The Big Bridge Is ", "marks only": "\"", "possessives": "Ann's ", "colons": "Ann: ", "brackets": "((", "short paragraphs": "a\n",
		"second-hand": "a person said that Ann Orr believed “it is so” ", "leaders": "Ann Orr, who leads the Example Union, ", "turns": "ORR: I know.\n",
	} {
		for _, size := range []int{1 << 14, 1 << 20} {
			var text strings.Builder
			for i := 0; text.Len() < size; i++ {
				if strings.Contains(piece, "%d") {
					fmt.Fprintf(&text, piece, i)
				} else {
					text.WriteString(piece)
				}
			}
			b.Run(fmt.Sprintf("%s/%d", name, size), func(b *testing.B) {
				b.SetBytes(int64(size))
				for b.Loop() {
					Read(text.String(), Options{})
				}
			})
		}
	}
}

func BenchmarkReadCorpus(b *testing.B) {
	f, err := os.Open(corpora.Path(b, "polnear", "dev.input.jsonl"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	articles, err := readExamples(f)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		Read(articles[n%len(articles)].Text, Options{})
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
}

// hostileTexts are of what costs a reader most, size bytes or little more of each: names that are all different, pronouns and
// quotations without end.
func hostileTexts(size int) map[string]string {
	syllables := strings.Fields("ba ko ri ta mu le no sha ver din gol pra stu wen fix")
	name := func(n int) string {
		a, b, c := syllables[n%15], syllables[n/15%15], syllables[n/225%15]
		return strings.ToUpper(a[:1]) + a[1:] + b + c
	}
	repeat := func(line func(n int) string) string {
		var b strings.Builder
		for n := 0; b.Len() < size; n++ {
			b.WriteString(line(n))
		}
		return b.String()
	}
	return map[string]string{
		"names":    repeat(func(n int) string { return name(n) + " " + name(n*7+n/3375) + " said that it was late. " }),
		"family":   repeat(func(n int) string { return name(n) + " Orr said it. " }),
		"bodies":   repeat(func(n int) string { return "The " + name(n) + " Council said " + name(n*7) + " was right.\n" }),
		"pronouns": repeat(func(n int) string { return "He said she knew that he was late. " }),
		"nominals": repeat(func(n int) string { return "The " + strings.ToLower(name(n)) + " senator said the mayor was late.\n" }),
		"speech":   repeat(func(n int) string { return "“We are late, " + name(n) + ",” he said. " }),
		"dashes":   repeat(func(n int) string { return "— Oui, dit Lund. " }), // in French
	}
}

// BenchmarkHostile reads half a megabyte of each hostile text.
func BenchmarkHostile(b *testing.B) {
	for name, text := range hostileTexts(500 << 10) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Read(text, Options{Language: "en"})
			}
		})
	}
}
