package workbench

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"entente/dossiers"
	"entente/internal/nearest"
	"entente/internal/text"
	"entente/period"
)

// DossiersResult is the bundled dossiers.
type DossiersResult struct {
	Dossiers []DossierLine `json:"dossiers"`
}

// DossierLine is one bundled dossier.
type DossierLine struct {
	Name       string       `json:"name"`
	Title      text.Text    `json:"title"`
	About      text.Text    `json:"about"`
	Years      period.Years `json:"years"`
	Agreements int          `json:"agreements"`
	Sources    int          `json:"sources"`
	Digest     string       `json:"digest"`
	Broken     string       `json:"broken,omitempty"` // why it cannot be opened now; then nothing else is known of it
}

// Dossiers lists the bundled dossiers.
func (w *Workbench) Dossiers() (*DossiersResult, error) {
	names, err := dossiers.Names()
	if err != nil {
		return nil, err
	}
	return w.list(names, func(name string) (string, error) { return name, nil })
}

// Served lists the dossiers that a server answers for, under the names that
// stand in addresses.
func (w *Workbench) Served(s *Served) (*DossiersResult, error) { return w.list(s.names, s.Find) }

func (w *Workbench) list(names []string, find func(name string) (string, error)) (*DossiersResult, error) {
	out := &DossiersResult{Dossiers: []DossierLine{}}
	for _, name := range names {
		path, err := find(name)
		if err != nil {
			return nil, err
		}
		o, err := w.open(path, nil)
		if errors.Is(err, ErrNoDossier) { // it hides none of the others
			out.Dossiers = append(out.Dossiers, DossierLine{Name: name, Title: text.Text{EN: name}, Broken: "its folder is gone"})
			continue
		}
		if err != nil {
			return nil, err
		}
		line := DossierLine{name, o.Title, o.About, o.Years, len(o.Agreements), len(o.Sources), o.Digest, ""}
		if o.found.HasErrors() {
			line.Broken = "it has errors: ask check"
		}
		if line.Title.IsZero() {
			line.Title.EN = name
		}
		out.Dossiers = append(out.Dossiers, line)
	}
	return out, nil
}

// CopyDossier writes a bundled dossier into a new folder below dir and returns
// its path. It never writes over a file.
func (w *Workbench) CopyDossier(name, dir string) (string, error) {
	fsys, err := dossiers.Open(name)
	if err != nil {
		names, _ := dossiers.Names() // embedded: cannot fail
		return "", usage("%w %.60q: %s", ErrNoDossier, name, nearest.Hint(name, names))
	}
	target := filepath.Join(dir, name)
	if err := os.CopyFS(target, fsys); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return "", fmt.Errorf("copy to %s: a file is already there; nothing is written over", target)
		}
		return "", fmt.Errorf("copy: %w", err)
	}
	return target, nil
}

// Figures returns the names of the figures of a dossier.
func (w *Workbench) Figures(q Question) ([]string, error) {
	c, err := w.compute(q)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(c.schedule.Plan.Figures))
	for i, f := range c.schedule.Plan.Figures {
		names[i] = f.ID
	}
	for _, e := range c.Keys {
		for _, p := range e.Parties {
			names = append(names, e.ID+"/"+p.ID)
		}
	}
	return names, nil
}
