package workbench

import (
	"fmt"
	"hash/fnv"
	"io/fs"
	"sync"

	"entente/diag"
	"entente/dossier"
)

// Shelf keeps dossiers as read, for a process that answers many questions about
// the same ones. A dossier whose files change is read again; one that is broken
// while it is kept stays as it was last good, and says so. The zero Shelf is
// empty and ready.
type Shelf struct {
	mu    sync.Mutex
	books map[string]*book
}

// book is a kept dossier. A stamp of its files tells whether they changed.
type book struct {
	stamp  string
	good   *opened
	broken diag.List // what is wrong with the files as they are now
}

// read returns a dossier from the shelf, or reads it.
func (s *Shelf) read(name string, fsys fs.FS) (*opened, error) {
	stamp, err := stampOf(fsys)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if b := s.books[name]; b != nil && b.stamp == stamp {
		return b.good, nil
	}
	d, found, err := dossier.Read(fsys)
	if err != nil {
		return nil, err
	}
	if s.books == nil {
		s.books = map[string]*book{}
	}
	fresh := &opened{d, found}
	if last := s.books[name]; last != nil && found.HasErrors() && !last.good.found.HasErrors() {
		s.books[name] = &book{stamp, last.good, found.Errors()}
		return last.good, nil
	}
	s.books[name] = &book{stamp: stamp, good: fresh}
	return fresh, nil
}

// Broken returns what is wrong with the files of a dossier that is shown as it
// was last good.
func (s *Shelf) Broken(name string) diag.List {
	s.mu.Lock()
	defer s.mu.Unlock()
	if b := s.books[name]; b != nil {
		return b.broken
	}
	return nil
}

// stampOf sums names, sizes and times of change of the files.
func stampOf(fsys fs.FS) (string, error) {
	h := fnv.New64a()
	err := fs.WalkDir(fsys, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		fmt.Fprintf(h, "%s %d %d\n", path, info.Size(), info.ModTime().UnixNano())
		return nil
	})
	return fmt.Sprintf("%x", h.Sum64()), err
}
