package workbench

import (
	"fmt"
	"runtime"
	"sync"

	"entente/evidence"
	"entente/extract"
	"entente/internal/text"
)

// MaxDocument is the size in bytes of the largest document that is read.
const MaxDocument = evidence.MaxInput

// ClaimFile is a document to judge.
type ClaimFile struct {
	Name string
	Data []byte
}

// ClaimRequest asks whether the figures of documents are right.
type ClaimRequest struct {
	Question
	Files []ClaimFile
}

// ClaimResult is documents with their figures judged. One document stands at
// the top, several stand under documents.
type ClaimResult struct {
	Header
	*evidence.View
	Conflicts []evidence.ConflictView `json:"conflicts"` // what contradicts the dossier, itself, or the other documents
	Documents []*evidence.View        `json:"documents,omitempty"`
	Copies    [][]string              `json:"copies,omitempty"` // files that are copies or retellings of each other: one source

	Title   text.Text          `json:"-"`
	Results []*evidence.Result `json:"-"`
	Inputs  []ClaimFile        `json:"-"`
}

// Inconsistent reports whether a figure contradicts the dossier.
func (r *ClaimResult) Inconsistent() bool {
	for _, d := range r.Results {
		for _, f := range d.Figures {
			if f.Verdict == evidence.Inconsistent {
				return true
			}
		}
	}
	return false
}

// Claim judges the figures of documents: pages, texts, or the text of a PDF.
func (w *Workbench) Claim(r ClaimRequest) (*ClaimResult, error) {
	if len(r.Files) == 0 {
		return nil, usage("claim takes a file")
	}
	c, err := w.compute(r.Question)
	if err != nil {
		return nil, err
	}
	k := c.knowledge()
	out := &ClaimResult{Header: c.header(), Title: c.Title, Inputs: r.Files, Results: make([]*evidence.Result, len(r.Files))}
	errs := make([]error, len(r.Files))
	var group sync.WaitGroup
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), len(r.Files)) {
		group.Go(func() {
			for i := range next {
				d, err := extract.Document(r.Files[i].Name, r.Files[i].Data)
				if err != nil {
					errs[i] = fmt.Errorf("%w: %w", ErrUsage, err)
					continue
				}
				out.Results[i] = evidence.Check(d, k)
			}
		})
	}
	for i := range r.Files {
		next <- i
	}
	close(next)
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	out.Conflicts = evidence.ConflictViews(evidence.Compare(out.Results), out.Results...)
	if len(out.Results) == 1 {
		out.View = out.Results[0].View()
		return out, nil
	}
	for _, d := range out.Results {
		out.Documents = append(out.Documents, d.View())
	}
	for _, group := range evidence.CopyGroups(out.Results) {
		var names []string
		for _, i := range group {
			names = append(names, r.Files[i].Name)
		}
		out.Copies = append(out.Copies, names)
	}
	return out, nil
}
