package verification

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// A form is a way in which a table writes an identity, and what it means.
type form struct {
	kind  string
	match *regexp.Regexp
	read  func(x *identity, m []string)
}

const digits = `(-?\d[\d.]*)`

// forms returns every form that a table may use. A remark may follow in
// brackets or behind a comma.
func forms() []form {
	numbers := func(order ...int) func(*identity, []string) {
		return func(x *identity, m []string) {
			for _, i := range order {
				x.Numbers = append(x.Numbers, number(m[i]))
			}
		}
	}
	terms := func(x *identity, m []string) {
		for n := range strings.SplitSeq(m[1], "+") {
			x.Numbers = append(x.Numbers, number(strings.TrimSpace(n)))
		}
	}
	list := func(name string) func(*identity, []string) {
		return func(x *identity, m []string) {
			x.Count, _ = strconv.Atoi(m[1]) // digits, at most four
			x.List = name + "-" + m[2]
		}
	}
	expr := func(s string) *regexp.Regexp {
		return regexp.MustCompile(`^` + strings.ReplaceAll(s, "#", digits) + `(?: \([^)]*\)|, .*)?$`)
	}
	return []form{
		{growKind, expr(`# x \(1\+#%\)`), numbers(1, 2)},
		{partsKind, expr(`# eok \+ USD #m x # won`), numbers(1, 2, 3)},
		{growthKind, expr(`#/#-1`), numbers(2, 1)},
		{meanKind, expr(`\(#/#\)\^\(1/(\d{1,3})\)-1`), func(x *identity, m []string) {
			numbers(2, 1)(x, m)
			years, _ := strconv.Atoi(m[3]) // digits, at most three
			x.Years = []int{years}
		}},
		{totalKind, expr(`[\d+]+\.\.\. (\d{4})-(\d{4})`), func(x *identity, m []string) {
			from, _ := strconv.Atoi(m[1]) // four digits
			to, _ := strconv.Atoi(m[2])
			x.Years = []int{from, to}
		}},
		{sumKind, expr(`(\d[\d.]*(?:\+\d[\d.]*)+)`), terms},
		{sumKind, expr(`(\d[\d.]*(?:\+\d[\d.]*)+) vs #`), func(x *identity, m []string) {
			terms(x, m)
			against := number(m[2])
			x.Against = &against
		}},
		{sumKind, expr(`sum of (\d{1,4}) rates (\d{4}-\d{4})`), list("un")},
		{sumKind, expr(`sum of (\d{1,4}) shares (\d{4})`), list("cern")},
		{shownKind, expr(`# eok / # won = USD 100m`), numbers(1, 2)},
		{shownKind, expr(`#m(?: in USD 100m)?`), numbers(1)},
		{ratioKind, expr(`#/# x #`), numbers(1, 2, 3)},
		{ratioKind, expr(`#/#`), numbers(1, 2)},
	}
}

// readExpressions reads a table of identities with the columns id, expression,
// exact, target, match, note and source_ids.
func readExpressions(table []map[string]string) ([]identity, error) {
	all := forms()
	var out []identity
	for i, row := range table {
		x := identity{ID: row["id"], Note: strings.TrimSpace(row["group"] + ": " + row["note"]), Source: row["source_ids"]}
		if err := x.Target.UnmarshalJSON([]byte(row["target"])); err != nil {
			return nil, fmt.Errorf("%w: row %d: target: %w", ErrShape, i+1, err)
		}
		for _, cell := range []struct {
			column string
			into   **number
		}{{"exact", &x.Exact}, {"rounded", &x.Rounded}} {
			text := row[cell.column]
			if text == "" {
				continue
			}
			*cell.into = new(number)
			if err := (*cell.into).UnmarshalJSON([]byte(text)); err != nil {
				return nil, fmt.Errorf("%w: row %d: %s: %w", ErrShape, i+1, cell.column, err)
			}
		}
		if !x.parse(all, row["expression"]) {
			return nil, fmt.Errorf("%w: row %d: the expression %.60q is not understood", ErrShape, i+1, row["expression"])
		}
		if no := row["match"] == "no"; no && x.Against == nil {
			x.Against = &x.Target // the expression does not say what it is set against
		} else if !no {
			x.Against = nil
		}
		out = append(out, x)
	}
	return out, nil
}

func (x *identity) parse(all []form, expression string) bool {
	if len(expression) > 1000 {
		return false
	}
	for _, f := range all {
		if m := f.match.FindStringSubmatch(expression); m != nil {
			x.Kind = f.kind
			f.read(x, m)
			if x.Against != nil && x.Against.UnmarshalJSON([]byte(*x.Against)) != nil {
				return false
			}
			for i := range x.Numbers {
				if x.Numbers[i].UnmarshalJSON([]byte(x.Numbers[i])) != nil {
					return false
				}
			}
			return true
		}
	}
	return false
}
