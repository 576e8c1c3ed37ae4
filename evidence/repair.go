package evidence

import (
	"strings"

	"entente/decimal"
)

// repair looks for the slip that would make a wrong figure right.
func (j *judge) repair(f *Figure, t tolerance, readings []reading) string {
	for _, r := range readings {
		if r.grade != Consistent || r.unit == "times" && f.Kind == Percent {
			continue
		}
		for _, n := range []int64{1000, 10, 100, 1000000} {
			if t.near.scale(decimal.Whole(n)).touches(r.value) || t.near.scale(decimal.Frac(1, n)).touches(r.value) {
				return "a factor of " + grouped(itoa(int(n)))
			}
		}
	}
	if f.Kind == Money && f.Value.Unit != j.k.Home {
		if _, y := j.k.byQuantity(f.Quantity); y != nil && t.near.touches(point(y.Amount)) {
			return "the other currency, " + j.k.Home + ","
		}
	}
	for _, r := range readings {
		if r.grade == Consistent && r.value.lo.Equal(r.value.hi) && sameSize(f.Value.Amount, r.value.lo) && slip(f.Value.Amount, r.value.lo) {
			return "a digit lost, added or exchanged (" + say(r.value.lo, r.unit) + ")"
		}
	}
	return ""
}

// sameSize reports two numbers less than a factor of twelve apart: a digit more
// or less explains no more.
func sameSize(a, b decimal.Fraction) bool {
	twelve := decimal.Whole(12)
	return a.Cmp(b.Mul(twelve)) < 0 && b.Cmp(a.Mul(twelve)) < 0
}

// slip reports whether the digits of a stated number become those of the right
// one, as far as they were stated, when one digit is put in, taken out, or two
// neighbours are exchanged: 1.83 for 1.183.
func slip(stated, right decimal.Fraction) bool {
	a, b := significant(stated), significant(right)
	if len(a) < 2 || len(b) < 2 {
		return false
	}
	for i := range len(b) { // a digit was lost
		if short := b[:i] + b[i+1:]; prefixed(short, a) {
			return true
		}
	}
	for i := range len(a) { // a digit too many
		if short := a[:i] + a[i+1:]; len(short) > 1 && prefixed(b, short) {
			return true
		}
	}
	for i := 0; i+1 < len(a); i++ {
		if swapped := a[:i] + a[i+1:i+2] + a[i:i+1] + a[i+2:]; prefixed(b, swapped) {
			return true
		}
	}
	return false
}

func prefixed(long, short string) bool { return len(short) > 0 && strings.HasPrefix(long, short) }

// significant returns the digits of a number without zeros at either end.
func significant(v decimal.Fraction) string {
	s := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, v.Approx(4))
	return strings.Trim(s, "0")
}
