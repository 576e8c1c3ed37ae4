package projection

import (
	"cmp"
	"slices"

	"entente/period"
	"entente/schedule"
	"entente/series"
)

// input is a drawn observation and its column.
type input struct {
	cell   schedule.Cell
	column int
	grid   float64
}

// inputs returns the drawn observations in order of series and year.
func (p *Projection) inputs() []input {
	if p.sorted != nil {
		return p.sorted
	}
	all := []input{}
	for cell, column := range p.program.inputs {
		all = append(all, input{cell, column, p.driverOf(cell.Series).grid})
	}
	slices.SortFunc(all, func(a, b input) int {
		return cmp.Or(cmp.Compare(a.cell.Series, b.cell.Series), a.cell.Period.Compare(b.cell.Period))
	})
	return all
}

// drawsOf returns every future, in amounts and in the units of the series.
func (p *Projection) drawsOf(c *counts, paths int) Draws {
	var d Draws
	for i, in := range p.inputs() {
		column := c.inputs[i].raw
		for k := range column {
			column[k] /= in.grid
		}
		d.Names, d.Columns = append(d.Names, in.cell.Series+" "+in.cell.Period.String()), append(d.Columns, column)
	}
	for i, out := range p.outputs {
		v := p.program.values[out.node]
		column := make([]float64, paths)
		switch t := c.outputs[i]; t {
		case nil:
			x, _ := v.number.Float64()
			for k := range column {
				column[k] = x
			}
		default:
			unit, _ := v.unit.Float64()
			for k, n := range t.raw {
				column[k] = float64(n * unit)
			}
		}
		d.Names, d.Columns = append(d.Names, out.name), append(d.Columns, column)
	}
	return d
}

// Drawn is a series with the years that are drawn of it.
type Drawn struct {
	Series *series.Series
	Years  period.Years
}

// Drawn returns the series that the projection draws, in order of their names.
func (p *Projection) Drawn() []Drawn {
	var all []Drawn
	for _, d := range p.drivers {
		all = append(all, Drawn{d.series, period.Years{From: d.first, To: d.last}})
	}
	return all
}
