package evidence

import (
	"encoding/json"
	"strconv"

	"entente/decimal"
)

// The JSON form is a contract: claim-schema of docs/cli.md. Offsets are bytes
// of the input; amounts and factors are JSON numbers, written from exact
// decimals.

type jsonDocument struct {
	Title       *string `json:"title"`
	Publisher   *string `json:"publisher"`
	Published   *string `json:"published"`
	Byline      *string `json:"byline"`
	Distributor *string `json:"distributor"`
	Language    string  `json:"language,omitempty"`
	Basis       string  `json:"published_basis,omitempty"`
	File        string  `json:"file,omitempty"`
}

type jsonResult struct {
	Document    jsonDocument   `json:"document"`
	Published   *string        `json:"publication_date"`
	OffsetUnit  string         `json:"offset_unit"`
	Figures     []jsonFigure   `json:"figures"`
	Positions   []jsonPosition `json:"positions"`
	Quotes      []jsonQuote    `json:"quotes"`
	Boilerplate []int          `json:"boilerplate_lines"`
	Conflicts   []jsonConflict `json:"conflicts"`
}

type jsonFigure struct {
	Start       int        `json:"start"`
	End         int        `json:"end"`
	Surface     string     `json:"surface"`
	Kind        Kind       `json:"kind"`
	Value       jsonValue  `json:"value"`
	Approximate bool       `json:"approximate"`
	Bound       Bound      `json:"bound"`
	Quantity    *string    `json:"quantity"`
	Time        *jsonSpan  `json:"time,omitempty"`
	Role        string     `json:"role,omitempty"`
	Speaker     string     `json:"speaker"`
	OnBehalf    string     `json:"on_behalf_of,omitempty"`
	Chain       []jsonLink `json:"chain"`
	Anonymous   bool       `json:"anonymous"`
	Quote       string     `json:"quote,omitempty"`
	SpeechAct   string     `json:"speech_act"`
	Modality    string     `json:"modality,omitempty"`
	Verdict     Verdict    `json:"verdict"`
	Expected    string     `json:"expected,omitempty"`
	Why         string     `json:"why,omitempty"`
	Repair      string     `json:"repair,omitempty"`
	Reasons     []string   `json:"reasons,omitempty"`
}

type jsonValue struct {
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

type jsonSpan struct {
	Start string `json:"start"`
	End   string `json:"end"`
}

type jsonLink struct {
	Who   string `json:"who"`
	Type  string `json:"type"`
	Named bool   `json:"named"`
}

type jsonPosition struct {
	Start     int        `json:"start"`
	End       int        `json:"end"`
	Actor     string     `json:"actor"`
	Speaker   string     `json:"speaker"`
	Stance    string     `json:"stance"`
	Topic     string     `json:"topic"`
	SpeechAct string     `json:"speech_act"`
	Anonymous bool       `json:"anonymous"`
	Chain     []jsonLink `json:"chain"`
	Text      string     `json:"text"`
}

type jsonQuote struct {
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Speaker   string `json:"speaker"`
	Anonymous bool   `json:"anonymous"`
}

type jsonConflict struct {
	Kind     string      `json:"kind"`
	Quantity *string     `json:"quantity"`
	Figures  []jsonPlace `json:"figures"`
	Against  string      `json:"against"`
	Why      string      `json:"why"`
}

type jsonPlace struct {
	File  string `json:"file"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// MarshalJSON writes the result in the form of the contract, offsets in bytes
// of the input.
func (r *Result) MarshalJSON() ([]byte, error) {
	d := r.Document
	out := jsonResult{
		Document: jsonDocument{
			Title: text(d.Title), Publisher: text(d.Publisher), Byline: text(d.Byline), Distributor: text(d.Distributor),
			Published: text(published(d)), Language: d.Language, Basis: d.Published.Basis, File: d.Name,
		},
		OffsetUnit: "byte", Figures: []jsonFigure{}, Positions: []jsonPosition{}, Quotes: []jsonQuote{}, Boilerplate: append([]int{}, r.Boilerplate...), Conflicts: []jsonConflict{},
	}
	if d.HTML {
		out.Boilerplate = []int{} // the lines of a page are not those of its text
	}
	out.Published = text(published(d))
	for i := range r.Figures {
		out.Figures = append(out.Figures, figureJSON(d, &r.Figures[i]))
	}
	for _, p := range r.Positions {
		out.Positions = append(out.Positions, jsonPosition{d.Input(p.Start, false), d.Input(p.End, true), p.Actor, p.Speaker, p.Stance, p.Topic, p.SpeechAct, p.Anonymous, chainJSON(p.Chain), p.Text})
	}
	for _, q := range r.Quotes {
		out.Quotes = append(out.Quotes, jsonQuote{d.Input(q.Start, false), d.Input(q.End, true), q.Speaker, q.Anonymous})
	}
	for _, c := range r.Conflicts {
		j := jsonConflict{Kind: c.Kind, Quantity: text(c.Quantity), Figures: []jsonPlace{}, Against: c.Against, Why: c.Why}
		for _, p := range c.Figures {
			j.Figures = append(j.Figures, jsonPlace{p.File, d.Input(p.Start, false), d.Input(p.End, true)})
		}
		out.Conflicts = append(out.Conflicts, j)
	}
	return json.Marshal(out)
}

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

func figureJSON(d *Document, f *Figure) jsonFigure {
	j := jsonFigure{
		Start: d.Input(f.Start, false), End: d.Input(f.End, true), Surface: f.Surface, Kind: f.Kind, Approximate: f.Approximate(), Bound: f.Bound,
		Quantity: text(f.Quantity), Role: f.Role, Speaker: f.Speaker, OnBehalf: f.OnBehalf, Chain: chainJSON(f.Chain), Anonymous: f.Anonymous, Quote: f.Quote,
		SpeechAct: f.SpeechAct, Modality: f.Modality, Verdict: f.Verdict, Expected: f.Expected, Why: f.Why, Repair: f.Fits, Reasons: f.Reasons,
	}
	if j.Bound == "" {
		j.Bound = Exact
	}
	v := f.Value
	if f.IsDate() {
		if !v.Span.From.IsZero() {
			j.Value.Start, j.Value.End = v.Span.From.String(), v.Span.To.String()
			j.Time = &jsonSpan{j.Value.Start, j.Value.End}
		}
		return j
	}
	j.Value = jsonValue{Amount: jsonNumber(v.Amount), Unit: v.Unit, Per: v.Per, Direction: v.Direction, Base: v.Base, ISO: v.ISO}
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

func chainJSON(chain []Link) []jsonLink {
	out := []jsonLink{}
	for _, l := range chain {
		out = append(out, jsonLink(l))
	}
	return out
}

func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
