package key_test

import (
	"fmt"

	"entente/decimal"
	"entente/key"
)

// A fund of 90 million divided by income, nobody paying more than 40 %.
func ExampleCompute() {
	k := key.Key{
		Rules: []key.Rule{
			{Step: key.ShareOf{Weight: "income"}},
			{Step: key.Ceiling{At: decimal.Frac(40, 100)}},
		},
		Round: key.Rounding{To: decimal.MustParse("0.0001"), Residue: key.LargestRemainder},
	}
	for id, income := range map[string]int64{"north": 700, "south": 200, "west": 100} {
		k.Parties = append(k.Parties, key.Party{ID: id, Weights: map[key.Weight]decimal.Fraction{
			{Name: "income"}: decimal.Whole(income),
		}})
	}
	scale, err := key.Compute(k)
	if err != nil {
		fmt.Println(err)
		return
	}
	south, _ := scale.Index("south")
	fmt.Println("south:", scale.Share(south), "rounded", scale.Rounded[south])
	for _, m := range scale.Explain(south) {
		fmt.Println(m.Words, m.After)
		for _, f := range m.From {
			fmt.Println("  from", f.Party, f.Share)
		}
	}
	// Output:
	// south: 0.4 rounded 0.4000
	// share of income 0.2
	// ceiling 40 % 0.4
	//   from north 0.2
	// round to 0.01 %, residue: largest_remainder 0.4
}

// An amount by a published table: what rounding leaves over is reported.
func ExampleApportion() {
	third := decimal.Frac(1, 3)
	d, err := key.Apportion(decimal.Whole(100), []decimal.Fraction{third, third, third},
		key.Rounding{To: decimal.MustParse("0.01")})
	fmt.Println(d.Amounts, d.Residue, err)
	// Output: [33.33 33.33 33.33] 0.01 <nil>
}
