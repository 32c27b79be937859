package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"parley/digest"
)

// A digestState is what `parley digest --state` remembers. It holds no text: hashes of what was told, and words that stories were about.
type digestState struct {
	Version int           `json:"parley_digest_state"`
	Seen    []digest.Seen `json:"seen"`
}

const stateVersion = 1

// readState is what a file remembers, without what is long over. A file that is not there yet remembers nothing.
func readState(name string, now time.Time) ([]digest.Seen, error) {
	if name == "" {
		return nil, nil
	}
	data, err := os.ReadFile(name)
	if _, missing := os.Stat(filepath.Dir(name)); errors.Is(err, fs.ErrNotExist) && missing == nil {
		return nil, nil
	}
	if err != nil {
		return nil, usageError{fmt.Errorf("--state: %w", err)}
	}
	var kept digestState
	if err := json.Unmarshal(data, &kept); err != nil || kept.Version != stateVersion {
		return nil, usageError{fmt.Errorf("%q holds no memory of a digest that this version reads: name another file after --state, or delete this one", name)}
	}
	return slices.DeleteFunc(kept.Seen, func(s digest.Seen) bool { return now.Sub(s.Told) > digest.RememberFor }), nil
}

// keepState remembers what was told now as well. Who reads the file while it is written sees the old one or the new one, whole.
func keepState(name string, seen, told []digest.Seen) error {
	if name == "" {
		return nil
	}
	goesOn := func(s digest.Seen) bool {
		return slices.ContainsFunc(told, func(t digest.Seen) bool { return t.Key == s.Key })
	}
	data, err := json.Marshal(digestState{stateVersion, append(slices.DeleteFunc(slices.Clone(seen), goesOn), told...)})
	if err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*")
	if err != nil {
		return fmt.Errorf("--state: the digest is not remembered: %w", err)
	}
	_, err = file.Write(data)
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), name)
	}
	if err != nil {
		os.Remove(file.Name())
		return fmt.Errorf("--state: the digest is not remembered: %w", err)
	}
	return nil
}
