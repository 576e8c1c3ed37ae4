package mcp

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"entente/workbench"
)

// Source is where something in an answer is written.
type Source struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	Date      string `json:"date"`
	HowRead   string `json:"how_read"` // full text, excerpt, listed or recalled
	URL       string `json:"url,omitempty"`
}

// maxSources is how many sources stand beside an answer; those that the answer
// names go first.
const maxSources = 40

// answer puts a result beside what it rests on.
func (s *Server) answer(arguments json.RawMessage, result any) (*Answer, error) {
	data, err := encode(result)
	if err != nil {
		return nil, fmt.Errorf("answer: %w", err)
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		return nil, fmt.Errorf("answer: %w", err)
	}
	out := &Answer{Answer: data, Sources: []Source{}}
	if top, ok := tree.(map[string]any); ok {
		out.Digest, out.KnownAt = text(top["digest"]), text(top["known_at"])
	}
	var asked struct {
		Dossier, Agreement, Figure, Extend string
		Deal                               []string
	}
	_ = json.Unmarshal(arguments, &asked) // they were read before
	about := asked.Deal
	if asked.Dossier != "" {
		about = []string{asked.Dossier + "/" + agreement(asked.Agreement, asked.Figure, asked.Extend)}
	}
	for _, deal := range about {
		dossier, id, _ := strings.Cut(deal, "/")
		if err := s.cite(out, tree, dossier, id); err != nil {
			return nil, err
		}
	}
	out.Citation = citation(out, about)
	return out, nil
}

// agreement is the first agreement that the arguments name.
func agreement(names ...string) string {
	for _, n := range names {
		if id, _, _ := strings.Cut(n, "/"); id != "" {
			return id
		}
	}
	return ""
}

// cite adds the sources of a dossier that an answer names or whose figures it
// shows. An answer that does neither, such as a fan of futures, rests on the
// text of its agreements.
func (s *Server) cite(out *Answer, tree any, dossier, id string) error {
	path, err := s.api.Find(dossier)
	if err != nil {
		return err
	}
	all, err := s.bench.Sources(workbench.Question{Dossier: path})
	if err != nil {
		return err
	}
	if out.Digest == nil {
		out.Digest = &all.Digest
	}
	named := map[string]bool{}
	mentions(tree, "", named)
	rests := func(l workbench.SourceLine) bool {
		return named[l.ID] || slices.ContainsFunc(l.Figures, func(f string) bool { return named[f] })
	}
	if !slices.ContainsFunc(all.Sources, rests) {
		rests = func(l workbench.SourceLine) bool {
			return slices.ContainsFunc(l.Figures, func(f string) bool { return strings.HasPrefix(f, id+"/") || id == "" && strings.Contains(f, "/") })
		}
	}
	slices.SortStableFunc(all.Sources, func(a, b workbench.SourceLine) int {
		switch {
		case named[a.ID] == named[b.ID]:
			return strings.Compare(a.ID, b.ID)
		case named[a.ID]:
			return -1
		default:
			return 1
		}
	})
	for _, l := range all.Sources {
		if !rests(l) || slices.ContainsFunc(out.Sources, func(s Source) bool { return s.ID == l.ID && s.Title == l.Title }) {
			continue
		}
		if len(out.Sources) == maxSources {
			out.LeftOut++
			continue
		}
		out.Sources = append(out.Sources, Source{l.ID, l.Title, l.Publisher, l.Date, string(l.HowRead), l.URL})
	}
	return nil
}

// mentions gathers what an answer names as a source or as a figure.
func mentions(v any, key string, named map[string]bool) {
	switch v := v.(type) {
	case string:
		switch key {
		case "source", "sources", "also", "id", "figure":
			named[v] = true
		}
	case []any:
		for _, e := range v {
			mentions(e, key, named)
		}
	case map[string]any:
		for k, e := range v {
			mentions(e, k, named)
		}
	}
}

func text(v any) *string {
	if s, ok := v.(string); ok {
		return &s
	}
	return nil
}

// citation names an answer so that it can be asked for again.
func citation(out *Answer, about []string) string {
	if len(about) == 0 {
		return "Entente " + workbench.Version
	}
	var names []string
	for _, a := range about {
		names = append(names, strings.TrimSuffix(a, "/"))
	}
	c := fmt.Sprintf("Entente %s, %s", workbench.Version, strings.Join(names, ", "))
	if out.Digest != nil {
		c += ", " + *out.Digest
	}
	if out.KnownAt != nil {
		c += ", as known on " + *out.KnownAt
	}
	return c
}
