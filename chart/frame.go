package chart

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// Axis is one side of a chart. Low and High are the ends in data units; when
// they are equal the axis is widened a little, so that something can be drawn.
type Axis struct {
	Label     string
	Low, High float64
}

// Frame is the drawing area of a chart.
type Frame struct {
	Title         string
	Description   string // for readers who cannot see the chart
	Width, Height int    // in pixels; 0 takes 720 by 480
	Across, Up    Axis
	Bare          bool // no ticks across: the chart labels its own marks
	NoRungs       bool // no ticks upwards: the chart has rows
	Inline        bool // part of a page that holds the Stylesheet

	w   io.Writer
	err error
}

// Space around the plot, in pixels.
const (
	left   = 64
	right  = 24
	top    = 40
	bottom = 56
)

// Open writes the beginning of the document: style, title and axes.
func (f *Frame) Open(w io.Writer) {
	f.w = w
	if f.Width <= 0 {
		f.Width = 720
	}
	if f.Height <= 0 {
		f.Height = 480
	}
	f.Across.widen()
	f.Up.widen()
	f.print(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" class="chart" role="group">`+"\n", f.Width, f.Height, f.Width, f.Height)
	f.print("<title>%s</title>\n", escape(f.Title))
	if f.Description != "" {
		f.print("<desc>%s</desc>\n", escape(f.Description))
	}
	if !f.Inline {
		f.print("<style>%s</style>\n", Stylesheet())
	}
	f.print(`<text class="title" x="%d" y="24">%s</text>`+"\n", left, escape(f.Title))
	f.axes()
}

// Close writes the end of the document and returns the first error of writing.
func (f *Frame) Close() error {
	f.print("</svg>\n")
	return f.err
}

// X is where a number lies across the page, in pixels.
func (f *Frame) X(v float64) float64 {
	return left + (v-f.Across.Low)/(f.Across.High-f.Across.Low)*float64(f.Width-left-right)
}

// Y is where a number lies on the page from the top, in pixels.
func (f *Frame) Y(v float64) float64 {
	return float64(f.Height-bottom) - (v-f.Up.Low)/(f.Up.High-f.Up.Low)*float64(f.Height-top-bottom)
}

// Mark writes a shape that is a link when href is an address, with title as
// the sentence behind it. shape is SVG made by this package.
func (f *Frame) Mark(shape, href, title string) {
	tip := ""
	if title != "" {
		tip = "<title>" + escape(title) + "</title>"
	}
	group := "<g>" + tip + shape + "</g>"
	if address(href) {
		group = `<a href="` + escape(href) + `">` + tip + shape + "</a>"
	}
	f.print("%s\n", group)
}

// Text writes a line of text; anchor is start, middle or end.
func (f *Frame) Text(x, y float64, anchor, class, text string) {
	f.print(`<text class="%s" x="%s" y="%s" text-anchor="%s">%s</text>`+"\n", class, px(x), px(y), anchor, escape(text))
}

func (f *Frame) print(format string, args ...any) {
	if f.err == nil {
		_, f.err = fmt.Fprintf(f.w, format, args...)
	}
}

func (f *Frame) axes() {
	floor, wall := float64(f.Height-bottom), float64(f.Width-right)
	for _, v := range f.across() {
		f.print(`<line class="grid" x1="%[1]s" y1="%[2]d" x2="%[1]s" y2="%[3]s"/>`+"\n", px(f.X(v)), top, px(floor))
		f.Text(f.X(v), floor+18, "middle", "tick", number(v))
	}
	for _, v := range f.rungs() {
		f.print(`<line class="grid" x1="%[1]d" y1="%[2]s" x2="%[3]s" y2="%[2]s"/>`+"\n", left, px(f.Y(v)), px(wall))
		f.Text(left-8, f.Y(v)+4, "end", "tick", number(v))
	}
	f.Text((left+wall)/2, floor+42, "middle", "label", f.Across.Label)
	middle := (top + floor) / 2
	f.print(`<text class="label" x="16" y="%[1]s" text-anchor="middle" transform="rotate(-90 16 %[1]s)">%[2]s</text>`+"\n", px(middle), escape(f.Up.Label))
}

// across returns the ticks across the page.
func (f *Frame) across() []float64 {
	if f.Bare {
		return nil
	}
	return Ticks(f.Across.Low, f.Across.High, 8)
}

// rungs returns the ticks up the page.
func (f *Frame) rungs() []float64 {
	if f.NoRungs {
		return nil
	}
	return Ticks(f.Up.Low, f.Up.High, 6)
}

// widen makes room where an axis has none.
func (a *Axis) widen() {
	if math.IsNaN(a.Low) || math.IsInf(a.Low, 0) || math.IsNaN(a.High) || math.IsInf(a.High, 0) {
		a.Low, a.High = 0, 1
	}
	if a.High <= a.Low {
		d := max(math.Abs(a.Low)*0.1, 0.5)
		a.Low, a.High = a.Low-d, a.Low+d
	}
}

// Ticks returns round numbers between low and high, about n of them: steps of
// 1, 2 or 5 times a power of ten.
func Ticks(low, high float64, n int) []float64 {
	if !(high > low) || n < 1 || math.IsInf(high-low, 0) {
		return nil
	}
	step := math.Pow(10, math.Floor(math.Log10((high-low)/float64(n))))
	for _, f := range []float64{1, 2, 5, 10} {
		if (high-low)/(step*f) <= float64(n) {
			step *= f
			break
		}
	}
	var out []float64
	for i := math.Ceil(low/step - 1e-9); i*step <= high+step*1e-9 && len(out) <= 2*n; i++ {
		out = append(out, i*step)
	}
	return out
}

// number writes a tick without the noise of its last bits.
func number(v float64) string {
	s := strconv.FormatFloat(v, 'g', 6, 64)
	if s == "-0" {
		return "0"
	}
	return s
}

// px is a coordinate with two decimals, as short as it gets.
func px(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "0"
	}
	s := strconv.FormatFloat(v, 'f', 2, 64)
	if s = strings.TrimRight(strings.TrimRight(s, "0"), "."); s == "-0" || s == "" {
		return "0"
	}
	return s
}
