// Package chart draws SVG charts whose marks are links to the figures behind
// them.
//
// # What it is for
//
// A chart is plain data: numbers, texts and, for each mark, an address and a
// sentence. [Scatter] draws points in a plane: outcomes, a frontier, solution
// points. Every kind of chart builds on the same [Frame]: the drawing area
// with its two axes, ticks and title.
//
// # The one call to know
//
// [Scatter.Draw] writes a whole SVG document. It works without JavaScript, in
// print and on a dark screen; a mark with an address is a link, and its
// sentence is shown when it is pointed at and read out by a screen reader.
//
// # What it promises
//
// The same data gives the same bytes. Coordinates have two decimals, and
// nothing depends on the order of a map, the locale or the number of cores.
// Texts are escaped; an address that is neither relative nor http leaves its
// mark without a link.
//
// # Adding a chart
//
// A new chart is a struct of plain data with a Draw method: make a [Frame],
// write its opening, draw marks at [Frame.X] and [Frame.Y] through
// [Frame.Mark], and close it.
package chart
