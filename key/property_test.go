package key_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"entente/decimal"
	"entente/key"
)

func fraction(t *rapid.T, low, high int64, denominator int64, label string) decimal.Fraction {
	return decimal.Frac(rapid.Int64Range(low, high).Draw(t, label), denominator)
}

// drawn returns a key with random weights, groups and steps.
func drawn(t *rapid.T) key.Key {
	n := rapid.IntRange(2, 9).Draw(t, "parties")
	k := key.Key{ID: "drawn", Rules: []key.Rule{{Step: key.ShareOf{Weight: "income"}}}}
	for i := range n {
		p := key.Party{ID: fmt.Sprint("P", i), Weights: map[key.Weight]decimal.Fraction{
			{Name: "income"}: fraction(t, 1, 1_000_000, 7, "income"),
			{Name: "heads"}:  fraction(t, 1, 5_000, 1, "heads"),
			{Name: "debt"}:   fraction(t, 0, 1_000_000, 13, "debt"),
			{Name: "before"}: fraction(t, 1, 10_000, 10_000, "before"),
		}}
		for _, g := range []string{"a", "b"} {
			if i == 0 || rapid.Bool().Draw(t, g) {
				p.Groups = append(p.Groups, g)
			}
		}
		k.Parties = append(k.Parties, p)
	}
	for range rapid.IntRange(0, 5).Draw(t, "steps") {
		k.Rules = append(k.Rules, key.Rule{Step: drawStep(t)})
	}
	return k
}

func drawStep(t *rapid.T) key.Step {
	where := rapid.SampledFrom([]key.Among{{}, {Group: "a"}, {Group: "b", Except: true}}).Draw(t, "where")
	rate := fraction(t, 0, 100, 100, "rate")
	switch rapid.IntRange(0, 8).Draw(t, "kind") {
	case 0:
		return key.Subtract{Weight: "debt", Rate: rate.Mul(decimal.Frac(1, 50)), Where: where}
	case 1:
		return key.Relief{Gradient: rate, Per: "heads", Below: key.Threshold{Mean: "income"}, Where: where}
	case 2:
		return key.Floor{At: rate.Mul(decimal.Frac(1, 5)), Where: where}
	case 3:
		return key.Ceiling{At: rate, Where: where}
	case 4:
		return key.GroupCeiling{At: rate, Where: where}
	case 5:
		return key.Change{Against: "before", Up: &rate, Where: where}
	case 6:
		return key.Change{Against: "before", Up: &rate, Down: &rate, Where: where}
	case 7:
		return key.Equalise{Parties: [2]string{"P0", "P1"}, How: rapid.SampledFrom([]key.Equal{key.Meet, key.Lower}).Draw(t, "how")}
	default:
		return key.Fix{Shares: []key.Fixed{{Party: "P0", Share: rate}}}
	}
}

// compute returns the scale, or skips a draw that the key refuses; any other
// error fails.
func compute(t *rapid.T, k key.Key) key.Scale {
	t.Helper()
	scale, err := key.Compute(k)
	if _, ok := errors.AsType[*key.StepError](err); ok {
		t.Skip(err)
	}
	if err != nil {
		t.Fatalf("Compute: %v", err)
	}
	return scale
}

// TestSharesAddToOne: whatever the steps, nothing is lost and nobody is paid.
func TestSharesAddToOne(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		scale := compute(t, drawn(t))
		if total := scale.Total(); !total.Equal(decimal.Whole(1)) {
			t.Fatalf("the shares add to %s", total)
		}
		for i, s := range scale.Shares() {
			if s.Sign() < 0 {
				t.Fatalf("%s has %s", scale.Key.Parties[i].ID, s)
			}
		}
	})
}

// TestPermutation: the order of the parties is no part of a key.
func TestPermutation(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		k := drawn(t)
		scale := compute(t, k)
		turned := k
		turned.Parties = rapid.Permutation(slices.Clone(k.Parties)).Draw(t, "order")
		other, err := key.Compute(turned)
		if err != nil {
			t.Fatalf("in another order: %v", err)
		}
		for i, p := range k.Parties {
			j, ok := other.Index(p.ID)
			if !ok || !other.Share(j).Equal(scale.Share(i)) {
				t.Fatalf("%s has %s, in another order %s", p.ID, scale.Share(i), other.Share(j))
			}
		}
	})
}

// TestCeiling: a ceiling never raises a party that it caps, never leaves anyone
// above it, and the others keep their proportions.
func TestCeiling(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		k := drawn(t)
		k.Rules = k.Rules[:1]
		before := compute(t, k)
		at := fraction(t, 1, 100, 100, "ceiling")
		k.Rules = append(k.Rules, key.Rule{Step: key.Ceiling{At: at}})
		after := compute(t, k)
		var ratio decimal.Fraction
		for i := range k.Parties {
			was, is := before.Share(i), after.Share(i)
			if is.Cmp(at) > 0 {
				t.Fatalf("%s is above the ceiling", k.Parties[i].ID)
			}
			if is.Equal(at) {
				continue
			}
			if is.Cmp(was) < 0 {
				t.Fatalf("%s is below the ceiling and loses", k.Parties[i].ID)
			}
			r, _ := is.Quo(was)
			if ratio.Sign() != 0 && !r.Equal(ratio) {
				t.Fatalf("%s is scaled by %s, another by %s", k.Parties[i].ID, r, ratio)
			}
			ratio = r
		}
		for i := range k.Parties {
			if before.Share(i).Cmp(at) > 0 && !after.Share(i).Equal(at) {
				t.Fatalf("%s was above the ceiling and is not at it", k.Parties[i].ID)
			}
		}
	})
}

// TestChangeIsOneFactor: between bounds there is one common factor, the only one
// for which the shares add to 1.
func TestChangeIsOneFactor(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		k := drawn(t)
		k.Rules = k.Rules[:1]
		before := compute(t, k)
		up, down := fraction(t, 0, 100, 50, "up"), fraction(t, 0, 100, 100, "down")
		k.Rules = append(k.Rules, key.Rule{Step: key.Change{Against: "before", Up: &up, Down: &down}})
		after := compute(t, k)
		var ratio decimal.Fraction
		free := func(i int) (low, high decimal.Fraction, ok bool) {
			prev := k.Parties[i].Weights[key.Weight{Name: "before"}]
			low, high = prev.Sub(prev.Mul(down)), prev.Add(prev.Mul(up))
			is := after.Share(i)
			if is.Cmp(low) < 0 || is.Cmp(high) > 0 {
				t.Fatalf("%s is out of bounds", k.Parties[i].ID)
			}
			return low, high, is.Cmp(low) > 0 && is.Cmp(high) < 0
		}
		for i := range k.Parties {
			if _, _, ok := free(i); ok {
				ratio, _ = after.Share(i).Quo(before.Share(i))
			}
		}
		if ratio.Sign() == 0 {
			return
		}
		for i := range k.Parties {
			low, high, _ := free(i)
			if want := ratio.Mul(before.Share(i)).Max(low).Min(high); !after.Share(i).Equal(want) {
				t.Fatalf("%s has %s, want %s", k.Parties[i].ID, after.Share(i), want)
			}
		}
	})
}

// TestTransfersAdd: what explain says that a party took and gave is just what
// its share changed by, and each transfer is seen alike from both ends.
func TestTransfersAdd(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		scale := compute(t, drawn(t))
		sent := map[string]decimal.Fraction{}
		for i, p := range scale.Key.Parties {
			share := decimal.Fraction{}
			for _, m := range scale.Explain(i) {
				if !m.Before.Equal(share) {
					t.Fatalf("%s: %s begins at %s, not at %s", p.ID, m.Words, m.Before, share)
				}
				share = m.After
				if m.First {
					continue
				}
				net := m.Before
				for _, f := range m.From {
					net = net.Add(f.Share)
					at := fmt.Sprint(m.Rule, f.Party, p.ID)
					sent[at] = sent[at].Add(f.Share)
				}
				for _, f := range m.To {
					net = net.Sub(f.Share)
					at := fmt.Sprint(m.Rule, p.ID, f.Party)
					sent[at] = sent[at].Sub(f.Share)
				}
				if !net.Equal(m.After) {
					t.Fatalf("%s: %s: transfers give %s, the share is %s", p.ID, m.Words, net, m.After)
				}
			}
			if !share.Equal(scale.Share(i)) {
				t.Fatalf("%s ends at %s, not at %s", p.ID, share, scale.Share(i))
			}
		}
		for at, left := range sent {
			if left.Sign() != 0 {
				t.Fatalf("transfer %s is seen otherwise from the other end, by %s", at, left)
			}
		}
	})
}

// TestApportionAddsUp: with a residue policy every unit is paid, and no part is
// further than a step from its exact value under largest remainder; the shares
// of a scale and the same shares as numbers give the same amounts.
func TestApportionAddsUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		scale := compute(t, drawn(t))
		to := rapid.SampledFrom([]string{"1", "0.01", "100", "0.05"}).Draw(t, "to")
		total := fraction(t, 0, 1_000_000_000, 1, "total").Mul(frac(to))
		r := key.Rounding{
			To: dec(to), Residue: rapid.SampledFrom([]key.Residue{key.Leave, key.LargestRemainder, key.LargestParty}).Draw(t, "residue"),
			Mode: rapid.SampledFrom([]decimal.Mode{decimal.HalfUp, decimal.HalfEven, decimal.HalfDown, decimal.Down, decimal.Up, decimal.Floor, decimal.Ceiling}).Draw(t, "mode"),
		}
		got, err := scale.Apportion(total, r)
		if errors.Is(err, key.ErrResidue) {
			t.Skip(err)
		}
		if err != nil {
			t.Fatal(err)
		}
		plain, err := key.Apportion(total, scale.Shares(), r)
		if err != nil {
			t.Fatal(err)
		}
		all := got.Residue
		for i, a := range got.Amounts {
			all = all.Add(a.Fraction())
			if a.String() != plain.Amounts[i].String() {
				t.Fatalf("part %d is %s by the scale and %s by its shares", i, a, plain.Amounts[i])
			}
			exact := total.Mul(scale.Share(i))
			if want, _ := exact.Round(r.To, r.Mode); r.Residue == key.Leave && a.String() != want.String() {
				t.Fatalf("part %d is %s, want %s", i, a, want)
			}
			off := a.Fraction().Sub(exact)
			if r.Residue == key.LargestRemainder && off.Max(off.Neg()).Cmp(frac(to)) >= 0 {
				t.Fatalf("part %d is %s, exactly %s", i, a, exact.Approx(6))
			}
		}
		if !all.Equal(total) {
			t.Fatalf("parts and residue add to %s, want %s", all, total)
		}
	})
}
