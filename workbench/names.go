package workbench

import "entente/internal/text"

// Names are the names of the parties of a dossier, by id.
type Names map[string]text.Text

// In returns the name of a party in a language; its id where it has none.
func (n Names) In(party, lang string) string {
	if name, ok := n[party]; ok && !name.IsZero() {
		return name.In(lang)
	}
	return party
}

func (c *computed) names() Names {
	n := Names{}
	for _, p := range c.Parties {
		n[p.ID] = p.Name
	}
	return n
}
