package chart

import (
	"fmt"
	"io"
	"math"
)

// Span is a row of a chart: a number and the range that it may lie in.
type Span struct {
	Label             string // above the row
	Low, Likely, High float64
	Look              Look
	Text              string // behind the row's label: the numbers as they are read
	Href, Title       string
}

// Spans is a chart of ranges, one below the other over one axis, with a dashed
// line where the axis is zero.
type Spans struct {
	Title, Description string
	Across             Axis // ends that are both 0 are taken from the rows
	Rows               []Span
	Bare               bool // no ticks: the rows have scales of their own
	Limits             []Limit
	Width              int
	Inline             bool // part of a page that holds the Stylesheet
}

// spanHeight is the room of a row, in pixels.
const spanHeight = 52

// Draw writes the chart as an SVG document.
func (c Spans) Draw(w io.Writer) error {
	f := Frame{
		Title: c.Title, Description: c.Description, Width: c.Width, Height: top + bottom + spanHeight*max(1, len(c.Rows)), Across: c.Across, Bare: c.Bare, Inline: c.Inline,
		Up: Axis{Low: 0, High: float64(max(1, len(c.Rows)))}, Rows: true,
	}
	if f.Across.Low == 0 && f.Across.High == 0 {
		low, high := math.Inf(1), math.Inf(-1)
		for _, r := range c.Rows {
			low, high = min(low, r.Low, 0), max(high, r.High, 0)
		}
		f.Across.Low, f.Across.High = margin(Axis{Low: low, High: high})
	}
	f.Open(w)
	Limit{At: 0, Vertical: true}.upright(&f)
	for _, l := range c.Limits {
		l.upright(&f)
	}
	for i, r := range c.Rows {
		y := float64(top+spanHeight*i) + 34
		f.Text(left, y-16, "start", "label", r.Label)
		f.Text(float64(f.Width-right), y-16, "end", "tick", r.Text)
		class := r.Look.class()
		shape := fmt.Sprintf(`<rect class="%s soft" x="%s" y="%s" width="%s" height="8"/>`, class, px(f.X(r.Low)), px(y-4), px(max(2, f.X(r.High)-f.X(r.Low))))
		shape += fmt.Sprintf(`<circle class="%s" cx="%s" cy="%s" r="6"/>`, class, px(f.X(r.Likely)), px(y))
		f.Mark(shape, r.Href, r.Title)
	}
	return f.Close()
}
