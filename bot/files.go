package bot

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"parley/article"
	"parley/desk"
)

// read is the text or the file that is asked for.
func (b *bot) read(ctx context.Context, p *reply) (*article.Article, error) {
	if p.wish.File != nil {
		return b.readFile(ctx, turn(p.request), p.wish.File)
	}
	return article.FromText(p.wish.Text)
}

// readFile reads an attached article. Whose it is and where it stands is only what the file says, so it is not shown: anybody can
// write a page that names another's.
func (b *bot) readFile(ctx context.Context, t desk.Turn, file *file) (*article.Article, error) {
	t.Site = "files"
	leave, err := b.fetching.Enter(ctx, t)
	if err != nil {
		return nil, err
	}
	defer leave()
	data, err := b.download(ctx, file)
	if err != nil {
		return nil, err
	}
	a, err := article.FromFile(file.Name, data)
	if err != nil {
		return nil, err
	}
	a.Site, a.Link = "", ""
	return a, nil
}

// download gets a file from Discord's own hosts, or the playground's, and from nowhere else: neither by a redirect nor by a
// name that leads inside the network.
func (b *bot) download(ctx context.Context, file *file) ([]byte, error) {
	if file.Size > maxAttachment {
		return nil, plainError("file_large")
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, file.URL, nil)
	if err != nil || !b.keepsFiles(request.URL) {
		return nil, plainError("file_elsewhere")
	}
	client := http.Client{
		Transport: article.NewTransport(article.Guard{AllowLoopback: b.DiscordURL != ""}),
		CheckRedirect: func(to *http.Request, via []*http.Request) error {
			if len(via) > 3 || !b.keepsFiles(to.URL) {
				return plainError("file_elsewhere")
			}
			return nil
		},
	}
	response, err := client.Do(request)
	if err != nil {
		return nil, fmt.Errorf("bot: downloading a file: %w", private(err))
	}
	defer response.Body.Close()
	data, err := io.ReadAll(io.LimitReader(response.Body, maxAttachment+1))
	if err != nil || response.StatusCode != http.StatusOK || len(data) > maxAttachment {
		return nil, plainError("file_failed")
	}
	return data, nil
}

// keepsFiles says whether an address is one of Discord's for attachments, or the playground's.
func (b *bot) keepsFiles(u *url.URL) bool {
	if u.User != nil {
		return false
	}
	if b.DiscordURL != "" {
		return u.Scheme+"://"+u.Host == b.DiscordURL
	}
	return u.Scheme == "https" && (u.Host == "cdn.discordapp.com" || u.Host == "media.discordapp.net")
}
