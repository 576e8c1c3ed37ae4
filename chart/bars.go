package chart

import (
	"fmt"
	"io"
	"strings"
)

// Bar is one bar of a chart. Value nil is unknown: its place is drawn empty,
// with a dotted outline, never as zero.
type Bar struct {
	Label string // below the bar
	Value *float64
	Look  Look
	Gap   bool // hatched: a year settled afterwards
	Soft  bool // paler: it rests on an assumption
	Href  string
	Title string
}

// Bars is a chart of bars from zero, one beside the other.
type Bars struct {
	Title, Description string
	Up                 string // label of the axis
	Bars               []Bar
	Every              int // label every n-th bar; 0 chooses
	Limits             []Limit
	Width, Height      int
	Inline             bool // part of a page that holds the Stylesheet
}

// Draw writes the chart as an SVG document.
func (c Bars) Draw(w io.Writer) error {
	most := 0.0
	for _, b := range c.Bars {
		if b.Value != nil {
			most = max(most, *b.Value)
		}
	}
	for _, l := range c.Limits {
		most = max(most, l.At)
	}
	f := Frame{
		Title: c.Title, Description: c.Description, Width: c.Width, Height: c.Height, Bare: true, Inline: c.Inline,
		Across: Axis{Low: 0, High: float64(max(1, len(c.Bars)))}, Up: Axis{Label: c.Up, Low: 0, High: most * 1.05},
	}
	f.Open(w)
	every := c.Every
	if every <= 0 {
		every = max(1, len(c.Bars)/12)
	}
	floor := f.Y(0)
	for i, b := range c.Bars {
		x, next := f.X(float64(i)+0.12), f.X(float64(i)+0.88)
		f.Mark(b.shape(&f, x, next-x, floor), b.Href, b.Title)
		if i%every == 0 {
			f.Text((x+next)/2, floor+18, "middle", "tick", b.Label)
		}
	}
	for _, l := range c.Limits {
		l.across(&f)
	}
	return f.Close()
}

func (b Bar) shape(f *Frame, x, width, floor float64) string {
	rect := func(class string, y float64) string {
		return fmt.Sprintf(`<rect class="%s" x="%s" y="%s" width="%s" height="%s"/>`, class, px(x), px(y), px(width), px(max(0, floor-y)))
	}
	if b.Value == nil {
		return rect("unknown", floor-24)
	}
	class := string(b.Look.class())
	if b.Soft {
		class += " soft"
	}
	y := f.Y(*b.Value)
	shape := rect(class, y)
	if b.Gap {
		shape += hatch(x, y, width, floor)
	}
	return shape
}

// hatch draws stripes over a bar. They are lines rather than a pattern, so that
// several charts can stand in one page without names that clash.
func hatch(x, y, width, floor float64) string {
	var path strings.Builder
	for at := floor - 4; at > y; at -= 6 {
		path.WriteString("M" + px(x) + " " + px(at) + "h" + px(width))
	}
	return fmt.Sprintf(`<path class="hatch" d="%s"/>`, path.String())
}
