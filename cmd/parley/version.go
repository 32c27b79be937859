package main

import (
	"fmt"
	"regexp"
	"runtime"
	"runtime/debug"
)

type versionCommand struct{}

func (c *versionCommand) Run(sh *shell) error {
	_, err := fmt.Fprintf(sh.stdout, "parley %s (%s, %s, %s/%s)\n", version(), commit(debug.ReadBuildInfo()), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// version is the module's version: a tag, or what Go makes of the commit, with "+dirty" where files were changed since.
func version() string { return versionOf(debug.ReadBuildInfo()) }

func versionOf(info *debug.BuildInfo, ok bool) string {
	if ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	if hash, _ := commitOf(info, ok); hash != "" {
		return hash[:min(12, len(hash))]
	}
	return "unversioned"
}

// commit says in words what the program was built from.
func commit(info *debug.BuildInfo, ok bool) string {
	hash, changed := commitOf(info, ok)
	switch {
	case hash == "":
		return "commit unknown"
	case changed:
		return "commit " + hash + " with changes"
	}
	return "commit " + hash
}

// commitOf is the commit of the build, and whether files were changed since it. Go stamps it where it builds in a checkout with git; of a released
// module, the version of a commit that has no tag ends in it.
func commitOf(info *debug.BuildInfo, ok bool) (hash string, changed bool) {
	if !ok {
		return "", false
	}
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			hash = setting.Value
		case "vcs.modified":
			changed = setting.Value == "true"
		}
	}
	if found := pseudoVersion.FindStringSubmatch(info.Main.Version); hash == "" && found != nil {
		hash = found[1]
	}
	return hash, changed
}

// pseudoVersion is Go's version of a commit without a tag: v0.0.0-20261126170306-10910046a2f3.
var pseudoVersion = regexp.MustCompile(`[-.]\d{14}-([0-9a-f]{12})(?:\+\S*)?$`)
