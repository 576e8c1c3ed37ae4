package format

import (
	"fmt"

	"entente/diag"
	"entente/internal/nearest"
	"entente/negotiation"
)

// domain collects the issues while a scenario is read.
type domain struct {
	f      *findings
	name   string
	issues []negotiation.Issue
	pos    []diag.Position
	number []int // the number by which a Genius profile refers to the issue
	byName map[string]int
	labels []map[string]int // positions of categorical values
}

// add takes an issue as it stands in the file.
func (d *domain) add(issue negotiation.Issue, number int, pos diag.Position) {
	d.issues = append(d.issues, issue)
	d.number = append(d.number, number)
	d.pos = append(d.pos, pos)
}

// finish checks the issues and prepares the look-ups.
func (d *domain) finish() {
	if len(d.issues) == 0 {
		d.f.fail(diag.MissingKey, diag.Position{}, "the domain has no issue", "")
		return
	}
	if len(d.issues) > maxIssues {
		d.f.fail(diag.TooLarge, d.pos[maxIssues], fmt.Sprintf("more than %d issues", maxIssues), "")
		return
	}
	d.byName = make(map[string]int, len(d.issues))
	d.labels = make([]map[string]int, len(d.issues))
	for k, issue := range d.issues {
		if _, twice := d.byName[issue.Name]; twice {
			d.f.fail(diag.DuplicateID, d.pos[k], "issue "+quote(issue.Name)+" is given twice", "every issue needs its own name")
		}
		d.byName[issue.Name] = k
		if issue.Values.Size() > negotiation.MaxValues {
			d.f.fail(diag.TooLarge, d.pos[k], fmt.Sprintf("issue %s has %d values, at most %d", quote(issue.Name), issue.Values.Size(), negotiation.MaxValues), "")
			continue
		}
		if err := (negotiation.Space{Issues: []negotiation.Issue{issue}}).Check(); err != nil {
			d.f.fail(diag.WrongShape, d.pos[k], err.Error(), "")
			continue
		}
		if names, ok := issue.Values.(negotiation.Categorical); ok {
			d.labels[k] = make(map[string]int, len(names))
			for p, name := range names {
				d.labels[k][name] = p
			}
		}
	}
}

// position finds a value of issue k.
func (d *domain) position(k int, label string) (int, bool) {
	if d.labels[k] != nil {
		p, ok := d.labels[k][label]
		return p, ok
	}
	return d.issues[k].Values.Position(label)
}

// issue finds an issue by name and complains when there is none.
func (d *domain) issue(f *findings, name string, pos diag.Position) (int, bool) {
	k, ok := d.byName[name]
	if !ok {
		var names []string
		if len(d.issues) <= 100 { // a hint must not cost more than the file
			for _, i := range d.issues {
				names = append(names, i.Name)
			}
		}
		f.fail(diag.UnknownIssue, pos, "the domain has no issue "+quote(name), nearest.Hint(name, names))
	}
	return k, ok
}

// table is what a profile says about the values of one issue.
type table struct {
	values []float64
	given  []bool
}

func (d *domain) table(k int) table {
	n := d.issues[k].Values.Size()
	return table{make([]float64, n), make([]bool, n)}
}

// set takes the utility of a value by its label.
func (d *domain) set(f *findings, t table, k int, label string, u float64, pos diag.Position) {
	p, ok := d.position(k, label)
	if !ok {
		f.warn(diag.UnknownValue, pos, fmt.Sprintf("issue %s has no value %s; what is said of it is left out", quote(d.issues[k].Name), quote(label)))
		return
	}
	t.values[p], t.given[p] = u, true
}

// complete complains about values without utility, which count as 0.
func (d *domain) complete(f *findings, t table, k int, pos diag.Position) {
	for p, ok := range t.given {
		if !ok {
			f.warn(diag.UnknownValue, pos, fmt.Sprintf("value %s of issue %s has no utility; it counts as 0", quote(d.issues[k].Values.Label(p)), quote(d.issues[k].Name)))
			return // one is enough to go and look
		}
	}
}

// distinct drops repeated values, as every reader of these files does.
func distinct(f *findings, labels []string, at func(i int) diag.Position, issue string) negotiation.Categorical {
	seen := make(map[string]bool, len(labels))
	out := make(negotiation.Categorical, 0, len(labels))
	for i, l := range labels {
		if seen[l] {
			f.warn(diag.DuplicateID, at(i), fmt.Sprintf("value %s of issue %s is given twice; it counts once", quote(l), quote(issue)))
			continue
		}
		seen[l] = true
		out = append(out, l)
	}
	return out
}

// weights says where weights look odd; they are used as written.
func weights(f *findings, a negotiation.Additive, pos diag.Position) {
	sum := 0.0
	for _, t := range a.Terms {
		sum += t.Weight
	}
	if sum < 1-1e-3 || sum > 1+1e-3 {
		f.warn(diag.BadWeight, pos, fmt.Sprintf("the weights sum to %.6g, not 1; they are used as written", sum))
	}
}
