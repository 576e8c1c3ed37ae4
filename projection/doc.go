// Package projection draws futures and asks what an agreement pays in them.
//
// # What it is for
//
// A series ends where the statistical office has got to; an agreement goes on.
// [Prepare] takes the plan of a schedule, what is known, and the assumptions on
// the series, and makes a [Projection]; [Projection.Run] draws thousands of
// futures, runs the plan over each, lags, caps and yearly rounding included,
// and returns for every year the [Spread] of what is paid.
//
// # What it promises
//
// The draw for a series, a year and a future depends on the seed and on these
// three alone; with Sobol points ([SobolPoints]) also on how long the series has
// been ended, and on the size of the sets. Two agreements therefore see the same futures, and a further
// series changes none of the others. The result is the same, bit by bit, on one
// core or on many: work is split in fixed blocks, and what is merged are counts.
//
// A future pays what package schedule would compute for it. Figures are whole
// numbers on the grid of their last rounding, held in float64, where they are
// exact up to 2^53; where a bound on the error cannot exclude that a rounding
// went the wrong way, the future is handed to the exact interpreter.
//
// # What it refuses
//
// Nothing is drawn for a series without an assumption: its years, and whatever
// rests on them, stay unknown. No future is "the" future: the result is spread.
package projection
