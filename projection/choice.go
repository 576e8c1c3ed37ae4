package projection

import "math"

// choice is yes where test is above zero, else no.
type choice struct {
	test, out int
	yes, no   operand
}

func (s *choice) run(b *block) {
	out, test := b.column(s.out), b.bounds[s.test]
	for i, x := range b.column(s.test) {
		if test.err > 0 && !(math.Abs(x) > test.err) {
			b.doubt(i)
		}
		if x > 0 {
			out[i] = s.yes.at(b, i)
		} else {
			out[i] = s.no.at(b, i)
		}
	}
	p, q := s.yes.bounds(b), s.no.bounds(b)
	b.bounds[s.out] = bounds{low: min(p.low, q.low), high: max(p.high, q.high), err: max(p.err, q.err)}
}

// bounds returns those of a column, or of a number.
func (o operand) bounds(b *block) bounds {
	if o.column >= 0 {
		return b.bounds[o.column]
	}
	r := bounds{low: o.number.of, high: o.number.of}
	if !o.number.exact {
		r.err = math.Abs(r.low) * roundoff
	}
	return r
}
