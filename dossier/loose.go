package dossier

import (
	"path"
	"strings"

	"entente/diag"
)

// ReadNegotiation reads a negotiation from a file that is no part of the
// dossier, such as a benchmark or a draft beside it. What the file points to is
// looked for in the dossier. Name stands in the findings; the negotiation is
// nil where there is no YAML to read.
func (d *Dossier) ReadNegotiation(name string, data []byte) (*Negotiation, diag.List) {
	var list diag.List
	if found, bad := notText(name, data); bad {
		return nil, diag.List{found}
	}
	tree, found := parseYAML(name, data)
	list = append(list, found...)
	if tree == nil {
		return nil, list
	}
	r := &reader{list: &list, trees: d.trees, files: d.files, units: d.Units, used: map[string]bool{}, parties: d.Parties}
	n := r.negotiation(tree, strings.TrimSuffix(name, ".yaml"), d)
	n.File = name
	list.Sort()
	return n, list
}

// IsPrivate reports whether a file is read only for the party that it belongs
// to: whether it lies in a folder private, seen from a dossier or from anywhere
// but the root (where some systems keep everything in a folder of that name).
func IsPrivate(name string) bool {
	name = strings.ToLower(path.Clean(strings.ReplaceAll(name, `\`, "/")))
	return strings.HasPrefix(name, "private/") || len(name) > 0 && strings.Contains(name[1:], "/private/")
}
