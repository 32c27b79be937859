package check

import (
	"testing"
)

func TestCarriesNoLinkOrMention(t *testing.T) {
	t.Parallel()
	checkRule(t, quay, carriesNoLinkOrMention, map[string]ruleRow{
		"a sum":                    {[]int{ministry}, "", "The ministry offered 1.6 million crowns.", "stands"},
		"an abbreviation":          {[]int{council}, "", "The U.S. council met at 3 p.m. on Tuesday.", "stands"},
		"a time with a colon":      {[]int{council}, "", "The council met at 10:30.", "stands"},
		"words in brackets":        {[]int{council}, "", "[The council] met (late).", "stands"},
		"a mention":                {[]int{council}, "", "The council told @everyone.", "falls: holds a mention"},
		"an address of email":      {[]int{council}, "", "Write to quay@lamps.", "falls: holds a mention"},
		"a link":                   {[]int{council}, "", "See https://quay.example/now.", "falls: holds a link"},
		"a link of another scheme": {[]int{council}, "", "See discord://quay now.", "falls: holds a link"},
		"a bare domain":            {[]int{council}, "", "See lumora-lamps.shop for the quay.", "falls: holds a link"},
		"a domain in capitals":     {[]int{council}, "", "See LUMORA.COM for the quay.", "falls: holds a link"},
		"a link in markdown":       {[]int{council}, "", "See [the quay](x).", "falls: holds a link"},
		"a domain with www":        {[]int{council}, "", "See www.quay for more.", "falls: holds a link"},
		"www with a blank behind":  {[]int{council}, "", "See www. quay.", "falls: holds a link"},
	})
}
