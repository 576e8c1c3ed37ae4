package workbench

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"entente/diag"
	"entente/negotiation"
	"entente/negotiation/format"
)

// Scenario is a negotiation scenario at hand, for those who have no folder.
type Scenario struct {
	Name  string
	Files []ScenarioText
}

// maxScenario is the size in bytes of the largest scenario at hand.
const maxScenario = 8 << 20

// read takes the files as those of a folder with the scenario's name.
func (s Scenario) read() (*scenarioFiles, error) {
	var files []format.File
	total := 0
	for _, f := range s.Files {
		if !fs.ValidPath(f.Name) || strings.Contains(f.Name, "/") || f.Name == "." {
			return nil, fmt.Errorf("%w: %.60q is not the name of a file", ErrUsage, f.Name)
		}
		if slices.ContainsFunc(files, func(other format.File) bool { return other.Name == f.Name }) {
			return nil, fmt.Errorf("%w: two files are called %.60q", ErrUsage, f.Name)
		}
		if total += len(f.Text); total > maxScenario {
			return nil, fmt.Errorf("%w: the scenario has more than %d bytes", ErrUsage, maxScenario)
		}
		files = append(files, format.File{Name: f.Name, Data: []byte(f.Text)})
	}
	return scenarioOf(cmp.Or(s.Name, "scenario"), files, nil)
}

// ScenarioText is one file of a scenario.
type ScenarioText struct {
	Name string `json:"name"`
	Text string `json:"text"` // what the file says
}

// scenarioFiles is a scenario as read from its files.
type scenarioFiles struct {
	name, digest string
	scenario     negotiation.Scenario
	form         format.Form
	found        diag.List
	read         func(string) []byte
}

// readScenario reads a folder, or the named files. A folder is read below
// itself only, so that no link leads out of it.
func readScenario(args []string, at Scenario) (*scenarioFiles, error) {
	if len(args) == 0 && len(at.Files) > 0 {
		return at.read()
	}
	if len(args) == 0 {
		return nil, fmt.Errorf("%w: name the folder of a scenario, or its files", ErrUsage)
	}
	info, err := os.Stat(args[0])
	if err != nil {
		return nil, fmt.Errorf("%w: there is no scenario %.200q", ErrUsage, args[0])
	}
	folder, names := args[0], []string(nil)
	if !info.IsDir() {
		folder = filepath.Dir(args[0])
		for _, a := range args {
			if filepath.Dir(a) != folder {
				return nil, fmt.Errorf("%w: the files of a scenario stand in one folder", ErrUsage)
			}
			names = append(names, filepath.Base(a))
		}
	} else if len(args) > 1 {
		return nil, fmt.Errorf("%w: one folder, or the files of one scenario", ErrUsage)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("open scenario: %w", err)
	}
	defer func() { _ = root.Close() }() // it was only read
	files, list, err := format.Load(root.FS(), names...)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUsage, err)
	}
	return scenarioOf(filepath.Base(filepath.Clean(folder)), files, list)
}

// scenarioOf reads the files of a scenario, whose names and sizes were judged.
func scenarioOf(name string, files []format.File, list diag.List) (*scenarioFiles, error) {
	out := &scenarioFiles{name: name, found: list, digest: digest(files)}
	out.read = func(name string) []byte {
		for _, f := range files {
			if f.Name == name {
				return f.Data
			}
		}
		return nil
	}
	if !list.HasErrors() {
		out.scenario, out.form, out.found = format.Read(files)
	}
	if errs := out.found.Errors(); len(errs) > 0 {
		return nil, &FindingsError{errs, out.read}
	}
	return out, nil
}

// digest names the files by their contents.
func digest(files []format.File) string {
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b format.File) int { return strings.Compare(a.Name, b.Name) })
	h := sha256.New()
	for _, f := range files {
		fmt.Fprintf(h, "%d %s %d\n", len(f.Name), f.Name, len(f.Data))
		h.Write(f.Data)
	}
	return hex.EncodeToString(h.Sum(nil))
}
