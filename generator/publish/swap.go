package publish

import (
	"errors"
	"os"
)

var errNoExchange = errors.New("publish: the folder cannot be replaced")

// renameTwice moves the old folder aside and the new one into its place.
func renameTwice(stage, dir string) error {
	aside := asideName(dir)
	if err := os.RemoveAll(aside); err != nil {
		return err
	}
	if err := os.Rename(dir, aside); err != nil {
		return errors.Join(errNoExchange, err)
	}
	if err := os.Rename(stage, dir); err != nil {
		return errors.Join(err, os.Rename(aside, dir))
	}
	return os.RemoveAll(aside)
}

// recoverSwap puts back a folder that a killed run had moved aside, and removes
// one whose new version is in place.
func recoverSwap(dir string) {
	if _, err := os.Lstat(asideName(dir)); err != nil {
		return
	}
	if _, err := os.Lstat(dir); errors.Is(err, os.ErrNotExist) {
		_ = os.Rename(asideName(dir), dir)
		return
	}
	_ = os.RemoveAll(asideName(dir))
}
