package chart

import "fmt"

// Limit is a dashed line across the chart: a reservation value, a sum.
type Limit struct {
	At       float64
	Vertical bool
	Title    string // the sentence behind the line
	Label    string // a word at its end
	Href     string // where the line leads; "" for nowhere
	Early    bool   // the word stands at the beginning of the line
}

// across draws a limit that runs from left to right.
func (l Limit) across(f *Frame) {
	y := f.Y(l.At)
	f.Mark(fmt.Sprintf(`<line class="limit" x1="%d" y1="%[2]s" x2="%[3]d" y2="%[2]s"/>`, left, px(y), f.Width-right), l.Href, l.Title)
	if l.Label != "" {
		x, anchor := float64(f.Width-right), "end"
		if l.Early {
			x, anchor = left+4, "start"
		}
		f.Text(x, y-4, anchor, "tick halo", l.Label)
	}
}

// upright draws a limit that runs from the floor to the top.
func (l Limit) upright(f *Frame) {
	x := f.X(l.At)
	f.Mark(fmt.Sprintf(`<line class="limit" x1="%[1]s" y1="%[2]d" x2="%[1]s" y2="%[3]d"/>`, px(x), top, f.Height-bottom), l.Href, l.Title)
	if l.Label != "" {
		f.Text(x+4, float64(top)+10, "start", "tick halo", l.Label)
	}
}

// draw draws a limit either way.
func (l Limit) draw(f *Frame) {
	if l.Vertical {
		l.upright(f)
	} else {
		l.across(f)
	}
}
