package workbench

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"entente/chart"
	"entente/internal/nearest"
	"entente/internal/text"
	"entente/period"
	"entente/report"
	"entente/schedule"
)

// BriefRequest asks for a document: of a dossier, of one agreement of it, or of
// two side by side.
type BriefRequest struct {
	Question
	Agreements []string // none, one or two
	On         string   // the day that the answer is given for; "" is the day of knowledge, else today
	Language   string   // en or ko
}

// BriefResult is what a brief says.
type BriefResult struct {
	Header
	Title      text.Text             `json:"title"`
	On         period.Day            `json:"on"`             // the day that the answer is given for
	Language   string                `json:"language"`       // of the sentences
	Agreements []string              `json:"agreements"`     // that it is about; none is all of the dossier
	Answer     []string              `json:"answer"`         // what is paid, until when, and what the next year costs
	Lines      []schedule.Line       `json:"lines"`          // a line for every year
	Totals     []schedule.Total      `json:"totals"`         // the sum of the known years
	Diff       *schedule.Diff        `json:"diff"`           // what separates two agreements; null unless there are two
	Key        *KeyResult            `json:"key"`            // who pays which share; null where the dossier holds sums
	Figures    []schedule.Derivation `json:"figures"`        // how the figures that matter most come about
	Unknown    []string              `json:"unknown"`        // what is not known, not verified or assumed
	Sources    []report.BriefSource  `json:"sources"`        // where it is written
	Unsourced  []string              `json:"without_source"` // figures shown that name no source

	document report.Brief
}

// Write writes the brief in one of [report.BriefForms].
func (r *BriefResult) Write(w io.Writer, form string) error {
	if form != "json" {
		return r.document.Write(w, form)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// Name is what a file with the brief is called, without its ending.
func (r *BriefResult) Name() string {
	return strings.Join(append([]string{r.Dossier}, r.Agreements...), "-")
}

// drafting is a brief in the making.
type drafting struct {
	*computed
	w    *Workbench
	r    BriefRequest
	out  *BriefResult
	all  []schedule.Line // of the whole dossier
	look report.Look
}

// Brief gathers what somebody needs who has never seen the dossier. The same
// request gives the same document; the day is part of it.
func (w *Workbench) Brief(r BriefRequest) (*BriefResult, error) {
	r.Language = cmp.Or(r.Language, "en")
	if !report.Speaks(r.Language) {
		return nil, usage("language %.20q: en or ko", r.Language)
	}
	if len(r.Agreements) > 2 {
		return nil, usage("a brief is of a dossier, of one agreement, or of two side by side")
	}
	on, err := day("on", cmp.Or(r.On, r.Known))
	if err != nil {
		return nil, err
	}
	if on.IsZero() {
		on = period.DayOf(w.Now())
	}
	s, c, err := w.scheduled(ScheduleRequest{Question: r.Question})
	if err != nil {
		return nil, err
	}
	for _, id := range r.Agreements {
		if _, ok := c.Agreement(id); !ok {
			return nil, usage("there is no agreement %.60q: %s", id, nearest.Hint(id, ids(c.Dossier)))
		}
	}
	b := &drafting{computed: c, w: w, r: r, all: s.Lines, look: report.Look{Language: r.Language, Units: c.Units}}
	b.out = &BriefResult{
		Header: c.header(), Title: c.Title, On: on, Language: r.Language, Agreements: append([]string{}, r.Agreements...), Lines: s.Lines, Totals: s.Totals,
		Answer: []string{}, Figures: []schedule.Derivation{}, Unknown: []string{}, Sources: []report.BriefSource{}, Unsourced: []string{},
	}
	b.out.document = report.Brief{
		Lead: c.About.In(r.Language), Dossier: c.ID, Digest: c.Digest, On: on.String(), Language: r.Language, Look: b.look, Address: r.address(c.ID, on),
	}
	if b.out.KnownAt != nil {
		b.out.document.Known = b.out.KnownAt.String()
	}
	return b.out, b.write(s)
}

// address is the command that gives the same document.
func (r BriefRequest) address(id string, on period.Day) string {
	words := append([]string{"entente brief", id}, r.Agreements...)
	words = append(words, "--on "+on.String(), "--lang "+r.Language)
	add := func(flag string, values ...string) {
		for _, v := range values {
			if v != "" {
				words = append(words, "--"+flag+" "+quoted(v))
			}
		}
	}
	add("known", r.Known)
	add("assume", r.Assume...)
	add("set", r.Set...)
	add("what-if", r.WhatIf...)
	add("extend", r.Extend)
	add("currency", r.Currency)
	add("fx", r.FX)
	return strings.Join(words, " ")
}

// quoted is a word for a shell.
func quoted(s string) string {
	if strings.ContainsAny(s, " '\"$&|;<>()*?[]#~\\`!{}") {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return s
}

func (b *drafting) write(s *ScheduleResult) error {
	doc := &b.out.document
	doc.Title = b.Title.In(b.r.Language)
	var figures []string
	var err error
	switch {
	case len(b.r.Agreements) == 2:
		figures, err = b.sideBySide()
	case len(s.Lines) == 0:
		err = b.shares()
	case s.Lines[0].Period != nil:
		figures = b.contributions()
	default:
		figures, err = b.years()
	}
	if err != nil {
		return err
	}
	for _, f := range figures {
		d, err := b.explain(f, 0)
		if err != nil {
			return err
		}
		b.out.Figures = append(b.out.Figures, d)
	}
	b.cited()
	b.out.Unknown = append(b.out.Unknown, report.Uncertain(b.out.Lines, b.look)...)
	doc.Answer, doc.Steps, doc.Unknown, doc.Sources = b.out.Answer, b.out.Figures, b.out.Unknown, b.out.Sources
	doc.Book = report.Book{
		Title: doc.Title, Dossier: b.ID, Digest: b.Digest, Known: doc.Known, Schedule: b.schedule, Lines: b.out.Lines, Sources: b.Sources,
		Look: report.Look{Format: report.Text, Language: b.r.Language, Units: b.Units}, Notes: supposed(s),
	}
	if doc.Exact == nil {
		doc.Exact = report.Schedule("", b.out.Lines, b.out.Totals, report.Look{Format: report.CSV, Language: b.r.Language, Units: b.Units})
	}
	return nil
}

// years is a dossier, or one agreement, whose sums are those of years.
func (b *drafting) years() ([]string, error) {
	doc := &b.out.document
	title, year := b.Title, b.out.On.Year
	if len(b.r.Agreements) == 1 {
		a, _ := b.Agreement(b.r.Agreements[0]) // looked up before
		one, _, err := b.w.scheduled(ScheduleRequest{Question: b.r.Question, Agreement: a.ID})
		if err != nil {
			return nil, err
		}
		b.out.Lines, b.out.Totals, title = one.Lines, one.Totals, a.Title
		b.out.Title = a.Title
		doc.Title = b.Title.In(b.r.Language) + ": " + title.In(b.r.Language)
		if notes := a.Notes.In(b.r.Language); notes != "" {
			doc.Lead = notes
		}
	}
	if first, last := ruled(b.out.Lines); last > 0 {
		year = min(max(year, first), last) // a day outside is answered with the year next to it
	}
	now := b.paying(year)
	b.out.Answer = append(b.out.Answer, now.Sentence(b.look))
	doc.Charts = []chart.Bars{report.Bars(title.In(b.r.Language), "", "", b.out.Lines, b.out.Totals[0].Currency, b.look)}
	shared := slices.IndexFunc(b.out.Lines, func(l schedule.Line) bool { return l.Period != nil })
	if shared < 0 {
		doc.Tables = []report.BriefTable{report.YearTable(b.out.Lines, b.out.Totals, b.look)}
	} else { // years first, then what parties pay of a sum
		doc.Tables = []report.BriefTable{report.YearTable(b.out.Lines[:shared], b.out.Totals, b.look), report.YearTable(b.out.Lines[shared:], nil, b.look)}
		doc.Tables[1].Title = report.Say(b.r.Language, "shares")
		doc.Charts = []chart.Bars{report.Bars(title.In(b.r.Language), "", "", b.out.Lines[:shared], b.out.Totals[0].Currency, b.look)}
	}
	b.names()
	var figures []string
	add := func(l *schedule.Line) {
		if l != nil && l.Figure != nil && !slices.Contains(figures, *l.Figure) {
			figures = append(figures, *l.Figure)
		}
	}
	add(now.Line)
	add(now.Next)
	if len(b.r.Agreements) == 1 && len(b.out.Lines) > 0 {
		add(&b.out.Lines[0])
		add(&b.out.Lines[len(b.out.Lines)-1])
	}
	return figures, nil
}

// paying finds what is paid in a year and in the next one.
func (b *drafting) paying(year int) report.Paying {
	out := report.Paying{Year: year, Line: lineOf(b.out.Lines, year), Next: lineOf(b.out.Lines, year+1)}
	if out.Next == nil {
		out.Next = lineOf(b.all, year+1)
	}
	if out.Line == nil {
		return out
	}
	if a, ok := b.Agreement(*out.Line.Agreement); ok {
		out.Agreement, out.Expires, out.Over = a.Title, a.Term.To.String(), a.Term.To.Before(b.out.On)
	}
	return out
}

// names says what the ids in a table stand for.
func (b *drafting) names() {
	language, used := b.r.Language, map[string]bool{}
	for _, l := range b.out.Lines {
		if l.Agreement != nil {
			used[*l.Agreement] = true
		}
	}
	t := &report.Table{Title: report.Say(language, "agreements"), Columns: []report.Column{{Name: report.Say(language, "agreement")}, {Name: report.Say(language, "title")}, {Name: report.Say(language, "from year")}, {Name: report.Say(language, "to year")}}}
	for _, a := range b.Agreements {
		if used[a.ID] {
			t.Add(a.ID, a.Title.In(language), a.Term.From.String(), a.Term.To.String())
		}
	}
	b.out.document.Tables = append(b.out.document.Tables, report.BriefTable{Table: t})
}

// ruled returns the first and the last year that an agreement rules; 0 is none.
func ruled(lines []schedule.Line) (first, last int) {
	for _, l := range lines {
		if l.Agreement == nil || l.Period != nil {
			continue
		}
		if first == 0 {
			first = l.Year
		}
		last = l.Year
	}
	return first, last
}

// lineOf finds the line of a year that an agreement rules.
func lineOf(lines []schedule.Line, year int) *schedule.Line {
	for i := range lines {
		if l := &lines[i]; l.Year == year && l.Period == nil && l.Agreement != nil {
			return l
		}
	}
	return nil
}

// sideBySide is two agreements.
func (b *drafting) sideBySide() ([]string, error) {
	doc, language := &b.out.document, b.r.Language
	idA, idB := b.r.Agreements[0], b.r.Agreements[1]
	d, err := schedule.Compare(b.schedule, b.schedule, idA, idB, b.Units.Natural)
	if err != nil {
		return nil, usage("%w", err)
	}
	b.out.Diff = &d
	a, _ := b.Agreement(idA) // both were looked up before
	z, _ := b.Agreement(idB)
	doc.Title = a.Title.In(language) + " – " + z.Title.In(language)
	b.out.Answer = append(b.out.Answer, report.Apart(a.Title, z.Title, d, b.look))
	b.out.Lines, b.out.Totals = []schedule.Line{}, []schedule.Total{}
	var figures []string
	for _, id := range []string{idA, idB} {
		one, _, err := b.w.scheduled(ScheduleRequest{Question: b.r.Question, Agreement: id})
		if err != nil {
			return nil, err
		}
		b.out.Lines, b.out.Totals = append(b.out.Lines, one.Lines...), append(b.out.Totals, one.Totals...)
		for _, i := range []int{0, len(one.Lines) - 1} {
			if i >= 0 && i < len(one.Lines) && one.Lines[i].Figure != nil && !slices.Contains(figures, *one.Lines[i].Figure) {
				figures = append(figures, *one.Lines[i].Figure)
			}
		}
	}
	doc.Charts = []chart.Bars{report.Bars(doc.Title, "", "", b.out.Lines, d.Totals.Currency, b.look)} // one scale for both
	doc.Tables = append(report.DiffTables(idA, idB, d, b.look), report.YearTable(b.out.Lines, b.out.Totals, b.look))
	b.names()
	doc.Exact = report.DiffExact(idA, idB, d)
	return figures, nil
}

// contributions is a sum that parties share.
func (b *drafting) contributions() []string {
	doc := &b.out.document
	lines := b.out.Lines
	b.out.Answer = append(b.out.Answer, report.Together(lines, b.out.Totals[0], b.look))
	doc.Charts = []chart.Bars{report.Bars(doc.Title, "", "", lines, b.out.Totals[0].Currency, b.look)}
	doc.Tables = []report.BriefTable{report.YearTable(lines, b.out.Totals, b.look)}
	most := slices.MaxFunc(lines, func(x, y schedule.Line) int {
		if x.Amount == nil || y.Amount == nil {
			return 0
		}
		return x.Amount.Cmp(*y.Amount)
	})
	if most.Figure == nil {
		return nil
	}
	return []string{*most.Figure}
}

// shares is a dossier that holds shares and no sums.
func (b *drafting) shares() error {
	doc, language := &b.out.document, b.r.Language
	o, err := b.w.Outline(b.r.Dossier)
	if err != nil {
		return err
	}
	if len(o.Keys) == 0 {
		return usage("%s holds neither sums nor shares to write about", b.ID)
	}
	for _, name := range o.Keys { // the one with the most parties tells most
		k, err := b.w.Key(KeyRequest{Question: b.r.Question, Key: name})
		if err != nil {
			return err
		}
		if b.out.Key == nil || len(k.Parties) > len(b.out.Key.Parties) {
			b.out.Key = k
		}
	}
	k := b.out.Key
	b.out.Answer = append(b.out.Answer, fmt.Sprintf("%s %s.", report.Say(language, "no sums"), report.Say(language, "parties n", len(k.Parties))))
	t := &report.Table{Title: k.Title.In(language), Columns: []report.Column{{Name: report.Say(language, "party")}, {Name: report.Say(language, "name")}, {Name: report.Say(language, "share"), Right: true}, {Name: report.Say(language, "published"), Right: true}}}
	for _, p := range k.Parties {
		t.Add(p.Party, p.Name, report.Percent(p.Share, b.look), report.Printed(p.Published))
	}
	doc.Tables, doc.Exact = []report.BriefTable{{Table: t}}, t
	for _, s := range b.Sources {
		b.out.Sources = append(b.out.Sources, report.BriefSource{ID: s.ID, Title: s.Title, Publisher: s.Publisher, Date: s.Date, HowRead: string(s.HowRead), URL: s.URL, Supports: []string{}})
	}
	return nil
}

// cited gathers the sources of the figures shown and of the steps told.
func (b *drafting) cited() {
	supports, clauses := map[string][]string{}, map[string]string{}
	note := func(id, what, clause string) {
		if what != "" && !slices.Contains(supports[id], what) {
			supports[id] = append(supports[id], what)
		}
		if clauses[id] == "" {
			clauses[id] = clause
		}
	}
	for _, l := range b.out.Lines {
		if l.Figure == nil {
			continue
		}
		f, ok := b.schedule.Plan.Find(*l.Figure)
		if !ok {
			continue
		}
		mark := f.Amount.Mark.Source
		if mark.IsZero() {
			b.out.Unsourced = append(b.out.Unsourced, *l.Figure)
		}
		for i, id := range mark.IDs {
			clause := mark.Clause
			if i > 0 {
				clause = "" // it is of the first
			}
			note(id, *l.Figure, clause)
		}
	}
	var walk func(d schedule.Derivation)
	walk = func(d schedule.Derivation) {
		if s := d.Source; s != nil {
			clause := ""
			if s.Clause != nil {
				clause = *s.Clause
			}
			what := cmp.Or(d.Figure, strings.TrimSpace(d.Series+" "+d.Period))
			note(s.ID, what, clause)
			for _, id := range s.Also {
				note(id, what, "")
			}
		}
		for _, in := range d.Inputs {
			walk(in)
		}
	}
	for _, d := range b.out.Figures {
		walk(d)
	}
	for _, s := range b.Sources {
		what, there := supports[s.ID]
		if there {
			b.out.Sources = append(b.out.Sources, report.BriefSource{ID: s.ID, Title: s.Title, Publisher: s.Publisher, Date: s.Date, Clause: clauses[s.ID], HowRead: string(s.HowRead), URL: s.URL, Supports: what})
		}
	}
}
