package chart

import (
	"io"
	"math"
	"slices"
	"strings"
)

// RibbonPoint is a number with the range that it may lie in.
type RibbonPoint struct {
	X                 float64
	Low, Likely, High float64
	Href, Title       string // of the mark at the likely value
}

// Ribbon is a chart of a line within the band of what it may be, with further
// points in the same plane.
type Ribbon struct {
	Title, Description string
	Across, Up         Axis // ends that are both 0 are taken from the points
	Points             []RibbonPoint
	Layers             []Layer
	Limits             []Limit
	Width, Height      int
	Inline             bool // part of a page that holds the Stylesheet
}

// Draw writes the chart as an SVG document.
func (c Ribbon) Draw(w io.Writer) error {
	f := Frame{Title: c.Title, Description: c.Description, Width: c.Width, Height: c.Height, Across: c.Across, Up: c.Up, Inline: c.Inline}
	line := Layer{Joined: true, Radius: 2}
	low, high := math.Inf(1), math.Inf(-1)
	for _, p := range c.Points {
		line.Points = append(line.Points, Point{X: p.X, Y: p.Likely, Href: p.Href, Title: p.Title})
		low, high = min(low, p.Low), max(high, p.High)
	}
	all := Scatter{Layers: append([]Layer{line}, c.Layers...), Limits: c.Limits}
	if c.Up.Low == 0 && c.Up.High == 0 && len(c.Points) > 0 {
		f.Up.Low, f.Up.High = margin(Axis{Low: low, High: high})
	}
	all.fit(&f)
	f.Open(w)
	c.band(&f)
	for _, l := range c.Limits {
		l.draw(&f)
	}
	for _, l := range all.Layers {
		l.draw(&f)
	}
	all.key(&f)
	return f.Close()
}

// band fills what lies between the ends of the ranges.
func (c Ribbon) band(f *Frame) {
	if len(c.Points) < 2 {
		return
	}
	var path strings.Builder
	for i, p := range c.Points {
		verb := "L"
		if i == 0 {
			verb = "M"
		}
		path.WriteString(verb + px(f.X(p.X)) + " " + px(f.Y(p.High)))
	}
	for _, p := range slices.Backward(c.Points) {
		path.WriteString("L" + px(f.X(p.X)) + " " + px(f.Y(p.Low)))
	}
	f.print(`<path class="strong" d="%sZ" fill-opacity="0.2"/>`+"\n", path.String())
}
