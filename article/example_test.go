package article_test

import (
	"fmt"

	"parley/article"
)

// The article of a page, without its menu and its advertisements.
func ExampleExtract() {
	page := `<html lang="en"><head><title>Ferry vote put off | The Northmark Post</title><meta property="og:site_name" content="The Northmark Post"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Ferry vote put off</h1>
<p>The Northmark council on Tuesday put off a vote on its island ferries until 3 March, after its finance office raised the price of the boats.</p>
<p>“We will not sign a cheque that nobody has read,” said Mayor Ada Lindqvist, who wants an honest number before the spring.</p>
</article><footer>Subscribe to our newsletter</footer></body></html>`
	a, err := article.Extract([]byte(page), "text/html; charset=utf-8", "https://post.example/ferry")
	if err != nil {
		fmt.Println(article.Sentence(err))
		return
	}
	fmt.Printf("%s (%s, %s)\n%s\n", a.Title, a.Site, a.Language, a.Text)
	// Output:
	// Ferry vote put off (The Northmark Post, en)
	// The Northmark council on Tuesday put off a vote on its island ferries until 3 March, after its finance office raised the price of the boats.
	// “We will not sign a cheque that nobody has read,” said Mayor Ada Lindqvist, who wants an honest number before the spring.
}
