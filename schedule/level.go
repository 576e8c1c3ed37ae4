package schedule

import (
	"fmt"
	"time"

	"entente/agreement"
	"entente/decimal"
	"entente/diag"
	"entente/period"
	"entente/source"
)

// levelGrowth is (level ÷ earlier level − 1) × 100.
func (c *compiler) levelGrowth(r agreement.LevelGrowth, a *agreement.Agreement, year int, m *agreement.Amount) ID {
	observed := year - r.Lag
	level := c.reading(r, observed, m)
	if r.LastRise {
		return c.growthOver(level, c.lastRise(r, a, year-1, m), fmt.Sprintf("%d over the year of the last rise", observed), r.Mark, r.Pos)
	}
	base := r.Base
	if base == 0 {
		base = observed - r.Since
	}
	return c.growthOver(level, c.reading(r, base, m), fmt.Sprintf("%d over %d", observed, base), r.Mark, r.Pos)
}

// reading is the level of a year: the observation of the year, or the mean of
// some months, rounded.
func (c *compiler) reading(r agreement.LevelGrowth, year int, m *agreement.Amount) ID {
	average := r.Average
	if average == nil {
		return c.observation(r.Series, period.Year(year), r.Pos, m.Path)
	}
	in := make([]ID, 0, average.Months)
	for i := average.Months - 1; i >= 0; i-- {
		// Counted from the year 0, so that months of the year before need no case of their own.
		month := year*12 + average.To - 1 - i
		in = append(in, c.observation(r.Series, period.Period{Year: month / 12, Month: time.Month(month%12 + 1)}, r.Pos, m.Path))
	}
	level, unit := in[0], c.plan.Nodes[in[0]].Unit
	if len(in) > 1 {
		sum := c.plan.add(Node{Kind: Sum, In: in, Unit: unit, Label: fmt.Sprintf("%d months to %s %d", len(in), time.Month(average.To), year), Pos: average.Pos})
		level = c.plan.add(Node{Kind: Ratio, In: []ID{sum, c.number(decimal.Whole(int64(len(in))), "factor")}, Unit: unit, Label: "their mean", Pos: average.Pos})
	}
	if step, ok := average.StepFor(year); ok {
		return c.plan.add(Node{Kind: Round, In: []ID{level}, Step: step, Mode: average.Mode, Unit: unit, Label: "the mean, rounded " + average.Mode.String(), Pos: average.Pos})
	}
	return level
}

// markKey names a high-water mark, so that each year's is built once.
type markKey struct {
	yearKey
	series string
	lag    int
	pos    diag.Position
}

// lastRise is the level by which the last rise up to a year was measured. Where
// no growth led to the year - the agreement begins there - it is the level
// read for that year.
func (c *compiler) lastRise(r agreement.LevelGrowth, a *agreement.Agreement, year int, m *agreement.Amount) ID {
	key := markKey{yearKey{a.ID, year}, r.Series, r.Lag, r.Pos}
	if id, done := c.marks[key]; done {
		return id
	}
	level := c.reading(r, year-r.Lag, m)
	if before := c.figureOf(a, year); before != nil && before.rate != nil {
		level = c.plan.add(Node{
			Kind: Select, In: []ID{*before.rate, level, c.lastRise(r, before.agreement, year-1, m)}, Unit: c.plan.Nodes[level].Unit,
			Label: fmt.Sprintf("the level of the last rise up to %d", year), Mark: r.Mark, Pos: r.Pos,
		})
	}
	c.marks[key] = level
	return level
}

// growthOver is (level ÷ base − 1) × 100.
func (c *compiler) growthOver(level, base ID, label string, mark source.Mark, pos diag.Position) ID {
	ratio := c.plan.add(Node{Kind: Ratio, In: []ID{level, base}, Unit: "factor", Label: label, Mark: mark, Pos: pos})
	scaled := c.plan.add(Node{Kind: Scale, In: []ID{ratio, c.number(decimal.Whole(100), "factor")}, Unit: percent, Label: "in percent"})
	return c.plan.add(Node{Kind: Sum, In: []ID{scaled, c.number(decimal.Whole(-100), percent)}, Unit: percent, Label: "the growth of " + label, Pos: pos})
}
