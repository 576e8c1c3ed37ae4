package verification

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/decimal"
)

// A file is a file of cases: a JSON object, or a CSV table with a header. What a
// suite asks for is noted, so that the rest can be named.
type file struct {
	Name  string
	Suite string
	Table []map[string]string // of a CSV file, by column

	header  []string // of a CSV file
	fields  map[string]json.RawMessage
	asked   map[string]bool
	folder  fs.FS    // where the file lies; nil where that is not known
	skipped []string // parts of lists that were not run
	passed  []string // cases of models that are not here
	parts   []*file  // files beside it that were read with it
}

// prose are keys that explain a file and hold nothing to run.
var prose = []string{
	"suite", "what", "note", "notes", "unit", "rule", "how_to_pass", "sources", "source", "definition", "algorithm", "traps", "licence", "license",
	"convention_that_passes", "generated", "version", "description", "about", "warning", "status", "footnotes_to_model", "set", "negmas_commit", "n_steps",
}

// open reads a file into fields, without deciding what they mean.
func open(name string, data []byte) (*file, error) {
	f := &file{Name: path.Base(strings.ReplaceAll(name, `\`, "/")), asked: map[string]bool{}}
	if len(data) > MaxFile {
		return nil, fmt.Errorf("%w: more than %d MB", ErrTooLarge, MaxFile>>20)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return nil, fmt.Errorf("%w: it is not UTF-8 text", ErrShape)
	}
	if strings.HasSuffix(strings.ToLower(f.Name), ".csv") {
		return f, f.readTable(data)
	}
	if err := scan(data); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(data, &f.fields); err != nil {
		return nil, fmt.Errorf("%w: a JSON object is due: %w", ErrShape, err)
	}
	if raw, ok := f.fields["suite"]; ok {
		if err := json.Unmarshal(raw, &f.Suite); err != nil {
			return nil, fmt.Errorf("%w: suite is a word", ErrShape)
		}
	}
	return f, nil
}

func (f *file) readTable(data []byte) error {
	c := csv.NewReader(bytes.NewReader(data))
	header, err := c.Read()
	f.header = header
	if err != nil {
		return fmt.Errorf("%w: it has no header: %w", ErrShape, err)
	}
	for i, name := range header {
		if slices.Contains(header[:i], name) {
			return fmt.Errorf("%w: column %.40q is given twice", ErrShape, name)
		}
	}
	for {
		row, err := c.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: %w", ErrShape, err)
		}
		if len(f.Table) == maxRows {
			return fmt.Errorf("%w: more than %d rows", ErrTooLarge, maxRows)
		}
		cells := map[string]string{}
		for i, cell := range row {
			cells[header[i]] = strings.TrimSpace(cell)
		}
		f.Table = append(f.Table, cells)
	}
}

// maxDepth is deeper than any vector nests.
const maxDepth = 32

// scan walks through JSON once: it must be one value, nested within reason, no
// key given twice. A doubled key would hide one of two numbers.
func scan(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var open []level
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: byte %d: %w", ErrShape, d.InputOffset(), err)
		}
		if delim, ok := token.(json.Delim); ok {
			if delim == '}' || delim == ']' {
				open = open[:len(open)-1]
				continue
			}
			if len(open) > 0 {
				open[len(open)-1].next()
			}
			if len(open) == maxDepth {
				return fmt.Errorf("%w: byte %d: nested deeper than %d", ErrShape, d.InputOffset(), maxDepth)
			}
			open = append(open, level{object: delim == '{', keys: map[string]bool{}, key: delim == '{'})
			continue
		}
		if len(open) == 0 {
			continue
		}
		top := &open[len(open)-1]
		if key, isText := token.(string); top.key && isText {
			if top.keys[key] {
				return fmt.Errorf("%w: byte %d: key %.40q is given twice", ErrShape, d.InputOffset(), key)
			}
			top.keys[key] = true
		}
		top.next()
	}
}

// level is an object or a list that is being walked through.
type level struct {
	object, key bool // key: the next token is one
	keys        map[string]bool
}

func (l *level) next() {
	if l.object {
		l.key = !l.key
	}
}

// columns reports whether a CSV file has all these columns.
func (f *file) columns(names ...string) bool {
	for _, name := range names {
		if !slices.Contains(f.header, name) {
			return false
		}
	}
	return true
}

// has reports whether a JSON file holds a key.
func (f *file) has(key string) bool {
	_, ok := f.fields[key]
	return ok
}

// keys returns the keys of a JSON file in order.
func (f *file) keys() []string { return slices.Sorted(maps.Keys(f.fields)) }

// read decodes the value of a key; it reports false when the key is missing.
// Keys that nobody reads are named by unread.
func (f *file) read(key string, into any) (bool, error) {
	f.asked[key] = true
	raw, ok := f.fields[key]
	if !ok {
		return false, nil
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return true, fmt.Errorf("%w: %s: %w", ErrShape, key, err)
	}
	return true, nil
}

// need is read for a list of cases, which must be there and within bounds.
func (f *file) need(key string, into any) error {
	ok, err := f.read(key, into)
	if err == nil && !ok {
		err = fmt.Errorf("%w: %s is missing", ErrShape, key)
	}
	if err != nil {
		return err
	}
	var all []json.RawMessage
	if json.Unmarshal(f.fields[key], &all) == nil && len(all) > maxCases {
		return fmt.Errorf("%w: more than %d %s", ErrTooLarge, maxCases, key)
	}
	return nil
}

func (f *file) unread() []string {
	var rest []string
	for _, key := range f.keys() {
		if !f.asked[key] && !slices.Contains(prose, key) {
			rest = append(rest, key)
		}
	}
	rest = append(rest, f.skipped...)
	rest = append(rest, f.passed...)
	for _, g := range f.parts {
		rest = append(rest, g.unread()...)
	}
	return rest
}

// used names the files that were read with this one.
func (f *file) used() []string {
	var names []string
	for _, g := range f.parts {
		names = append(names, g.Name)
	}
	return names
}

// skip names the keys of the objects of a list that are none of these, as not
// run.
func (f *file) skip(list string, read ...string) {
	var objects []map[string]json.RawMessage
	if json.Unmarshal(f.fields[list], &objects) != nil {
		return
	}
	others := map[string]int{}
	for _, o := range objects {
		for k := range o {
			if !slices.Contains(read, k) {
				others[k]++
			}
		}
	}
	for _, k := range slices.Sorted(maps.Keys(others)) {
		f.skipped = append(f.skipped, fmt.Sprintf("%s of %d %s", k, others[k], list))
	}
}

// cited returns where a file says that its numbers come from: the text under
// source, the texts under sources, or the name of the file.
func (f *file) cited() string {
	var one string
	if ok, err := f.read("source", &one); ok && err == nil {
		return one
	}
	var many []string
	if ok, err := f.read("sources", &many); ok && err == nil {
		return strings.Join(many, "; ")
	}
	return f.Name
}

// number is a number of a file as it was written, in quotes or without.
type number string

// UnmarshalJSON reads a number or a text that holds one.
func (n *number) UnmarshalJSON(data []byte) error {
	s := strings.Trim(string(data), `"`)
	if s == "null" {
		return errors.New("a number is due, not null")
	}
	if _, err := decimal.ParseFraction(s); err != nil {
		return err
	}
	*n = number(s)
	return nil
}

// fraction returns the value; what was unmarshalled is a number.
func (n number) fraction() decimal.Fraction {
	x, _ := decimal.ParseFraction(string(n))
	return x
}

// decimal returns the value as a decimal; an error when it does not end.
func (n number) decimal() (decimal.Decimal, error) {
	d, ok := n.fraction().Decimal()
	if !ok {
		return d, fmt.Errorf("%w: %s is no decimal number", ErrShape, n)
	}
	return d, nil
}

// texts joins numbers to a list.
func texts(all []number) string {
	words := make([]string, len(all))
	for i, n := range all {
		words[i] = string(n)
	}
	return strings.Join(words, separator)
}
