package main

import (
	"runtime/debug"
	"testing"
)

func TestVersionSaysTheCommit(t *testing.T) {
	t.Parallel()
	const hash = "10910046a2f3c0ffee10910046a2f3c0ffee1091"
	stamped := func(version, revision, modified string) *debug.BuildInfo {
		info := &debug.BuildInfo{Main: debug.Module{Version: version}}
		if revision != "" {
			info.Settings = []debug.BuildSetting{{Key: "vcs.revision", Value: revision}, {Key: "vcs.modified", Value: modified}}
		}
		return info
	}
	for name, row := range map[string]struct {
		info            *debug.BuildInfo
		version, commit string
	}{
		"built in a checkout":           {stamped("v0.0.0-20261126170306-10910046a2f3", hash, "false"), "v0.0.0-20261126170306-10910046a2f3", "commit " + hash},
		"with changes":                  {stamped("v0.1.1-0.20261126170306-10910046a2f3+dirty", hash, "true"), "v0.1.1-0.20261126170306-10910046a2f3+dirty", "commit " + hash + " with changes"},
		"a release":                     {stamped("v0.1.0", hash, "false"), "v0.1.0", "commit " + hash},
		"go install of a commit":        {stamped("v0.0.0-20261126170306-10910046a2f3", "", ""), "v0.0.0-20261126170306-10910046a2f3", "commit 10910046a2f3"},
		"go install of a release":       {stamped("v0.1.0-rc-1-0123456789ab", "", ""), "v0.1.0-rc-1-0123456789ab", "commit unknown"},
		"an older Go":                   {stamped("(devel)", hash, "false"), "10910046a2f3", "commit " + hash},
		"a tree that git does not know": {stamped("(devel)", "", ""), "unversioned", "commit unknown"},
	} {
		if got := versionOf(row.info, true); got != row.version {
			t.Errorf("%s: version %q, want %q", name, got, row.version)
		}
		if got := commit(row.info, true); got != row.commit {
			t.Errorf("%s: %q, want %q", name, got, row.commit)
		}
	}
	if got := versionOf(nil, false); got != "unversioned" {
		t.Errorf("without build information: %q", got)
	}
}
