package workbench

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"entente/verification"
)

// VerifyRequest says which cases are run: those of the files, or without any
// those of Entente.
type VerifyRequest struct {
	Cases []string // files in the shape of the published vectors
}

// VerifyResult is published numbers beside what the engine gives.
type VerifyResult struct {
	Cases  []VerifiedCase `json:"cases"`            // each number, in the order of the suites
	Unread []string       `json:"unread,omitempty"` // parts of a file that are no cases and were not run
	Used   []string       `json:"used,omitempty"`   // files that were read with those of --cases, beside which they lie
}

// VerifiedCase is one number. Numbers of a list stand with a comma and a space
// between them.
type VerifiedCase struct {
	ID        string `json:"id"`             // name of the case, as in the file
	Model     string `json:"model"`          // suite to which the case belongs
	Expected  string `json:"expected"`       // what was published
	Got       string `json:"got"`            // what the engine gives
	Tolerance string `json:"tolerance"`      // the largest distance that passes
	Pass      bool   `json:"pass"`           // whether got is within tolerance of expected
	Source    string `json:"source"`         // where it was published
	Note      string `json:"note,omitempty"` // a remark
}

// Verify runs published numbers through the engine.
func (w *Workbench) Verify(r VerifyRequest) (*VerifyResult, error) {
	out := &VerifyResult{Cases: []VerifiedCase{}}
	if len(r.Cases) == 0 {
		report, err := verification.Run()
		if err != nil {
			return nil, err
		}
		out.add(report)
	}
	taken := map[string]bool{}
	for _, name := range r.Cases {
		if taken[filepath.Clean(name)] {
			continue // it was read with a file before, beside which it lies
		}
		report, err := runCases(name)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrUsage, err)
		}
		for _, other := range report.Used {
			taken[filepath.Join(filepath.Dir(name), other)] = true
		}
		out.add(report)
	}
	return out, nil
}

// runCases runs a file; what a suite takes from beside it is read below its
// folder only.
func runCases(name string) (verification.Report, error) {
	data, err := readCases(name)
	if err != nil {
		return verification.Report{}, err
	}
	root, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		return verification.Report{}, err
	}
	defer func() { _ = root.Close() }() // it was only read
	return verification.RunBeside(root.FS(), filepath.Base(name), data)
}

// add takes the cases of a run in; whether they pass is asked here, once.
func (r *VerifyResult) add(report verification.Report) {
	for _, c := range report.Cases {
		r.Cases = append(r.Cases, VerifiedCase{
			ID: c.ID, Model: c.Model, Expected: c.Expected, Got: c.Got, Tolerance: c.Tolerance, Pass: c.Pass(), Source: c.Source, Note: c.Note,
		})
	}
	r.Unread = append(r.Unread, report.Unread...)
	r.Used = append(r.Used, report.Used...)
}

// readCases reads a file no further than one that is too large.
func readCases(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // it was only read
	data, err := io.ReadAll(io.LimitReader(f, verification.MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return data, nil
}
