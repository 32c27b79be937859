package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func fileOfRepository(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// What a release is built with is one Go, named exactly; what is put into it is there.
func TestReleaseFilesAgree(t *testing.T) {
	t.Parallel()
	exact := regexp.MustCompile(`(?:golang:|go-version: )(\S+)`)
	versions := map[string][]string{}
	for _, name := range []string{"Dockerfile", "deploy/release.Dockerfile", ".github/workflows/ci.yml"} {
		found := exact.FindAllStringSubmatch(fileOfRepository(t, name), -1)
		if len(found) == 0 {
			t.Errorf("%s names no Go", name)
		}
		for _, one := range found {
			versions[one[1]] = append(versions[one[1]], name)
		}
	}
	if len(versions) != 1 {
		t.Errorf("releases are built with several Gos: %v", versions)
	}
	for version := range versions {
		if !regexp.MustCompile(`^\d+\.\d+\.\d+$`).MatchString(version) {
			t.Errorf("Go %s is not named exactly", version)
		}
	}
	_, files, _ := strings.Cut(fileOfRepository(t, ".goreleaser.yaml"), "    files:\n")
	files, _, _ = strings.Cut(files, "\n\n")
	listed := regexp.MustCompile(`(?m)^      - (\S+)$`).FindAllStringSubmatch(files, -1)
	for _, file := range listed {
		if name := file[1]; name != "THIRD_PARTY_LICENCES.txt" && fileOfRepository(t, name) == "" {
			t.Errorf("%s, which a release has, is empty", name)
		}
	}
	if len(listed) < 5 {
		t.Errorf("a release has %d files beside the program", len(listed))
	}
	if ignored := fileOfRepository(t, ".dockerignore"); strings.Contains(ignored, ".git") {
		t.Error("without .git, the image's program does not know its commit")
	}
}
