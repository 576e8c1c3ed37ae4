package evidence

import (
	"encoding/json"
	"strconv"

	"entente/decimal"
)

// The JSON form is a contract: claim-schema of docs/cli.md. Offsets are bytes
// of the input; amounts and factors are JSON numbers, written from exact
// decimals.

// DocumentView is what is known of a document.
type DocumentView struct {
	Title       *string `json:"title"`                         // headline; null where none was found
	Publisher   *string `json:"publisher"`                     // who published it
	Published   *string `json:"published"`                     // the day; null where it is not printed
	Byline      *string `json:"byline"`                        // who wrote it
	Distributor *string `json:"distributor"`                   // who passed it on
	Language    string  `json:"language,omitempty"`            // en or ko
	Basis       string  `json:"published_basis,omitempty"`     // where the day was found
	Concluded   bool    `json:"published_concluded,omitempty"` // the day is not printed in full: it was concluded, on that basis
	File        string  `json:"file,omitempty"`                // name of the file
}

// View is a judged document in the form of the contract.
type View struct {
	Document    DocumentView   `json:"document"`          // the document
	Published   *string        `json:"publication_date"`  // day of publication; null where it is not printed
	OffsetUnit  string         `json:"offset_unit"`       // byte: offsets are half open, in bytes of the input
	Figures     []FigureView   `json:"figures"`           // figures in order
	Positions   []PositionView `json:"positions"`         // wishes, refusals, fears, promises without a figure
	Quotes      []QuoteView    `json:"quotes"`            // quotations
	Boilerplate []int          `json:"boilerplate_lines"` // lines that are debris, from 1; empty for a page
	Conflicts   []ConflictView `json:"conflicts"`         // contradictions
}

// FigureView is a figure of a text with what became of it.
type FigureView struct {
	Start       int        `json:"start"`                  // first byte
	End         int        `json:"end"`                    // byte behind the last
	Surface     string     `json:"surface"`                // the words of the text
	Kind        Kind       `json:"kind"`                   // money, percent, multiple, fraction, count, ordinal, date, date_range, duration, frequency or money_qualitative
	Value       ValueView  `json:"value"`                  // what it is worth
	Approximate bool       `json:"approximate"`            // the words leave the value open
	Bound       Bound      `json:"bound"`                  // exact, approx, at_most, at_least or less_than_approx
	Quantity    *string    `json:"quantity"`               // id of the quantity; null where none could be named
	Time        *SpanView  `json:"time,omitempty"`         // the days of a date
	Role        string     `json:"role,omitempty"`         // of a date: start, deadline, statement_time
	Speaker     string     `json:"speaker"`                // who is responsible for it; narrator is the text itself
	OnBehalf    string     `json:"on_behalf_of,omitempty"` // for whom
	Chain       []LinkView `json:"chain"`                  // from the source to the last relay
	Anonymous   bool       `json:"anonymous"`              // the source is not named
	Quote       string     `json:"quote,omitempty"`        // direct or paraphrase
	SpeechAct   string     `json:"speech_act"`             // assert, report, demand, offer, agree, forecast or deny
	Modality    string     `json:"modality,omitempty"`     // planned, possible, hoped or negated
	Verdict     Verdict    `json:"verdict"`                // consistent, consistent_rounded, imprecise, inconsistent, not_checkable or n/a
	Expected    string     `json:"expected,omitempty"`     // what it was held against
	Why         string     `json:"why,omitempty"`          // the arithmetic, in words
	Repair      string     `json:"repair,omitempty"`       // the slip that would explain it
	Reasons     []string   `json:"reasons,omitempty"`      // why that quantity
}

// ValueView is what a figure is worth.
type ValueView struct {
	Amount    json.Number `json:"amount,omitempty"`
	Low       json.Number `json:"low,omitempty"`
	High      json.Number `json:"high,omitempty"`
	Unit      string      `json:"unit,omitempty"`
	Per       string      `json:"per,omitempty"`
	Factor    json.Number `json:"factor,omitempty"`
	Direction string      `json:"direction,omitempty"`
	Base      string      `json:"base,omitempty"`
	Converted *int        `json:"converted_from,omitempty"`
	Start     string      `json:"start,omitempty"`
	End       string      `json:"end,omitempty"`
	ISO       string      `json:"iso8601,omitempty"`
}

// SpanView is a range of days.
type SpanView struct {
	Start string `json:"start"`
	End   string `json:"end"`
}

// LinkView is a station on the way of a statement.
type LinkView struct {
	Who   string `json:"who"`
	Type  string `json:"type"`
	Named bool   `json:"named"`
}

// PositionView is a position without a figure.
type PositionView struct {
	Start     int        `json:"start"`
	End       int        `json:"end"`
	Actor     string     `json:"actor"`
	Speaker   string     `json:"speaker"`
	Stance    string     `json:"stance"`
	Topic     string     `json:"topic"`
	SpeechAct string     `json:"speech_act"`
	Anonymous bool       `json:"anonymous"`
	Chain     []LinkView `json:"chain"`
	Text      string     `json:"text"`
}

// QuoteView is a quotation with who said it.
type QuoteView struct {
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Speaker   string `json:"speaker"`
	Anonymous bool   `json:"anonymous"`
}

// ConflictView is a contradiction to show.
type ConflictView struct {
	Kind     string      `json:"kind"`
	Quantity *string     `json:"quantity"`
	Figures  []PlaceView `json:"figures"`
	Against  string      `json:"against"`
	Why      string      `json:"why"`
}

// PlaceView is a stretch of an input.
type PlaceView struct {
	File  string `json:"file"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// View returns the result in the form of the contract, offsets in bytes of the
// input.
func (r *Result) View() *View {
	d := r.Document
	out := &View{
		Document: DocumentView{
			Title: text(d.Title), Publisher: text(d.Publisher), Byline: text(d.Byline), Distributor: text(d.Distributor),
			Published: text(published(d)), Language: d.Language, Basis: d.Published.Basis, File: d.Name, Concluded: !d.Published.Explicit && !d.Published.Day().IsZero(),
		},
		OffsetUnit: "byte", Figures: []FigureView{}, Positions: []PositionView{}, Quotes: []QuoteView{}, Boilerplate: append([]int{}, r.Boilerplate...),
	}
	if d.HTML {
		out.Boilerplate = []int{} // the lines of a page are not those of its text
	}
	out.Published = text(published(d))
	for i := range r.Figures {
		out.Figures = append(out.Figures, figureView(d, &r.Figures[i]))
	}
	for _, p := range r.Positions {
		out.Positions = append(out.Positions, PositionView{d.Input(p.Start, false), d.Input(p.End, true), p.Actor, p.Speaker, p.Stance, p.Topic, p.SpeechAct, p.Anonymous, chainView(p.Chain), p.Text})
	}
	for _, q := range r.Quotes {
		out.Quotes = append(out.Quotes, QuoteView{d.Input(q.Start, false), d.Input(q.End, true), q.Speaker, q.Anonymous})
	}
	out.Conflicts = ConflictViews(r.Conflicts, r)
	return out
}

// ConflictViews returns conflicts in the form of the contract.
func ConflictViews(all []Conflict, results ...*Result) []ConflictView {
	docs := map[string]*Document{}
	for _, r := range results {
		docs[r.Document.Name] = r.Document
	}
	out := []ConflictView{}
	for _, c := range all {
		v := ConflictView{Kind: c.Kind, Quantity: text(c.Quantity), Figures: []PlaceView{}, Against: c.Against, Why: c.Why}
		for _, p := range c.Figures {
			d := docs[p.File]
			v.Figures = append(v.Figures, PlaceView{p.File, d.Input(p.Start, false), d.Input(p.End, true)})
		}
		out = append(out, v)
	}
	return out
}

// MarshalJSON writes the view of a result.
func (r *Result) MarshalJSON() ([]byte, error) { return json.Marshal(r.View()) }

// published is the day of publication, or the month or year when no more is
// known.
func published(d *Document) string {
	s := d.Published.Span
	switch {
	case s.From.IsZero():
		return ""
	case s.From == s.To:
		return s.From.String()
	}
	return ""
}

func figureView(d *Document, f *Figure) FigureView {
	j := FigureView{
		Start: d.Input(f.Start, false), End: d.Input(f.End, true), Surface: f.Surface, Kind: f.Kind, Approximate: f.Approximate(), Bound: f.Bound,
		Quantity: text(f.Quantity), Role: f.Role, Speaker: f.Speaker, OnBehalf: f.OnBehalf, Chain: chainView(f.Chain), Anonymous: f.Anonymous, Quote: f.Quote,
		SpeechAct: f.SpeechAct, Modality: f.Modality, Verdict: f.Verdict, Expected: f.Expected, Why: f.Why, Repair: f.Fits, Reasons: f.Reasons,
	}
	if j.Bound == "" {
		j.Bound = Exact
	}
	v := f.Value
	if f.IsDate() {
		if !v.Span.From.IsZero() {
			j.Value.Start, j.Value.End = v.Span.From.String(), v.Span.To.String()
			j.Time = &SpanView{j.Value.Start, j.Value.End}
		}
		return j
	}
	j.Value = ValueView{Amount: jsonNumber(v.Amount), Unit: v.Unit, Per: v.Per, Direction: v.Direction, Base: v.Base, ISO: v.ISO}
	if v.Low != nil {
		j.Value.Low, j.Value.High = jsonNumber(*v.Low), jsonNumber(*v.High)
	}
	if v.Factor != nil {
		j.Value.Factor = jsonNumber(*v.Factor)
	}
	if v.Converted > 0 {
		c := v.Converted - 1
		j.Value.Converted = &c
	}
	return j
}

// jsonNumber writes an exact number; one that does not end is cut to twelve
// digits.
func jsonNumber(v decimal.Fraction) json.Number {
	if d, ok := v.Decimal(); ok {
		return json.Number(d.Reduce().String())
	}
	return json.Number(strconv.FormatFloat(v.Float64(), 'g', 12, 64))
}

func chainView(chain []Link) []LinkView {
	out := []LinkView{}
	for _, l := range chain {
		out = append(out, LinkView(l))
	}
	return out
}

func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
