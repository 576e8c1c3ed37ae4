// Package rewrite replaces a file of the user's without ever leaving half of
// it.
package rewrite

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
)

// ErrChanged is returned, wrapped, when the file is no longer what was read.
var ErrChanged = errors.New("the file changed meanwhile")

// File replaces the text of a file below root: the new text is written beside
// it, flushed to the disk and renamed over it. It fails with ErrChanged, and
// changes nothing, when the file no longer holds was. Links and anything that
// is no plain file are refused; the file keeps its permissions.
func File(root *os.Root, name string, was, now []byte) (err error) {
	info, err := root.Lstat(name)
	if err != nil {
		return fmt.Errorf("rewrite %s: %w", name, err)
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("rewrite %s: %w: not a plain file", name, fs.ErrInvalid)
	}
	beside := path.Join(path.Dir(name), "."+path.Base(name)+"."+rand.Text())
	if err := write(root, beside, now, info.Mode().Perm()); err != nil {
		return errors.Join(fmt.Errorf("rewrite %s: %w", name, err), gone(root.Remove(beside)))
	}
	// As late as can be: what is written between this look and the rename is lost.
	if is, err := root.ReadFile(name); err != nil || !bytes.Equal(is, was) {
		if err == nil {
			err = ErrChanged
		}
		return errors.Join(fmt.Errorf("rewrite %s: %w", name, err), root.Remove(beside))
	}
	if err := root.Rename(beside, name); err != nil {
		return errors.Join(fmt.Errorf("rewrite %s: %w", name, err), root.Remove(beside))
	}
	return flushFolder(root, path.Dir(name))
}

// write creates a file and flushes it.
func write(root *os.Root, name string, data []byte, mode fs.FileMode) (err error) {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// flushFolder makes the new name last. Some systems cannot flush a folder; the
// file is whole there too.
func flushFolder(root *os.Root, dir string) error {
	d, err := root.Open(dir)
	if err != nil {
		return fmt.Errorf("flush folder: %w", err)
	}
	_ = d.Sync() // not supported everywhere
	return d.Close()
}

// gone forgets the error about a file that was never created.
func gone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
