package dossier

import (
	"errors"
	"fmt"
	"io/fs"

	"entente/diag"
)

// ErrNoPrivate is returned, wrapped, when a party has no private file or no
// profile for a negotiation in it.
var ErrNoPrivate = errors.New("no private profile")

// Private reads what private/PARTY.yaml says of a negotiation. Nothing else
// opens a file below private/, and only whoever asks as that party calls this.
func (d *Dossier) Private(fsys fs.FS, party string, n *Negotiation) (*DealProfile, diag.List, error) {
	var list diag.List
	if _, known := d.Party(party); !known || n.Deal == nil {
		return nil, nil, fmt.Errorf("%w: %.60q", ErrNoPrivate, party)
	}
	name := "private/" + party + ".yaml"
	data, err := readFile(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("%w: there is no %s", ErrNoPrivate, name)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", name, err)
	}
	if found, bad := notText(name, data); bad {
		return nil, diag.List{found}, nil
	}
	tree, found := parseYAML(name, data)
	list = append(list, found...)
	if tree == nil {
		return nil, list, nil
	}
	r := &reader{list: &list, trees: d.trees, files: d.files, units: d.Units, used: map[string]bool{}, parties: d.Parties}
	out := r.privateProfile(tree, name, party, n, d)
	list.Sort()
	if out == nil && !list.HasErrors() {
		return nil, list, fmt.Errorf("%w: %s says nothing of %s", ErrNoPrivate, name, n.ID)
	}
	return out, list, nil
}

func (r *reader) privateProfile(tree *node, name, party string, n *Negotiation, d *Dossier) (out *DealProfile) {
	root := r.object(tree, name)
	defer root.close()
	root.need("party")
	if p := r.party(root, "party", d); p != "" && p != party {
		r.report(diag.UnknownParty, tree.get("party"), root.at("party"), fmt.Sprintf("the file of %s speaks for %s", party, p), "")
	}
	for i, x := range r.entries(root.need("profiles"), root.at("profiles")) {
		o := r.object(x, index(root.at("profiles"), i))
		o.need("negotiation")
		if o.word("negotiation") != n.ID {
			continue // of other talks; read when they are asked about
		}
		p := r.profileIn(o, n.Deal, d)
		o.close()
		p.Private = true
		if p.Party != party && p.Party != "" {
			r.report(diag.UnknownParty, x.get("party"), o.at("party"), fmt.Sprintf("the file of %s speaks for %s", party, p.Party), "")
		}
		out = &p
	}
	return out
}
