package key_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"

	"entente/decimal"
	"entente/key"
)

// world is a key over n states with made-up incomes, populations and debts that
// spread over four orders of magnitude, as those of states do.
func world(n int, bases []string) key.Key {
	r := rand.New(rand.NewPCG(1, 2))
	k := unLike(bases)
	for i := range n {
		p := key.Party{ID: fmt.Sprintf("S%03d", i), Weights: map[key.Weight]decimal.Fraction{}}
		pop := int64(10_000 + r.ExpFloat64()*r.ExpFloat64()*30_000_000)
		perHead := int64(400 + r.ExpFloat64()*16_000)
		if i%4 == 0 {
			p.Groups = append(p.Groups, "debt_eligible")
		}
		if i%5 == 1 {
			p.Groups, perHead = append(p.Groups, "ldc"), perHead/12+100
		}
		for _, b := range bases {
			heads := pop + r.Int64N(pop/50+1)
			gni := heads*perHead + r.Int64N(1_000_003)
			p.Weights[key.Weight{Name: "pop", Base: b}] = decimal.Whole(heads)
			p.Weights[key.Weight{Name: "gni", Base: b}] = decimal.Whole(gni)
			p.Weights[key.Weight{Name: "debt", Base: b}] = decimal.Whole(gni / (2 + r.Int64N(5)))
		}
		k.Parties = append(k.Parties, p)
	}
	return k
}

// BenchmarkThirtyScales computes thirty scales of 193 states, each from two base
// periods with debt, relief, floor, two ceilings and rounding.
func BenchmarkThirtyScales(b *testing.B) {
	k := world(193, []string{"3y", "6y"})
	for b.Loop() {
		for range 30 {
			if _, err := key.Compute(k); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkThirtyBases averages one scale of 193 states over thirty base
// periods.
func BenchmarkThirtyBases(b *testing.B) {
	bases := make([]string, 30)
	for i := range bases {
		bases[i] = strconv.Itoa(1995 + i)
	}
	k := world(193, bases)
	for b.Loop() {
		if _, err := key.Compute(k); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkExplain tells what every rule did to one of 193 states.
func BenchmarkExplain(b *testing.B) {
	scale, err := key.Compute(world(193, []string{"3y", "6y"}))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		scale.Explain(7)
	}
}
