package workbench

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"entente/report"
)

// ExportRequest asks for a schedule as files for other programs.
type ExportRequest struct {
	ScheduleRequest
	Language string // of titles: en or ko
	Force    bool   // replace files that are there
}

// ExportResult is what was written.
type ExportResult struct {
	Header
	Files []ExportedFile `json:"files"`
}

// ExportedFile is one file with its content's hash.
type ExportedFile struct {
	Path   string `json:"path"`   // where it was written
	Bytes  int    `json:"bytes"`  // its size
	SHA256 string `json:"sha256"` // of its content: the same request gives the same bytes
}

// ExportXLSX makes a workbook with live formulas. It writes to a file, or
// returns the bytes when path is "-".
func (w *Workbench) ExportXLSX(r ExportRequest, path string) (*ExportResult, []byte, error) {
	out, c, err := w.scheduled(r.ScheduleRequest)
	if err != nil {
		return nil, nil, err
	}
	book := report.Book{
		Title: out.Title.In(r.Language), Dossier: out.Dossier, Digest: out.Digest, Schedule: c.schedule, Lines: out.Lines, Sources: c.Sources,
		Look: report.Look{Format: report.Text, Language: r.Language, Units: out.Units}, Notes: supposed(out),
	}
	if out.KnownAt != nil {
		book.Known = out.KnownAt.String()
	}
	var b bytes.Buffer
	if err := report.XLSX(&b, book); err != nil {
		return nil, nil, err
	}
	return r.written(out.Header, path, b.Bytes())
}

// ExportCSV makes the table of the schedule.
func (w *Workbench) ExportCSV(r ExportRequest, path string) (*ExportResult, []byte, error) {
	out, _, err := w.scheduled(r.ScheduleRequest)
	if err != nil {
		return nil, nil, err
	}
	var b bytes.Buffer
	t := report.Schedule(out.Title.In(r.Language), out.Lines, out.Totals, report.Look{Format: report.CSV, Language: r.Language, Units: out.Units})
	if err := t.Write(&b, report.CSV); err != nil {
		return nil, nil, err
	}
	return r.written(out.Header, path, b.Bytes())
}

// ExportDataPackage writes a folder of tables with a datapackage.json.
func (w *Workbench) ExportDataPackage(r ExportRequest, dir string) (*ExportResult, error) {
	out, c, err := w.scheduled(r.ScheduleRequest)
	if err != nil {
		return nil, err
	}
	p := report.Package{Name: out.Dossier, Title: out.Title.In(r.Language), Digest: out.Digest, Lines: out.Lines, Series: c.Series, Sources: c.Sources}
	if out.KnownAt != nil {
		p.Known = out.KnownAt.String()
	}
	files, err := report.DataPackage(p)
	if err != nil {
		return nil, err
	}
	if !r.Force {
		for _, f := range files { // nothing is written when one is in the way
			if err := free(filepath.Join(dir, filepath.FromSlash(f.Name))); err != nil {
				return nil, err
			}
		}
	}
	result := &ExportResult{Header: out.Header}
	for _, f := range files {
		one, _, err := r.written(out.Header, filepath.Join(dir, filepath.FromSlash(f.Name)), f.Data)
		if err != nil {
			return nil, err
		}
		result.Files = append(result.Files, one.Files...)
	}
	return result, nil
}

// supposed tells what a schedule rests on besides the dossier.
func supposed(out *ScheduleResult) []string {
	var notes []string
	for _, s := range out.Assume {
		notes = append(notes, "assumed: "+s)
	}
	for _, s := range out.Set {
		notes = append(notes, "set: "+s)
	}
	for _, s := range out.WhatIf {
		notes = append(notes, "what if: "+s)
	}
	if out.Extend != "" {
		notes = append(notes, "assumed: "+out.Extend+" is prolonged past its term")
	}
	return notes
}

// written writes data to a file, or hands it back for "-".
func (r ExportRequest) written(h Header, path string, data []byte) (*ExportResult, []byte, error) {
	sum := sha256.Sum256(data)
	result := &ExportResult{Header: h, Files: []ExportedFile{{Path: path, Bytes: len(data), SHA256: hex.EncodeToString(sum[:])}}}
	if path == "-" {
		return result, data, nil
	}
	if err := writeFile(path, data, r.Force); err != nil {
		return nil, nil, err
	}
	return result, data, nil
}

// Keep writes a document to a file, and returns its path. A file that is there
// is replaced by force only.
func (w *Workbench) Keep(path string, data []byte, force bool) (string, error) {
	return path, writeFile(path, data, force)
}

// free reports a file that is in the way.
func free(path string) error {
	_, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("write: %w", err)
	default:
		return fmt.Errorf("write %s: %w; --force replaces it", path, fs.ErrExist)
	}
}

// writeFile writes beside the file and renames, so that a reader never sees
// half of it.
func writeFile(path string, data []byte, force bool) error {
	if !force {
		if err := free(path); err != nil {
			return err
		}
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return usage("%s is no file that could be replaced", path)
	}
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	f, err := os.CreateTemp(dir, ".entente-*")
	if err != nil {
		return fmt.Errorf("write: %w", err)
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write: %w", errors.Join(err, os.Remove(f.Name())))
	}
	return nil
}
