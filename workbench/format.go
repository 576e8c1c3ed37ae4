package workbench

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"entente/dossier"
	"entente/internal/rewrite"
)

// FormatResult is the files of a dossier that are not in their customary
// layout.
type FormatResult struct {
	Changed     []string  `json:"changed"` // files that were rewritten, or would be
	Written     bool      `json:"written"` // false: nothing was touched
	Diagnostics []Finding `json:"diagnostics"`

	Checked Checked `json:"-"`
}

// Format brings the files of a dossier into their customary layout; with check
// it only names those that are not. A file that changes while it is formatted
// is left alone.
func (w *Workbench) Format(dir string, check bool) (*FormatResult, error) {
	if filepath.Base(dir) == "dossier.yaml" {
		dir = filepath.Dir(dir)
	}
	if _, err := os.Stat(filepath.Join(dir, "dossier.yaml")); err != nil {
		return nil, fmt.Errorf("%w: %w %.80q: fmt works on a folder with a dossier.yaml; entente dossiers --copy NAME writes one", ErrUsage, ErrNoDossier, dir)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer func() { _ = root.Close() }() // what was written was flushed
	changed, found, err := dossier.FormatAll(root.FS())
	if err != nil {
		return nil, err
	}
	out := &FormatResult{Changed: []string{}, Written: !check, Diagnostics: FindingsOf(dir, found.Errors())}
	out.Checked = Checked{Dossier: dir, List: found.Errors(), Read: func(file string) []byte {
		data, err := fs.ReadFile(root.FS(), file)
		if err != nil {
			return nil
		}
		return data
	}}
	for _, f := range changed {
		if !check {
			if err := rewrite.File(root, f.File, f.Was, f.Now); err != nil {
				return nil, err
			}
		}
		out.Changed = append(out.Changed, f.File)
	}
	return out, nil
}

// Schema returns the JSON Schema of the files of a dossier, for editors.
func (w *Workbench) Schema() []byte { return dossier.Schema() }
