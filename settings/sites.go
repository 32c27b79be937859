package settings

import (
	"net"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/idna"
)

// Reads says whether the server has a page of this link read. A pasted one must be of an allowed site, where there are any.
// "news.example" stands for all that is below it, too.
func (s Server) Reads(link string, pasted bool) bool {
	host := hostOf(link)
	within := func(site string) bool { return host == site || strings.HasSuffix(host, "."+site) }
	if slices.ContainsFunc(s.Blocked, within) {
		return false
	}
	return !pasted || len(s.Allowed) == 0 || slices.ContainsFunc(s.Allowed, within)
}

// Sites reads a list of sites as people type it: one a line or with commas, as links or as hosts. Its error is a [Complaint].
func Sites(typed string) ([]string, error) {
	var sites []string
	for _, one := range strings.FieldsFunc(typed, func(r rune) bool { return r == ',' || r == ';' || r == '\n' || r == ' ' }) {
		host := hostOf(one)
		if !strings.Contains(host, ".") || net.ParseIP(host) != nil {
			return nil, Complaint{"wrong_site", 0}
		}
		sites = append(sites, host)
	}
	slices.Sort(sites)
	if sites = slices.Compact(sites); len(sites) > maxSites {
		return nil, Complaint{"wrong_sites", maxSites}
	}
	return sites, nil
}

// hostOf is the host of a link or of what is typed as a site, in the form in which it is asked for; "" for what has none.
func hostOf(link string) string {
	if !strings.Contains(link, "://") {
		link = "https://" + link
	}
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	// Resolvers know hosts that idna does not like, such as a_b.news.example: of those, too, it returns the form in which they are asked for.
	host, _ := idna.Lookup.ToASCII(strings.TrimSuffix(u.Hostname(), "."))
	return strings.TrimPrefix(strings.ToLower(host), "www.")
}
