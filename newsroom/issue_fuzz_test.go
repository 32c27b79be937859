package newsroom

import (
	"encoding/json"
	"testing"
)

// A kept issue is opened in its channel alone, whatever stands in the database.
func FuzzOpenIssue(f *testing.F) {
	f.Add([]byte(`{"Guild":"1","Channel":"2","Issue":{"name":"Morning","stories":[{"title":"A"}]}}`))
	f.Add([]byte(`{"guild":"1","Issue":{"name":"of the first version"}}`))
	f.Add([]byte(`{"Guild":"1","Guild":"3","Issue":null}`))
	f.Add([]byte(`[`))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, place := range [][2]string{{"1", "2"}, {"3", "2"}, {"1", "3"}} {
			issue, err := openIssue(data, place[0], place[1])
			if err != nil && issue != nil {
				t.Fatalf("openIssue = %v, %v", issue, err)
			}
			var kept keptIssue
			if json.Unmarshal(data, &kept) == nil && issue != nil && (kept.Guild != place[0] || kept.Channel != place[1]) {
				t.Fatalf("opened in %v: %s", place, data)
			}
		}
	})
}
