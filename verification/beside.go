package verification

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// maxBeside is how many files of a folder are looked into.
const maxBeside = 200

// stem is the name of a file up to its first point: 2021-2023 of
// 2021-2023.meta.json.
func stem(name string) string {
	short, _, _ := strings.Cut(path.Base(name), ".")
	return short
}

// beside finds the other part of a suite: a file of the folder with that
// extension that is accepted. One with the same stem is preferred; of others
// there must be only one. It returns nil where there is none.
func (f *file) beside(extension string, accepts func(*file) bool) (*file, error) {
	var found []*file
	for _, name := range f.others(extension) {
		g, err := f.openBeside(name)
		if err != nil {
			if stem(name) == stem(f.Name) {
				return nil, err
			}
			continue // another file of the folder, which nobody asked about
		}
		if !accepts(g) {
			continue
		}
		if stem(name) == stem(f.Name) {
			found = []*file{g}
			break
		}
		found = append(found, g)
	}
	switch len(found) {
	case 0:
		return nil, nil //nolint:nilnil // that nothing lies beside a file is no error
	case 1:
		f.parts = append(f.parts, found[0])
		return found[0], nil
	}
	return nil, fmt.Errorf("%w: %s and %s lie beside it; give the right one its name, %s%s", ErrShape, found[0].Name, found[1].Name, stem(f.Name), extension)
}

// others lists the other files of the folder with an extension, those with the
// same stem first.
func (f *file) others(extension string) []string {
	if f.folder == nil {
		return nil
	}
	entries, err := fs.ReadDir(f.folder, ".")
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if name := e.Name(); e.Type().IsRegular() && name != f.Name && strings.HasSuffix(strings.ToLower(name), extension) && len(names) < maxBeside {
			names = append(names, name)
		}
	}
	slices.SortStableFunc(names, func(a, b string) int {
		return rank(stem(a) == stem(f.Name)) - rank(stem(b) == stem(f.Name))
	})
	return names
}

func rank(first bool) int {
	if first {
		return 0
	}
	return 1
}

// openBeside reads a file of the folder within the bounds of every file.
func (f *file) openBeside(name string) (*file, error) {
	if f.folder == nil {
		return nil, errors.ErrUnsupported
	}
	r, err := f.folder.Open(name)
	if err != nil {
		return nil, fmt.Errorf("beside %s: %w", f.Name, err)
	}
	defer func() { _ = r.Close() }() // it was only read
	data, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("beside %s: %w", f.Name, err)
	}
	g, err := open(name, data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	g.folder = f.folder
	return g, nil
}
