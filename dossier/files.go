package dossier

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/diag"
	"entente/internal/nearest"
)

// Limits on what a dossier may hold. The largest bundled dossier is below a
// hundredth of each.
const (
	MaxFileSize    = 8 << 20
	MaxDossierSize = 24 << 20
	MaxFiles       = 2000
)

// maxFindings is more than anybody reads; a hostile file could hold a million
// unknown keys.
const maxFindings = 1000

// report adds a finding unless there are too many already.
func report(list *diag.List, d diag.Diagnostic) {
	if len(*list) < maxFindings {
		list.Add(d)
	}
}

// ErrNotDossier is returned, wrapped, for a folder without a dossier.yaml.
var ErrNotDossier = errors.New("not a dossier")

// folders says which files a dossier may hold, by folder and ending.
var folders = map[string]string{
	"agreements": ".yaml", "series": ".csv", "claims": ".yaml", "what-if": ".yaml", "tests": ".yaml",
	"negotiation": ".yaml", "keys": ".yaml", "members": ".csv", "private": ".yaml",
}

var topFiles = []string{"dossier.yaml", "sources.yaml", "events.yaml", "forecasts.yaml"}

// OpenDir opens a folder so that nothing outside it can be read: links that
// lead out fail.
func OpenDir(dir string) (fs.FS, io.Closer, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("open dossier: %w", err)
	}
	return root.FS(), root, nil
}

// collect reads the files of a dossier, within the limits. Files under
// private/ are never opened here.
func collect(fsys fs.FS, list *diag.List) (map[string][]byte, error) {
	if _, err := fs.Stat(fsys, "dossier.yaml"); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: dossier.yaml: %w", ErrNotDossier, err)
	}
	files := map[string][]byte{}
	total := 0
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			report(list, unreadable(name, err))
			return nil
		}
		if e.IsDir() {
			return enter(name, list)
		}
		if e.Type()&fs.ModeSymlink != 0 && !linked(fsys, name, list) || !expected(name, list) {
			return nil
		}
		if len(files) >= MaxFiles {
			list.Add(diag.Diagnostic{Code: diag.TooLarge, Pos: diag.Position{File: name}, Message: fmt.Sprintf("more than %d files", MaxFiles)})
			return fs.SkipAll
		}
		data, err := readFile(fsys, name)
		if err != nil {
			report(list, unreadable(name, err))
			return nil
		}
		if total += len(data); total > MaxDossierSize {
			list.Add(diag.Diagnostic{Code: diag.TooLarge, Pos: diag.Position{File: name}, Message: fmt.Sprintf("the dossier exceeds %d MB", MaxDossierSize>>20)})
			return fs.SkipAll
		}
		data = bytes.TrimPrefix(data, []byte("\ufeff")) // a byte order mark says nothing in UTF-8
		if d, bad := notText(name, data); bad {
			report(list, d)
			return nil
		}
		files[name] = data
		return nil
	})
	if _, read := files["dossier.yaml"]; !read && !list.HasErrors() {
		report(list, unreadable("dossier.yaml", errNotFile))
	}
	return files, err
}

// linked reports whether a link may be read: it leads to a file of the
// dossier. Links to folders are never followed.
func linked(fsys fs.FS, name string, list *diag.List) bool {
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		report(list, unreadable(name, err))
	case info.IsDir():
		report(list, diag.Diagnostic{Code: diag.Outside, Pos: diag.Position{File: name}, Message: "a link to a folder is not followed", Hint: "copy the folder into the dossier"})
	default:
		return true
	}
	return false
}

// enter decides whether a folder is walked.
func enter(name string, list *diag.List) error {
	base := path.Base(name)
	switch {
	case name == ".":
		return nil
	case base == "private" || strings.HasPrefix(base, "."):
		return fs.SkipDir
	}
	if _, known := folders[name]; !known {
		report(list, diag.Diagnostic{
			Code: diag.UnknownFile, Severity: diag.Warning, Pos: diag.Position{File: name},
			Message: "a dossier has no folder of this name; it is not read", Hint: nearest.Hint(name, keysOf(folders)),
		})
		return fs.SkipDir
	}
	return nil
}

// expected reports whether a file is one that a dossier may hold; other files
// are reported, but notes in Markdown or text and schemas are left alone.
func expected(name string, list *diag.List) bool {
	dir, base := path.Split(name)
	ext := path.Ext(base)
	if strings.HasPrefix(base, ".") || ext == ".md" || ext == ".txt" || ext == ".json" {
		return false
	}
	dir = strings.TrimSuffix(dir, "/")
	if dir == "" {
		if slices.Contains(topFiles, base) {
			return true
		}
	} else if folders[dir] == ext {
		return true
	}
	hint := nearest.Hint(base, topFiles)
	if want := folders[dir]; want != "" {
		hint = "files here end in " + want
	}
	report(list, diag.Diagnostic{Code: diag.UnknownFile, Severity: diag.Warning, Pos: diag.Position{File: name}, Message: "this file is not one that Entente reads", Hint: hint})
	return false
}

var (
	errTooLarge = errors.New("file too large")
	errNotFile  = errors.New("it is no plain file but a folder, a pipe or a device")
)

// readFile looks before it opens: a named pipe would wait for a writer for
// ever.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNotFile
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // it was only read
	if info.Size() > MaxFileSize {
		return nil, errTooLarge
	}
	data, err := io.ReadAll(io.LimitReader(f, MaxFileSize+1)) // it may grow while it is read
	if err == nil && len(data) > MaxFileSize {
		err = errTooLarge
	}
	return data, err
}

func unreadable(name string, err error) diag.Diagnostic {
	d := diag.Diagnostic{Pos: diag.Position{File: name}, Code: diag.MissingFile, Message: "cannot be read: " + reason(err)}
	switch {
	case errors.Is(err, errTooLarge):
		d.Code, d.Message = diag.TooLarge, fmt.Sprintf("the file exceeds %d MB", MaxFileSize>>20)
		d.Hint = "a dossier holds figures and short texts; keep documents elsewhere and cite them"
	case strings.Contains(err.Error(), "escapes"):
		d.Code, d.Message = diag.Outside, "the link leads out of the dossier's folder"
		d.Hint = "copy the file into the dossier"
	}
	return d
}

// reason returns the innermost error, which names no path of this machine.
func reason(err error) string {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err.Error()
	}
	return err.Error()
}

// notText finds the first byte that is not UTF-8 text.
func notText(name string, data []byte) (diag.Diagnostic, bool) {
	if utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 {
		return diag.Diagnostic{}, false
	}
	line, column := 1, 1
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == 0 || r == utf8.RuneError && size == 1 {
			break
		}
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
		i += size
	}
	return diag.Diagnostic{
		Code: diag.NotText, Pos: diag.Position{File: name, Line: line, Column: column},
		Message: "a byte here is not UTF-8 text", Hint: "save the file as UTF-8",
	}, true
}
