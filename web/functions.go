package web

import (
	"html/template"
	"maps"
	"slices"
	"strconv"
	"strings"

	"entente/report"
	"entente/workbench"
)

// functions are what the templates may call beside those of package report.
func functions(language string) template.FuncMap {
	return template.FuncMap{
		"event": func(e workbench.EventLine) string { return e.In(language) },
		"early": func(this *workbench.PaceLine, before []workbench.PaceLine) string {
			return early(language, this, before)
		},
		"cap": func(r *workbench.ProjectResult, year int) string {
			v, ok := r.CapBinds[strconv.Itoa(year)]
			if !ok {
				return ""
			}
			return report.Chance(v)
		},
		"pack":     packed,
		"name":     func(n workbench.Names, party string) string { return n.In(party, language) },
		"led":      func(n workbench.Names, heads map[string]string) []string { return led(n, heads, language) },
		"position": func(p workbench.PositionLine, name string) position { return position{p, name} },
		"figure":   func(name string) bool { return strings.Contains(name, "/") },
	}
}

// position is what a party asked or offered, with its name.
type position struct {
	workbench.PositionLine
	Name string
}

// led tells who led each delegation, in order of the ids of the parties.
func led(names workbench.Names, heads map[string]string, language string) (all []string) {
	for _, party := range slices.Sorted(maps.Keys(heads)) {
		all = append(all, names.In(party, language)+": "+heads[party])
	}
	return all
}

// early compares the beginning of the talks with those before.
func early(language string, this *workbench.PaceLine, before []workbench.PaceLine) string {
	if this == nil || this.Began == nil {
		return ""
	}
	later, of := 0, 0
	for _, p := range before {
		if p.Began == nil {
			continue
		}
		of++
		if *p.Began < *this.Began {
			later++
		}
	}
	switch {
	case of == 0:
		return report.Say(language, "pace alone", *this.Began)
	case later == of:
		return report.Say(language, "pace early", *this.Began, of)
	case later == 0:
		return report.Say(language, "pace late", *this.Began, of)
	default:
		return report.Say(language, "pace between", *this.Began, later, of)
	}
}

// packLine is a package in a table of packages.
type packLine struct {
	workbench.DealPackage
	Dossier, Room, Name, Terms string
	Currency                   any
	Now                        bool // it is the one that is chosen
}

func packed(v *view, k workbench.DealPackage, name string) packLine {
	p, ok := v.Data.(dealPage)
	if !ok {
		return packLine{DealPackage: k, Name: name}
	}
	var terms []string
	for _, i := range p.Issues {
		terms = append(terms, i.ID+" "+report.Written(k.Values[i.ID]))
	}
	return packLine{k, v.Dossier, v.Room, name, strings.Join(terms, ", "), p.Currency, k.Index == p.Chosen.Package.Index}
}
