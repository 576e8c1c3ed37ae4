// Package verification runs published numbers through the functions that the
// commands use.
//
// # What it is for
//
// A tool that computes what states pay must show that it computes right, on
// the machine of whoever doubts it. [Run] takes numbers that others have
// published - sums of treaties, pension increases, tax thresholds, tables of
// rounding - and compares them with what the engine gives. [RunFile] does the
// same for a file of the user's own, in the shape of the published vectors.
// docs/verification.md lists the suites and says what is known not to agree.
//
// # What it promises
//
// There is no second arithmetic here: a case is turned into agreements and
// series, compiled to a plan and evaluated, like any dossier; what is left is
// reading and comparing. [Case.Pass] compares each time it is asked and is
// stored nowhere. A number that is known not to agree is a case of its own
// that says by how much it differs, and fails when it differs otherwise.
//
// # What it refuses
//
// A file is a stranger's. Its size, depth and number of cases are bounded; a
// doubled key, a number that is none, a case without what it needs is an
// error, never a case left out. What a file holds beside its cases and was not
// run is named in [Report.Unread].
//
// # Adding a suite
//
// A suite is one file of this package with a function that returns a suite,
// and one line in suites.
package verification

import (
	"errors"
	"fmt"
	"io/fs"
)

// MaxFile is the largest file of cases that is read.
const MaxFile = 16 << 20

// Bounds on what a file may ask for, so that the answer does not take for ever.
const (
	maxCases    = 5_000
	maxRows     = 20_000 // of a table
	maxTraps    = 300    // each compiles the whole dossier anew
	maxYears    = 100    // of one computation
	maxAllYears = 50_000 // of all computations of a file
	maxNumbers  = 1_000  // of one sum
)

// Errors returned by RunFile, wrapped.
var (
	ErrTooLarge = errors.New("the file of cases is too large")
	ErrShape    = errors.New("the file has no known shape")
)

// Report is what came of a run.
type Report struct {
	Cases  []Case   `json:"cases"`
	Unread []string `json:"unread,omitempty"` // parts of a file that are not cases and were not run
	Used   []string `json:"used,omitempty"`   // files of the same folder that were read with it
}

// Failed returns the cases that do not pass.
func (r Report) Failed() []Case {
	var failed []Case
	for _, c := range r.Cases {
		if !c.Pass() {
			failed = append(failed, c)
		}
	}
	return failed
}

// Run runs every suite on its own numbers. An error is about the embedded
// files, not about a case.
func Run() (Report, error) {
	var r Report
	for _, s := range suites() {
		cases, err := s.Own()
		if err != nil {
			return Report{}, fmt.Errorf("verify %s: %w", s.Model, err)
		}
		r.Cases = append(r.Cases, label(cases, s.Model)...)
	}
	return r, nil
}

// RunFile runs the cases of a file. The name stands in messages and tells CSV
// from JSON; which suite a file belongs to is found in what it holds.
func RunFile(name string, data []byte) (Report, error) { return RunBeside(nil, name, data) }

// RunBeside runs the cases of a file that lies in a folder, as RunFile does.
// Some suites have their cases in two files: a table and what is to be known of
// it, or answers and the scenarios they are about. The other part is looked for
// in the folder, never outside it; Report.Used names what was taken.
func RunBeside(folder fs.FS, name string, data []byte) (Report, error) {
	f, err := open(name, data)
	if err != nil {
		return Report{}, fmt.Errorf("verify %s: %w", name, err)
	}
	f.folder = folder
	for _, s := range suites() {
		if s.Accepts == nil || !s.Accepts(f) {
			continue
		}
		cases, err := s.Run(f)
		if err != nil {
			return Report{}, fmt.Errorf("verify %s: %s: %w", name, s.Model, err)
		}
		if len(cases) == 0 {
			return Report{}, fmt.Errorf("verify %s: %w: it looks like %s but holds no case", name, ErrShape, s.Model)
		}
		return Report{Cases: label(cases, s.Model), Unread: f.unread(), Used: f.used()}, nil
	}
	return Report{}, fmt.Errorf("verify %s: %w: its suite is %.40q; known are %s", name, ErrShape, f.Suite, accepted())
}

func label(cases []Case, model string) []Case {
	for i := range cases {
		cases[i].Model = model
	}
	return cases
}
