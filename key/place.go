package key

import (
	"fmt"
	"slices"

	"entente/decimal"
)

// placing is a batch of parts on their way to rounded numbers.
type placing struct {
	batch
	grid   *grid
	counts []counted
	known  map[int]decimal.Fraction // parts that had to be computed
	to     decimal.Decimal
	steps  []int64 // the rounded parts, in rounding steps
}

// place rounds parts that add to whole. residue is what rounding leaves over:
// whole less the sum of the parts, 0 unless the policy is Leave. The errors wrap
// ErrRounding and ErrResidue.
func (r Rounding) place(parts batch, whole decimal.Fraction) (rounded []decimal.Decimal, residue decimal.Fraction, err error) {
	if r.To.Sign() <= 0 {
		return nil, residue, fmt.Errorf("%w: %s", ErrRounding, r.To)
	}
	p := placing{
		batch: parts, grid: newGrid(whole, r.To), to: r.To, known: map[int]decimal.Fraction{},
		counts: make([]counted, parts.len()), steps: make([]int64, parts.len()),
	}
	mode := r.Mode
	if r.Residue == LargestRemainder {
		mode = decimal.Floor
	}
	var taken int64
	for i := range p.steps {
		p.counts[i] = parts.count(i, p.grid)
		if p.steps[i], err = p.round(i, mode); err != nil {
			return nil, residue, err
		}
		taken += p.steps[i]
	}
	residue = whole.Sub(r.To.Fraction().Mul(decimal.Whole(taken)))
	if r.Residue != Leave && residue.Sign() != 0 {
		if err := p.settle(r, residue); err != nil {
			return nil, residue, err
		}
		residue = decimal.Fraction{}
	}
	return p.written(), residue, nil
}

// round returns part i in rounding steps.
func (p *placing) round(i int, mode decimal.Mode) (int64, error) {
	if n, ok := p.grid.steps(p.counts[i], mode); ok {
		return n, nil
	}
	in, _ := p.value(i).Quo(p.to.Fraction())
	d, _ := in.Round(decimal.FromInt(1), mode)
	n, fits := d.Fraction().Int64()
	if !fits || n > 1<<53 || n < -1<<53 {
		return 0, fmt.Errorf("%w: %s is too fine for %s", ErrRounding, p.to, p.value(i).Approx(0))
	}
	return n, nil
}

// settle gives the residue to those whom the policy names.
func (p *placing) settle(r Rounding, residue decimal.Fraction) error {
	if p.len() == 0 {
		return fmt.Errorf("%w: there is no party", ErrResidue)
	}
	in, _ := residue.Quo(r.To.Fraction())
	n, ok := in.Int64()
	if !ok {
		return fmt.Errorf("%w: the whole is not a multiple of %s", ErrResidue, r.To)
	}
	if r.Residue == LargestParty {
		i := 0
		for j := range p.steps {
			if p.order(j, i, 0, 0) > 0 {
				i = j
			}
		}
		if p.steps[i] += n; p.steps[i] < 0 {
			return fmt.Errorf("%w: it is larger than the largest part", ErrResidue)
		}
		return nil
	}
	if n < 0 || n > int64(p.len()) {
		return fmt.Errorf("%w: %d steps for %d parties", ErrResidue, n, p.len())
	}
	index := make([]int, p.len())
	for i := range index {
		index[i] = i
	}
	slices.SortStableFunc(index, func(i, j int) int { return p.order(j, i, p.steps[j], p.steps[i]) })
	for _, i := range index[:n] {
		p.steps[i]++
	}
	return nil
}

// order compares parts i and j after taking off so many steps.
func (p *placing) order(i, j int, offI, offJ int64) int {
	a, b := p.counts[i], p.counts[j]
	if a.ok && b.ok {
		x, y := a.count-offI*p.grid.fine, b.count-offJ*p.grid.fine
		switch {
		case x > y+b.slack:
			return 1
		case y > x+a.slack:
			return -1
		case a.slack == 0 && b.slack == 0:
			return 0
		}
	}
	shift := p.to.Fraction().Mul(decimal.Whole(offI - offJ))
	return p.value(i).Sub(p.value(j)).Cmp(shift)
}

// value returns part i, computed once.
func (p *placing) value(i int) decimal.Fraction {
	x, ok := p.known[i]
	if !ok {
		x = p.exact(i)
		p.known[i] = x
	}
	return x
}

// written returns the parts with the digits after the point that the step has.
func (p *placing) written() []decimal.Decimal {
	places := p.to.Places()
	unit, ok := p.to.Fraction().Mul(decimal.New(1, int32(places)).Fraction()).Int64()
	out := make([]decimal.Decimal, len(p.steps))
	for i, n := range p.steps {
		if ok && unit < 1000 && n < 1<<52 {
			out[i] = decimal.New(n*unit, int32(-places))
			continue
		}
		out[i], _ = p.to.Fraction().Mul(decimal.Whole(n)).Round(p.to, decimal.HalfUp)
	}
	return out
}
