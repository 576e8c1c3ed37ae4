package dossier

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"

	"entente/diag"
)

func keysOf[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// Canonical returns the one form of a dossier: a JSON object of its files in
// order of their names; mappings with sorted keys, scalars as text, series as
// lines. Layout, comments, quoting, underscores in numbers and private files
// leave no trace in it.
func Canonical(files map[string][]byte) []byte {
	var ignored diag.List
	return canonical(parseAll(files, &ignored), files)
}

func canonical(trees map[string]*node, files map[string][]byte) []byte {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, name := range keysOf(files) {
		if i > 0 {
			b.WriteByte(',')
		}
		writeString(&b, name)
		b.WriteByte(':')
		if tree := trees[name]; tree != nil {
			tree.canonical(&b)
		} else if path.Ext(name) == ".csv" {
			writeLines(&b, files[name])
		} else {
			writeString(&b, string(files[name]))
		}
	}
	b.WriteByte('}')
	return b.Bytes()
}

func digest(trees map[string]*node, files map[string][]byte) string {
	sum := sha256.Sum256(canonical(trees, files))
	return "sha256:" + hex.EncodeToString(sum[:])
}

func (n *node) canonical(b *bytes.Buffer) {
	switch n.shape {
	case mapping:
		pairs := slices.SortedFunc(slices.Values(n.pairs), func(x, y pair) int { return cmp.Compare(x.key.text, y.key.text) })
		b.WriteByte('{')
		for i, p := range pairs {
			if i > 0 {
				b.WriteByte(',')
			}
			writeString(b, p.key.text)
			b.WriteByte(':')
			p.value.canonical(b)
		}
		b.WriteByte('}')
	case list:
		b.WriteByte('[')
		for i, item := range n.items {
			if i > 0 {
				b.WriteByte(',')
			}
			item.canonical(b)
		}
		b.WriteByte(']')
	default:
		writeString(b, ungrouped(n.text))
	}
}

// writeLines writes a table as a list of lines; blank lines, blanks around
// fields and needless quotes do not count. What is no table is text.
func writeLines(b *bytes.Buffer, data []byte) {
	if !bytes.ContainsAny(data, "\"\r\\\ufeff") {
		writePlainLines(b, data)
		return
	}
	writeRecords(b, data)
}

// writeRecords writes the lines of a table record by record.
func writeRecords(b *bytes.Buffer, data []byte) {
	rows, err := readTable(data)
	if err != nil {
		writeString(b, string(data))
		return
	}
	b.WriteByte('[')
	first := true
	for _, row := range rows {
		if len(row) == 1 && row[0] == "" {
			continue // a line of blanks
		}
		if !first {
			b.WriteByte(',')
		}
		first = false
		writeString(b, strings.TrimSuffix(string(writeTable([][]string{row})), "\n"))
	}
	b.WriteByte(']')
}

// writePlainLines writes the lines of a table in which nothing is quoted, as
// writeLines would, without taking them for records.
func writePlainLines(b *bytes.Buffer, data []byte) {
	b.WriteByte('[')
	first := true
	var row []byte
	for line := range bytes.Lines(data) {
		line = bytes.TrimSuffix(line, []byte("\n"))
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if !first {
			b.WriteByte(',')
		}
		first, row = false, row[:0]
		for i, field := range bytes.Split(line, []byte{','}) {
			if i > 0 {
				row = append(row, ',')
			}
			row = append(row, bytes.TrimSpace(field)...)
		}
		writeString(b, string(row))
	}
	b.WriteByte(']')
}

// writeString writes a JSON string. Most are plain and are copied as they are.
func writeString(b *bytes.Buffer, s string) {
	if plain(s) {
		b.WriteByte('"')
		b.WriteString(s)
		b.WriteByte('"')
		return
	}
	text, err := json.Marshal(s)
	if err != nil { // a string always has a JSON form
		text = []byte(`""`)
	}
	b.Write(text)
}

// plain reports whether JSON writes a string as it stands.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			return false
		}
	}
	return true
}
