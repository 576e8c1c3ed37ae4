package projection

import (
	"encoding/binary"
	"math"
)

// columnsOf returns the columns that a step reads, in a fixed order, and the
// one that it writes. The slice is the caller's.
func columnsOf(s step) (in []int, out int) {
	switch s := s.(type) {
	case *linear:
		return append([]int(nil), s.in...), s.out
	case *product:
		return []int{s.a, s.b}, s.out
	case *quotient:
		if s.a < 0 {
			return []int{s.b}, s.out
		}
		return []int{s.a, s.b}, s.out
	case *extreme:
		return operands(s.a, s.b), s.out
	case *choice:
		return append([]int{s.test}, operands(s.yes, s.no)...), s.out
	case *round:
		return []int{s.in}, s.out
	default:
		panic("projection: a step of unknown kind in a batch")
	}
}

func operands(all ...operand) (in []int) {
	for _, o := range all {
		if o.column >= 0 {
			in = append(in, o.column)
		}
	}
	return in
}

// moved returns a step over other columns: in are the numbers of what it reads,
// in the order of columnsOf, and at tells where a number stands.
func moved(s step, in []int, out int, at func(number int) int) step {
	next := 0
	column := func() int {
		next++
		return at(in[next-1])
	}
	operand := func(o operand) operand {
		if o.column >= 0 {
			o.column = column()
		}
		return o
	}
	switch s := s.(type) {
	case *linear:
		c := *s
		c.in = make([]int, len(s.in))
		for k := range c.in {
			c.in[k] = column()
		}
		c.out = at(out)
		return &c
	case *product:
		return &product{column(), column(), at(out)}
	case *quotient:
		c := *s
		if c.a >= 0 {
			c.a = column()
		}
		c.b, c.out = column(), at(out)
		return &c
	case *extreme:
		c := *s
		c.a, c.b = operand(s.a), operand(s.b)
		c.out = at(out)
		return &c
	case *choice:
		c := *s
		c.test = column()
		c.yes, c.no = operand(s.yes), operand(s.no)
		c.out = at(out)
		return &c
	case *round:
		c := *s
		c.in, c.out = column(), at(out)
		return &c
	default:
		panic("projection: a step of unknown kind in a batch")
	}
}

// signature appends all that decides what a step computes: its kind, its
// constants and the numbers of what it reads. The column that it writes is not
// among it.
func signature(key []byte, s step, in []int) []byte {
	whole := func(n int) { key = binary.AppendVarint(key, int64(n)) }
	float := func(f float64) { key = binary.LittleEndian.AppendUint64(key, math.Float64bits(f)) }
	yes := func(b bool) {
		if b {
			key = append(key, 1)
		} else {
			key = append(key, 0)
		}
	}
	constant := func(f factor) { float(f.of); yes(f.exact) }
	operand := func(o operand) {
		yes(o.column >= 0)
		if o.column < 0 {
			constant(o.number)
		}
	}
	switch s := s.(type) {
	case *linear:
		key = append(key, 'l')
		for _, f := range s.by {
			constant(f)
		}
		constant(s.add)
	case *product:
		key = append(key, 'p')
	case *quotient:
		key = append(key, 'q')
		yes(s.a >= 0)
		constant(s.number)
	case *extreme:
		key = append(key, 'e')
		yes(s.smallest)
		operand(s.a)
		operand(s.b)
	case *choice:
		key = append(key, 'c')
		operand(s.yes)
		operand(s.no)
	case *round:
		key = append(key, 'r', byte(s.mode))
		constant(s.ratio)
		float(s.num)
		float(s.denom)
	}
	for _, n := range in {
		whole(n)
	}
	return key
}
