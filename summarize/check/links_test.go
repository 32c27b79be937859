package check

import (
	"testing"
)

func TestCarriesNoLinkOrMention(t *testing.T) {
	t.Parallel()
	checkRule(t, quay, carriesNoLinkOrMention, map[string]ruleRow{
		"a sum":                     {[]int{ministry}, "", "The ministry offered 1.6 million crowns.", "stands"},
		"an abbreviation":           {[]int{council}, "", "The U.S. council met at 3 p.m. on Tuesday.", "stands"},
		"a time with a colon":       {[]int{council}, "", "The council met at 10:30.", "stands"},
		"words in brackets":         {[]int{council}, "", "[The council] met (late).", "stands"},
		"a mention":                 {[]int{council}, "", "The council told @everyone.", "falls: holds a mention"},
		"an address of email":       {[]int{council}, "", "Write to quay@lamps.", "falls: holds a mention"},
		"a link":                    {[]int{council}, "", "See https://quay.example/now.", "falls: holds a link"},
		"a link of another scheme":  {[]int{council}, "", "See discord://quay now.", "falls: holds a link"},
		"a bare domain":             {[]int{council}, "", "See lumora-lamps.shop for the quay.", "falls: holds a link"},
		"a domain in capitals":      {[]int{council}, "", "See LUMORA.COM for the quay.", "falls: holds a link"},
		"a link in markdown":        {[]int{council}, "", "See [the quay](x).", "falls: holds a link"},
		"a domain with www":         {[]int{council}, "", "See www.quay for more.", "falls: holds a link"},
		"a domain of a state":       {[]int{council}, "", "See lumora.de for the quay.", "falls: holds a link"},
		"a domain of two parts":     {[]int{council}, "", "See lumora.co.uk.", "falls: holds a link"},
		"a domain of an island":     {[]int{council}, "", "See lumora.ai for the quay.", "falls: holds a link"},
		"a free domain":             {[]int{council}, "", "See (quay-lumora.tk).", "falls: holds a link"},
		"a domain in other letters": {[]int{council}, "", "See пристань.рф for the quay.", "falls: holds a link"},
		"a domain in punycode":      {[]int{council}, "", "See xn--80ak6aa92e.com now.", "falls: holds a link"},
		"wide letters":              {[]int{council}, "", "See ｌｕｍｏｒａ．ｃｏｍ now.", "falls: holds a link"},
		"a wide stop":               {[]int{council}, "", "See lumora。com now.", "falls: holds a link"},
		"a stop in brackets":        {[]int{council}, "", "See lumora[.]com now.", "falls: holds a link"},
		"a stop that is spoken":     {[]int{council}, "", "See lumora dot com now.", "falls: holds a link"},
		"a dot that is a dot":       {[]int{council}, "", "The bank showed its dot plot.", "stands"},
		"a hidden service":          {[]int{council}, "", "See lumora.onion now.", "falls: holds a link"},
		"an IP address":             {[]int{council}, "", "See 203.0.113.7.", "falls: holds a link"},
		"an IP address and a port":  {[]int{council}, "", "See 203.0.113.7:8080 now.", "falls: holds a link"},
		"a long IP address":         {[]int{council}, "", "See 2001:db8::7 now.", "falls: holds a link"},
		"no blank behind a stop":    {[]int{council}, "", "The council met.It was late.No one spoke.", "stands"},
		"a short form":              {[]int{council}, "", "Gov.Feld met the U.S.council at 10.30 in St.Osterby, e.g. twice.", "stands"},
		"a wide mention":            {[]int{council}, "", "The council told ＠everyone.", "falls: holds a mention"},
		"www with a blank behind":   {[]int{council}, "", "See www. quay.", "falls: holds a link"},
		"w more than three times":   {[]int{council}, "", "See 3wwwww. quay.", "falls: holds a link"},
	})
}
