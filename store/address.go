package store

import (
	"errors"
	"net/url"
	"regexp"
	"strings"
)

// An address that is neither of the two kinds may be one of another program's, with a password in it. None of these errors
// quotes it, nor does pgx's own come through, which does.
var (
	errAddress = errors.New("the PostgreSQL address cannot be read; want postgres://user:password@host:5432/database, " +
		"where / ? # @ within a password are written %2F %3F %23 %40")
	errNoAddress = errors.New("it is neither a PostgreSQL address, which begins with postgres://, nor the path of a SQLite file")
)

func isPostgres(address string) bool {
	return strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://")
}

// foreign are the addresses of other databases, and those in which a word was mistyped: a scheme, a password before "@",
// "host=… password=…". A single letter before a colon is a drive.
var foreign = regexp.MustCompile(`(?i)^\s*[a-z][a-z0-9+.-]+:|://|:[^/\\]*@|(?:^|[\s;?&])[a-z][a-z _]*=`)

// SQLitePath is the path of the file that an address means; ok is false for a PostgreSQL address. Its error, which never quotes
// the address, says that it is neither.
func SQLitePath(address string) (path string, ok bool, err error) {
	address = strings.TrimSpace(address)
	if isPostgres(address) {
		return "", false, checkPostgres(address)
	}
	path, marked := strings.CutPrefix(address, "sqlite:")
	if marked {
		path = strings.TrimPrefix(path, "//")
	}
	if path == "" || foreign.MatchString(path) {
		return "", false, errNoAddress
	}
	return path, true, nil
}

// checkPostgres refuses an address that is cut at the wrong place, because a password has "/", "?", "#" or "@" in it: what is left
// of the password would stand in errors as a host or a database.
func checkPostgres(address string) error {
	u, err := url.Parse(address)
	if err != nil || strings.Count(address, "@") > 1 || strings.Contains(u.EscapedPath()+u.RawQuery+u.Fragment, "@") {
		return errAddress
	}
	return nil
}
