package check

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
)

// Numbers are those of sentences. In JSON they come as models write them: a list, one alone, as texts, with a fraction of
// nothing. What is none is passed over, and a line that then cites nothing falls by a rule: one odd item costs no answer.
type Numbers []int

// UnmarshalJSON never fails.
func (n *Numbers) UnmarshalJSON(data []byte) error {
	var list []json.RawMessage
	if json.Unmarshal(data, &list) != nil {
		list = []json.RawMessage{data}
	}
	*n = make(Numbers, 0, len(list))
	for _, item := range list {
		if number, ok := wholeNumber(item); ok {
			*n = append(*n, number)
		}
	}
	return nil
}

// A number is one on its own, as lenient in JSON; 0 where there is none.
type number int

func (n *number) UnmarshalJSON(data []byte) error {
	found, _ := wholeNumber(data)
	*n = number(found)
	return nil
}

func wholeNumber(data []byte) (int, bool) {
	text := strings.TrimSpace(strings.Trim(string(data), `"`))
	value, err := strconv.ParseFloat(text, 64)
	if err != nil || value != math.Trunc(value) || math.Abs(value) > math.MaxInt32 {
		return 0, false
	}
	return int(value), true
}
