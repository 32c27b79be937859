package attribution

// The features of the tables have names: each template belongs to one of a few reasons that people can follow.

// templates is one more than the highest number of a template.
const templates = 66

// reasonsOf turns lists of templates by their name into names by template.
func reasonsOf(lists map[string][]int) (names [templates]string) {
	for name, list := range lists {
		for _, t := range list {
			names[t] = name
		}
	}
	return names
}

var sourceReasons = reasonsOf(map[string][]int{
	"the cue’s own word and form":      {1, 2, 3, 4, 5, 6, 7, 8},
	"what stands between the two":      {11, 12, 13, 22, 23, 26, 27, 32, 33, 34, 42},
	"side and distance":                {14, 20, 21, 29, 38, 40},
	"what kind of mention it is":       {15, 35, 41},
	"the word of the source":           {16, 39},
	"the words beside the source":      {17, 18, 19, 24, 25, 36, 37},
	"the words beside the cue":         {30, 31},
	"the start of the sentence":        {28},
	"a quotation close by":             {43, 44, 45},
	"whether it is the verb’s subject": {46, 47, 48},
})

var referReasons = reasonsOf(map[string][]int{
	"how far back it is named":         {1, 2, 10},
	"whether it is a subject":          {3, 11, 13},
	"whether its gender is known":      {4, 14, 18},
	"how often it is named":            {5, 6},
	"whether it comes first":           {7},
	"what kind of mention it is":       {8, 12, 16, 17, 26},
	"whether it stands in a quotation": {9},
	"whether and how often it speaks":  {19, 20, 21, 22, 23, 25, 27, 28},
	"the preposition before it":        {24},
})

var quoteReasons = reasonsOf(map[string][]int{
	"length and capitals of the quotation": {1, 5, 8, 9, 11, 15, 16, 17, 18, 62},
	"the words around the quotation":       {2, 3, 4, 6, 7, 10, 12, 13, 14, 19, 53, 54},
	"how far the quotation before lies":    {21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 55},
	"where the cue stands":                 {41, 43, 46, 48, 49, 50, 56},
	"how surely it is a cue":               {42, 45, 47, 52, 60, 61},
	"the word of the cue":                  {44, 51, 63},
	"what kind of source it has":           {59},
	"other cues between":                   {57, 58},
	"the speaker of the quotation before":  {64, 65},
})
