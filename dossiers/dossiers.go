// Package dossiers embeds the bundled dossiers.
//
// Each is a folder of plain files, read in the same way as a folder on disk;
// `entente dossiers --copy NAME DIR` writes one out to work on.
package dossiers

import (
	"embed"
	"io/fs"
)

//go:embed all:*
var files embed.FS

// Names returns the names of the bundled dossiers in alphabetical order.
func Names() ([]string, error) {
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() {
			if _, err := fs.Stat(files, e.Name()+"/dossier.yaml"); err == nil {
				names = append(names, e.Name())
			}
		}
	}
	return names, nil
}

// Open returns the files of a bundled dossier.
func Open(name string) (fs.FS, error) {
	if !fs.ValidPath(name) {
		return nil, fs.ErrNotExist
	}
	if _, err := fs.Stat(files, name+"/dossier.yaml"); err != nil {
		return nil, fs.ErrNotExist
	}
	return fs.Sub(files, name)
}
