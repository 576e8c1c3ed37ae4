package dossier

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/decimal"
	"entente/diag"
	"entente/internal/nearest"
	"entente/internal/text"
	"entente/money"
	"entente/period"
	"entente/source"
)

// reader decodes trees. It remembers which sources and series something
// referred to, so that lost references come to light.
type reader struct {
	list  *diag.List
	trees map[string]*node
	files map[string][]byte
	units money.Units
	used  map[string]bool // "source/ID" and "series/ID"

	parties []Party         // as declared in dossier.yaml
	cited   map[string]bool // the sources that there are

	asked map[*node][]string // when not nil: the keys that each mapping was asked for

	uncited bool // sources.yaml could not be read: every source may be there
}

func (r *reader) report(code diag.Code, n *node, path, message, hint string) {
	d := diag.Diagnostic{Code: code, Path: path, Message: message, Hint: hint}
	if n != nil {
		d.Pos = n.pos
		if n.shape == scalar {
			d.Width = len([]rune(n.text))
		}
	}
	report(r.list, d)
}

func (r *reader) warn(code diag.Code, n *node, path, message, hint string) {
	before := len(*r.list)
	r.report(code, n, path, message, hint)
	if len(*r.list) > before {
		(*r.list)[before].Severity = diag.Warning
	}
}

// object is a mapping being read. Every key that is asked for is allowed here;
// close reports the others.
type object struct {
	*reader
	n    *node
	path string
	asks []string

	missed []missed
}

// missed is what a mapping lacks: one of some keys.
type missed struct {
	keys []string
	d    diag.Diagnostic
}

// object starts reading a mapping; a node of another shape is reported and
// read as empty.
func (r *reader) object(n *node, path string) *object {
	o := &object{reader: r, n: n, path: path}
	if n != nil && n.shape != mapping {
		if !n.empty() {
			r.report(diag.WrongShape, n, path, "a mapping of keys is due here, not "+n.shape.String(), "")
		}
		o.n = &node{shape: mapping, pos: n.pos}
	}
	return o
}

// close reports the keys that nobody asked for.
func (o *object) close() {
	if o.n == nil || len(*o.list) >= maxFindings {
		return
	}
	if o.asked != nil {
		o.asked[o.n] = o.asks
	}
	allowed := map[string]bool{}
	for _, a := range o.asks {
		allowed[a] = true
	}
	misspelt := map[string]bool{}
	for _, p := range o.n.pairs {
		if !allowed[p.key.text] && len(*o.list) < maxFindings {
			o.report(diag.UnknownKey, p.key, join(o.path, p.key.text), fmt.Sprintf("key %.40q is not known here", p.key.text), nearest.Hint(p.key.text, o.asks))
			misspelt[nearest.Word(p.key.text, o.asks)] = true
		}
	}
	for _, m := range o.missed {
		if !slices.ContainsFunc(m.keys, func(k string) bool { return misspelt[k] }) {
			report(o.list, m.d)
		}
	}
}

// lacks remembers that the mapping lacks one of some keys. close reports it,
// unless one of them is there misspelt.
func (o *object) lacks(message, hint string, keys ...string) {
	d := diag.Diagnostic{Code: diag.MissingKey, Path: o.path, Message: message, Hint: hint}
	if o.n != nil {
		d.Pos = o.n.pos
	}
	o.missed = append(o.missed, missed{keys, d})
}

// get returns the value of a key, or nil when it is missing or empty.
func (o *object) get(key string) *node {
	o.asks = append(o.asks, key)
	if v := o.n.get(key); !v.empty() {
		return v
	}
	return nil
}

// need is get for a key that must be there.
func (o *object) need(key string) *node {
	v := o.get(key)
	if v == nil {
		o.lacks("key "+key+" is missing", "", key)
	}
	return v
}

func (o *object) has(key string) bool { return !o.n.get(key).empty() }

// at returns the path of a key.
func (o *object) at(key string) string { return join(o.path, key) }

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "/" + key
}

// word reads a scalar as written.
func (r *reader) word(n *node, path string) string {
	if n == nil {
		return ""
	}
	if n.shape != scalar {
		r.report(diag.WrongShape, n, path, "a single value is due here, not "+n.shape.String(), "")
		return ""
	}
	return n.text
}

func (o *object) word(key string) string { return o.reader.word(o.get(key), o.at(key)) }

// choice reads one of a closed set of words; missing is "".
func (o *object) choice(key string, allowed []string) string {
	n := o.get(key)
	w := o.reader.word(n, o.at(key))
	if w == "" {
		return ""
	}
	if slices.Contains(allowed, w) {
		return w
	}
	o.report(diag.BadWord, n, o.at(key), fmt.Sprintf("%.40q may not stand here", w), nearest.Hint(w, allowed))
	return ""
}

// flag reads yes or no; missing is no.
func (o *object) flag(key string) bool {
	switch w := o.choice(key, []string{"yes", "no", "true", "false"}); w {
	case "yes", "true":
		return true
	default:
		return false
	}
}

// words reads a word or a list of words.
func (r *reader) words(n *node, path string) []string {
	if n == nil {
		return nil
	}
	if n.shape == scalar {
		return []string{n.text}
	}
	if n.shape != list {
		r.report(diag.WrongShape, n, path, "a word or a list of words is due here, not "+n.shape.String(), "")
		return nil
	}
	var all []string
	for i, item := range n.items {
		if w := r.word(item, join(path, strconv.Itoa(i))); w != "" {
			all = append(all, w)
		}
	}
	return all
}

// entries returns the items of a list.
func (r *reader) entries(n *node, path string) []*node {
	if n == nil {
		return nil
	}
	if n.shape != list {
		r.report(diag.WrongShape, n, path, "a list is due here, not "+n.shape.String(), "")
		return nil
	}
	return n.items
}

// pairsOf returns the pairs of a mapping.
func (r *reader) pairsOf(n *node, path string) []pair {
	if n == nil {
		return nil
	}
	if n.shape != mapping {
		r.report(diag.WrongShape, n, path, "a mapping is due here, not "+n.shape.String(), "")
		return nil
	}
	return n.pairs
}

// text reads a string or {en: …, ko: …}.
func (o *object) text(key string) text.Text { return o.readText(o.get(key), o.at(key)) }

func (r *reader) readText(n *node, path string) text.Text {
	if n == nil {
		return text.Text{}
	}
	if n.shape == scalar {
		return text.Text{EN: n.text}
	}
	o := r.object(n, path)
	defer o.close()
	return text.Text{EN: o.word("en"), KO: o.word("ko")}
}

// year reads YYYY; 0 when missing or wrong.
func (r *reader) year(n *node, path string) int {
	y := r.years(n, path)
	if y.From != y.To {
		r.report(diag.BadYear, n, path, "one year is due here, not a range", "")
		return 0
	}
	return y.From
}

// years reads YYYY or YYYY..YYYY.
func (r *reader) years(n *node, path string) period.Years {
	w := r.word(n, path)
	if w == "" {
		return period.Years{}
	}
	y, err := period.ParseYears(w)
	if err != nil {
		hint := "a year is 2019, a range of years 2015..2018"
		if strings.Contains(w, "-") {
			hint = "did you mean " + strings.Replace(w, "-", "..", 1) + "?"
		}
		r.report(diag.BadYear, n, path, fmt.Sprintf("%.40q is no year or range of years", w), hint)
	}
	return y
}

// date reads an ISO date that may be partial.
func (r *reader) date(n *node, path string) period.Date {
	w := r.word(n, path)
	if w == "" {
		return period.Date{}
	}
	d, err := period.Parse(w)
	if err != nil {
		r.report(diag.BadDate, n, path, fmt.Sprintf("%.40q is no ISO date", w), "dates are 2019-02-10, 2019-02 or 2019")
	}
	return d
}

func (o *object) date(key string) period.Date { return o.reader.date(o.get(key), o.at(key)) }

// day reads a whole ISO date.
func (o *object) day(key string) period.Day {
	n := o.get(key)
	d := o.reader.date(n, o.at(key))
	if d != (period.Date{}) && d.Day == 0 {
		o.report(diag.BadDate, n, o.at(key), fmt.Sprintf("%.40q: the day is missing", n.text), "a whole date is due here: 2019-02-10")
		return period.Day{}
	}
	return period.Day(d)
}

// count reads a whole number of zero or more, at most limit.
func (o *object) count(key string, limit int) int {
	n := o.get(key)
	w := o.reader.word(n, o.at(key))
	if w == "" {
		return 0
	}
	v, err := strconv.Atoi(strings.ReplaceAll(w, "_", ""))
	if err != nil || v < 0 || v > limit {
		o.report(diag.BadNumber, n, o.at(key), fmt.Sprintf("%.40q is no whole number from 0 to %d", w, limit), "")
		return 0
	}
	return v
}

// percent reads a rate such as 4%; nil when missing or wrong.
func (r *reader) percent(n *node, path string) *decimal.Decimal {
	w := r.word(n, path)
	if w == "" {
		return nil
	}
	d, err := money.ParsePercent(w)
	if err != nil {
		r.badQuantity(n, path, err, "a rate is 4%")
		return nil
	}
	if limit := decimal.FromInt(100_000); d.Cmp(limit) > 0 || d.Cmp(decimal.FromInt(-100)) < 0 {
		r.report(diag.BadNumber, n, path, fmt.Sprintf("%.40q is an impossible rate", w), "")
		return nil
	}
	return &d
}

func (o *object) percent(key string) *decimal.Decimal {
	return o.reader.percent(o.get(key), o.at(key))
}

// amount reads money with its unit; ok is false when missing or wrong.
func (r *reader) amount(n *node, path string) (a money.Amount, ok bool) {
	w := r.word(n, path)
	if w == "" {
		return money.Amount{}, false
	}
	a, err := r.units.Parse(w)
	if err != nil {
		r.badQuantity(n, path, err, "an amount is 9_200 eok or 150m USD; units: "+strings.Join(r.units.Names(), ", "))
		return money.Amount{}, false
	}
	return a, true
}

// badQuantity reports a number or unit that cannot be read.
func (r *reader) badQuantity(n *node, path string, err error, hint string) {
	code, message := diag.BadNumber, fmt.Sprintf("%.40q is not a number with its unit", n.text)
	switch {
	case errors.Is(err, money.ErrNoUnit):
		code, message = diag.UnitMissing, fmt.Sprintf("%.40q has no unit", n.text)
	case errors.Is(err, money.ErrCurrency):
		code, message = diag.UnknownCurrency, fmt.Sprintf("%.40q: the currency is missing or not known", n.text)
	case errors.Is(err, money.ErrUnit), errors.Is(err, money.ErrMixed):
		code, message = diag.BadUnit, fmt.Sprintf("%.40q: the unit is not known or does not fit", n.text)
		if fields := strings.Fields(strings.TrimLeft(n.text, "+-0123456789._ ")); len(fields) > 0 {
			if near := nearest.Word(fields[0], append(r.units.Names(), money.Currencies()...)); near != "" && near != fields[0] {
				hint = "did you mean " + near + "?"
			}
		}
	case errors.Is(err, decimal.ErrRange):
		message = fmt.Sprintf("%.40q is out of range", n.text)
	}
	r.report(code, n, path, message, hint)
}

// currency reads an ISO 4217 code.
func (o *object) currency(key string) money.Currency {
	n := o.get(key)
	w := o.reader.word(n, o.at(key))
	if w == "" {
		return ""
	}
	c, err := money.ParseCurrency(w)
	if err != nil {
		o.report(diag.UnknownCurrency, n, o.at(key), fmt.Sprintf("%.40q is no ISO 4217 currency", w), nearest.Hint(w, money.Currencies()))
	}
	return c
}

// ref reads a source: an id, a list of ids, or {id: …, clause: …}.
func (o *object) ref(key string) source.Ref {
	n := o.get(key)
	if n == nil {
		return source.Ref{}
	}
	ref := source.Ref{Pos: n.pos}
	if n.shape == mapping {
		inner := o.object(n, o.at(key))
		ref.IDs = o.words(inner.need("id"), inner.at("id"))
		ref.Clause = inner.word("clause")
		inner.close()
	} else {
		ref.IDs = o.words(n, o.at(key))
	}
	for _, id := range ref.IDs {
		o.used["source/"+id] = true
		if !o.hasSource(id) {
			o.report(diag.UnknownSource, n, o.at(key), fmt.Sprintf("source %.40q is not in sources.yaml", id), nearest.Hint(id, o.sourceIDs()))
		}
	}
	return ref
}

// hasSource reports whether sources.yaml holds a source; "own" is the author.
func (r *reader) hasSource(id string) bool {
	if r.cited == nil {
		r.cited = map[string]bool{"own": true}
		r.uncited = r.broken("sources.yaml")
		for _, s := range r.sourceIDs() {
			r.cited[s] = true
		}
	}
	return r.cited[id] || r.uncited
}

func (r *reader) sourceIDs() []string {
	n := r.trees["sources.yaml"].get("sources")
	if n == nil {
		return nil
	}
	var ids []string
	for _, p := range n.pairs {
		ids = append(ids, p.key.text)
	}
	return ids
}

// mark reads what may stand beside any value.
func (o *object) mark() source.Mark {
	m := source.Mark{Source: o.ref("source"), Note: o.word("note")}
	m.Unverified = o.choice("status", []string{"unverified"}) != ""
	if d := o.date("known"); d != (period.Date{}) {
		m.Known = d.Last()
	}
	return m
}
