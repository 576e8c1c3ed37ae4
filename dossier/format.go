package dossier

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"entente/diag"
)

// ErrFormat is returned, wrapped, for a file that cannot be formatted.
var ErrFormat = errors.New("cannot format")

// Formatted is a file before and after formatting.
type Formatted struct {
	File     string
	Was, Now []byte
}

// FormatAll formats the files of a dossier and returns those that change, in
// order of their names. What keeps a file from being formatted is in the list.
func FormatAll(fsys fs.FS) ([]Formatted, diag.List, error) {
	var list diag.List
	files, err := collect(fsys, &list)
	if err != nil {
		return nil, nil, fmt.Errorf("format dossier: %w", err)
	}
	var all []Formatted
	for _, name := range keysOf(files) {
		was, err := readFile(fsys, name) // as it lies on the disk, with its byte order mark
		if err != nil {
			report(&list, unreadable(name, err))
			continue
		}
		now, err := Format(name, was)
		if err != nil {
			d := diag.Diagnostic{Code: diag.Syntax, Pos: diag.Position{File: name}, Message: err.Error()}
			if found, ok := errors.AsType[*formatError](err); ok {
				d = found.Diagnostic
			}
			report(&list, d)
			continue
		}
		if !bytes.Equal(was, now) {
			all = append(all, Formatted{name, was, now})
		}
	}
	list.Sort()
	return all, list, nil
}

// formatError is a finding that keeps a file from being formatted.
type formatError struct{ diag.Diagnostic }

func (e *formatError) Error() string { return e.String() }
func (e *formatError) Unwrap() error { return ErrFormat }

// Format returns a file in its customary layout: lines end in LF and not in
// blanks, at most one blank line stands in a row, the text ends in one end of
// line, and amounts of five digits and more are grouped: 10389 eok becomes
// 10_389 eok. Rows of a series stand in order of period, then of publication.
// Words, comments, indentation and the order of everything else are the
// author's. The meaning never changes: a text whose canonical form would
// differ is refused.
func Format(name string, data []byte) ([]byte, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if d, bad := notText(name, data); bad {
		return nil, &formatError{d}
	}
	switch path.Ext(name) {
	case ".csv":
		return formatTable(data)
	case ".yaml":
		return formatYAML(name, data)
	default:
		return nil, fmt.Errorf("%w %s: neither YAML nor CSV", ErrFormat, name)
	}
}

func formatYAML(name string, data []byte) ([]byte, error) {
	tree, found := parseYAML(name, data)
	if len(found) > 0 {
		return nil, &formatError{found[0]}
	}
	text := strings.ReplaceAll(strings.ReplaceAll(string(data), "\r\n", "\n"), "\r", "\n")
	l := layout{lines: strings.Split(text, "\n")}
	if strings.ContainsAny(text, "\u0085\u2028\u2029") { // ends of a line to YAML, not to most editors
		return nil, fmt.Errorf("%w %s: it holds a line separator other than LF", ErrFormat, name)
	}
	l.fixed = make([]bool, len(l.lines))
	l.read(tree)
	now, line := l.write()
	if line > 0 {
		d := diag.Diagnostic{Code: diag.Syntax, Pos: diag.Position{File: name, Line: line, Column: 1}, Message: "a tab indents this line", Hint: "indent by spaces"}
		return nil, &formatError{d}
	}
	if again, found := parseYAML(name, now); len(found) > 0 || !sameTree(tree, again) {
		return nil, fmt.Errorf("%w %s: its layout is part of what it says", ErrFormat, name)
	}
	return now, nil
}

func sameTree(a, b *node) bool {
	var x, y bytes.Buffer
	a.canonical(&x)
	b.canonical(&y)
	return bytes.Equal(x.Bytes(), y.Bytes())
}

// layout is a text by its lines. Lines that are the inside of a scalar are
// fixed: their blanks may be part of it.
type layout struct {
	lines []string
	fixed []bool
}

// read finds the fixed lines and groups the digits of amounts.
func (l *layout) read(tree *node) {
	var scalars []leaf
	leaves(tree, nil, &scalars)
	slices.SortStableFunc(scalars, func(a, b leaf) int {
		return cmp.Or(cmp.Compare(a.pos.Line, b.pos.Line), cmp.Compare(a.pos.Column, b.pos.Column))
	})
	for i, s := range scalars {
		end := len(l.lines)
		if i+1 < len(scalars) {
			end = scalars[i+1].pos.Line - 1
		}
		l.fix(s.node, end)
	}
	for _, s := range slices.Backward(scalars) { // from the right, so that columns stay
		if s.amount && s.plain {
			l.group(s.node)
		}
	}
}

// fix marks the lines below the first one of a scalar, up to the last that is
// neither blank nor a comment of what follows.
func (l *layout) fix(n *node, end int) {
	inside := 0 // how far the text of a block is indented
	for _, line := range l.lines[min(n.pos.Line, end):end] {
		if inside = indent(line); inside < len(line) {
			break
		}
	}
	for end > n.pos.Line {
		line := l.lines[end-1]
		blank := indent(line) == len(line) && (!n.block || len(line) <= inside)
		comment := strings.HasPrefix(strings.TrimLeft(line, " \t"), "#") && (!n.block || indent(line) < inside)
		if !blank && !comment {
			break
		}
		end--
	}
	for i := n.pos.Line; i < end; i++ {
		l.fixed[i] = true
	}
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }

// group puts underscores into a plain number where it stands on one line as
// the tree has it.
func (l *layout) group(n *node) {
	runes := []rune(l.lines[n.pos.Line-1])
	from := n.pos.Column - 1
	to := from + len([]rune(n.text))
	if to <= len(runes) && string(runes[from:to]) == n.text {
		l.lines[n.pos.Line-1] = string(runes[:from]) + grouped(n.text) + string(runes[to:])
	}
}

// write joins the lines; line is the number of one that a tab indents, or 0.
func (l *layout) write() (text []byte, line int) {
	var b bytes.Buffer
	blank := true // none at the beginning
	for i, line := range l.lines {
		if l.fixed[i] {
			b.WriteString(line + "\n")
			blank = false
			continue
		}
		line = strings.TrimRight(line, " \t")
		if strings.Contains(line[:indent(line)], "\t") {
			return nil, i + 1
		}
		if line == "" && blank {
			continue
		}
		if blank = line == ""; !blank || i < len(l.lines)-1 {
			b.WriteString(line + "\n")
		}
	}
	return append(bytes.TrimRight(b.Bytes(), "\n"), '\n'), 0
}

// leaf is a scalar that is written somewhere; amount says whether money or a
// rate stands in its place.
type leaf struct {
	*node
	amount bool
}

// leaves collects the scalars of a tree with the keys above them.
func leaves(n *node, keys []string, all *[]leaf) {
	for _, p := range n.pairs {
		*all = append(*all, leaf{p.key, false})
		leaves(p.value, append(keys, p.key.text), all)
	}
	for _, item := range n.items {
		leaves(item, keys, all)
	}
	if n.shape == scalar && !n.empty() {
		*all = append(*all, leaf{n, holdsAmount(keys)})
	}
}

// holdsAmount reports whether an amount stands below these keys: the last one
// says so, or the one before it names a table of amounts.
func holdsAmount(keys []string) bool {
	if len(keys) == 0 {
		return false
	}
	last, table := keys[len(keys)-1], ""
	if len(keys) > 1 {
		table = keys[len(keys)-2]
	}
	return slices.Contains([]string{"value", "parts", "level", "sum", "rate", "to", "with"}, last) ||
		slices.Contains([]string{"amounts", "published", "categories", "want", "units", "round"}, table)
}

var (
	amountText = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]+)?( ?\pL+)?( [A-Z]{3}(/[A-Z]{3})?)?$`)
	underscore = regexp.MustCompile(`([0-9])_([0-9])`)
)

// grouped puts an underscore before every three digits of a number of five
// digits and more that has a unit and none yet.
func grouped(text string) string {
	if !isAmount(text) {
		return text
	}
	from := len(text) - len(strings.TrimLeft(text, "+-"))
	to := from
	for to < len(text) && text[to] >= '0' && text[to] <= '9' {
		to++
	}
	if to-from < 5 {
		return text
	}
	for i := to - 3; i > from; i -= 3 {
		text = text[:i] + "_" + text[i:]
	}
	return text
}

// ungrouped takes the underscores out of an amount, so that they leave no
// trace in the canonical form.
func ungrouped(text string) string {
	if !strings.Contains(text, "_") {
		return text
	}
	plain := text
	for strings.Contains(plain, "_") && underscore.MatchString(plain) {
		plain = underscore.ReplaceAllString(plain, "$1$2")
	}
	if !isAmount(plain) {
		return text
	}
	return plain
}

// isAmount reports whether a text is a number with a unit.
func isAmount(text string) bool {
	return amountText.MatchString(text) && strings.Trim(text, "+-0123456789.") != ""
}
