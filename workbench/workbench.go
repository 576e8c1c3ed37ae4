// Package workbench joins the parts: one method for each thing that a user
// wants to know.
//
// # What it is for
//
// The command line, the API and the pages call only this package. A method
// takes a request with plain fields, opens the dossier, and returns a result
// whose JSON is the contract of docs/cli.md.
//
// # What it promises
//
// Every result carries the dossier, its digest and the day of knowledge.
// Errors say what kind they are: [ErrUsage] for a request that cannot be
// meant, [FindingsError] for a dossier that cannot be relied on.
package workbench

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"entente/diag"
	"entente/dossier"
	"entente/dossiers"
	"entente/internal/nearest"
	"entente/period"
	"entente/schedule"
)

// ErrUsage is returned, wrapped, for a request that cannot be meant: an unknown
// figure, a series that is not there, a malformed argument.
var ErrUsage = errors.New("usage")

// ErrNoDossier is returned, wrapped, when there is no dossier of that name.
var ErrNoDossier = errors.New("no such dossier")

// ErrPrivate is returned, wrapped, for a file of a party where any file may be
// named: what is in it would show in what is said about it.
var ErrPrivate = errors.New("files below private/ are read only with --as")

// IsPrivate reports whether a file belongs to one party alone: see ErrPrivate.
func IsPrivate(name string) bool { return dossier.IsPrivate(name) }

// ErrNoFigure is returned, wrapped with ErrUsage, for a name that is no figure.
var ErrNoFigure = schedule.ErrFigure

// FindingsError is the error for a dossier whose files are wrong.
type FindingsError struct {
	List diag.List
	Read func(file string) []byte
}

// Error returns the first finding and how many there are.
func (f *FindingsError) Error() string {
	if len(f.List) == 1 {
		return f.List[0].String()
	}
	return fmt.Sprintf("%s (and %d more)", f.List[0], len(f.List)-1)
}

// Workbench answers questions about dossiers. Now is the clock, asked only
// where a day is not given.
type Workbench struct {
	Now   func() time.Time
	Shelf *Shelf // keeps dossiers between questions; nil reads them anew
}

// Header stands on every result.
type Header struct {
	Dossier string      `json:"dossier"`
	Digest  string      `json:"digest"`
	KnownAt *period.Day `json:"known_at"`
}

// opened is a dossier as read, with what was found on the way.
type opened struct {
	*dossier.Dossier
	found diag.List
	plain *plain // shared with other questions; nil where nothing is kept
}

// Question is what every request about a dossier may carry.
type Question struct {
	Dossier  string   // a folder, or the name of a bundled dossier
	Known    string   // a day; "" is everything
	Assume   []string // SERIES=VALUE
	Set      []string // SERIES/PERIOD=VALUE
	Extend   string   // an agreement to prolong
	ExtendTo int
	WhatIf   []string // files with changes, of the dossier or elsewhere, or PATH=VALUE
	Currency string
	FX       string
}

// open reads a dossier with changes on top.
func (w *Workbench) open(name string, whatIf []string) (*opened, error) {
	fsys, closer, err := w.find(name)
	if err != nil {
		return nil, err
	}
	defer closer()
	if w.Shelf != nil && len(whatIf) == 0 {
		o, _, err := w.Shelf.read(name, fsys)
		return o, err
	}
	var changes []dossier.Overlay
	for _, file := range whatIf {
		if path, value, inline := strings.Cut(file, "="); inline {
			changes = append(changes, dossier.Change(path, value))
			continue
		}
		data, err := overlay(fsys, file)
		if err != nil {
			return nil, fmt.Errorf("%w: what-if %s: %w", ErrUsage, file, err)
		}
		changes = append(changes, dossier.ParseOverlay(file, data))
	}
	if w.Shelf != nil {
		return w.Shelf.changed(name, fsys, changes)
	}
	d, found, err := dossier.Read(fsys, changes...)
	if err != nil {
		return nil, err
	}
	return &opened{Dossier: d, found: found}, nil
}

// find opens a dossier: a folder with a dossier.yaml, else a bundled one. The
// folder goes first, so that a copy worked on is not mistaken for the original.
func (w *Workbench) find(name string) (fs.FS, func(), error) {
	if filepath.Base(name) == "dossier.yaml" {
		name = filepath.Dir(name)
	}
	_, err := os.Stat(filepath.Join(name, "dossier.yaml"))
	if err == nil {
		fsys, closer, err := dossier.OpenDir(name)
		if err != nil {
			return nil, nil, err
		}
		return fsys, func() { _ = closer.Close() }, nil // it was only read
	}
	if fsys, err := dossiers.Open(name); err == nil {
		return fsys, func() {}, nil
	}
	names, _ := dossiers.Names() // embedded: cannot fail
	hint := "a dossier is a folder with a dossier.yaml, or one of " + strings.Join(names, ", ")
	if near := nearest.Word(name, names); near != "" {
		hint = "did you mean " + near + "?"
	}
	return nil, nil, fmt.Errorf("%w: %w %.80q: %s", ErrUsage, ErrNoDossier, name, hint)
}

// overlay reads a what-if: of the dossier (its file, or its name without
// folder and ending), or any file.
func overlay(fsys fs.FS, file string) ([]byte, error) {
	if dossier.IsPrivate(file) {
		return nil, ErrPrivate
	}
	for _, name := range []string{file, "what-if/" + file, "what-if/" + file + ".yaml"} {
		if fs.ValidPath(name) {
			if data, err := fs.ReadFile(fsys, name); err == nil {
				return data, nil
			}
		}
	}
	return bounded(file)
}

// bounded reads a file that the user names, if it is no larger than a file of a
// dossier may be.
func bounded(file string) ([]byte, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, err
	}
	if info.Size() > dossier.MaxFileSize {
		return nil, fmt.Errorf("the file exceeds %d MB", dossier.MaxFileSize>>20)
	}
	return os.ReadFile(file)
}

// computed is a dossier with its schedule.
type computed struct {
	*opened
	schedule *schedule.Schedule
}

// compute opens a dossier and runs its plan. A dossier with errors is refused:
// a figure computed from half a text is worse than none.
func (w *Workbench) compute(q Question) (*computed, error) {
	o, err := w.open(q.Dossier, q.WhatIf)
	if err != nil {
		return nil, err
	}
	if errs := o.found.Errors(); len(errs) > 0 {
		return nil, &FindingsError{errs, o.File}
	}
	opt, err := q.options(o.Dossier)
	if err != nil {
		return nil, err
	}
	world, err := q.world(o.Dossier)
	if err != nil {
		return nil, err
	}
	plan, found := o.compile(opt)
	o.found.Add(found...)
	if errs := found.Errors(); len(errs) > 0 {
		return nil, &FindingsError{errs, o.File}
	}
	return &computed{o, o.evaluate(plan, world)}, nil
}

// Input returns what a schedule is computed from.
func Input(d *dossier.Dossier) schedule.Input {
	return schedule.Input{Currency: d.Currency, Units: d.Units, Years: d.Years, Agreements: d.Agreements, Series: d.Series}
}

func (c *computed) header() Header {
	h := Header{Dossier: c.ID, Digest: c.Digest}
	if known := c.schedule.World.Known; !known.IsZero() {
		h.KnownAt = &known
	}
	return h
}
