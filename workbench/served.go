package workbench

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/dossiers"
)

// Served is the dossiers that a server answers for, by the names that stand in
// addresses. A request names one of them and never a folder.
type Served struct {
	paths map[string]string
	names []string
}

// Serve returns the given folders, each under its last path element, and the
// bundled dossiers whose names are free. Two folders of one name are refused.
func Serve(folders ...string) (*Served, error) {
	s := &Served{paths: map[string]string{}}
	for _, folder := range folders {
		name := strings.TrimRight(strings.ReplaceAll(folder, `\`, "/"), "/")
		name = name[strings.LastIndexByte(name, '/')+1:]
		if name == "" || strings.Trim(name, ".") == "" || slices.Contains(reserved(), name) {
			return nil, usage("%q cannot stand in an address: name the folder itself", folder)
		}
		if _, taken := s.paths[name]; taken {
			return nil, usage("two folders are called %q", name)
		}
		s.add(name, folder)
	}
	bundled, err := dossiers.Names()
	if err != nil {
		return nil, fmt.Errorf("bundled dossiers: %w", err)
	}
	for _, name := range bundled {
		if _, taken := s.paths[name]; !taken {
			s.add(name, name)
		}
	}
	return s, nil
}

// reserved are first elements of addresses that are no dossiers.
func reserved() []string {
	return []string{"api", "static", "verify", "verify.json", "speed", "speed.json", "openapi.json", "openapi.yaml", "schema.json", "mcp"}
}

func (s *Served) add(name, path string) { s.paths[name], s.names = path, append(s.names, name) }

// Names returns the names, folders first.
func (s *Served) Names() []string { return slices.Clone(s.names) }

// Words says what an error says, with names in the place of folders: where
// they lie is not for readers.
func (s *Served) Words(err error) string {
	text := strings.ReplaceAll(err.Error(), ErrUsage.Error()+": ", "")
	for name, path := range s.paths {
		text = strings.ReplaceAll(text, strconv.Quote(path), strconv.Quote(name))
	}
	return text
}

// Find returns where the dossier of a name is, or ErrNoDossier.
func (s *Served) Find(name string) (path string, err error) {
	path, ok := s.paths[name]
	if !ok {
		return "", fmt.Errorf("%w %.60q", ErrNoDossier, name)
	}
	return path, nil
}
