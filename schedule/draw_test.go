package schedule_test

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"
)

// treaty is a dossier of one agreement, drawn at random and written as an
// author would write it.
type treaty struct {
	first  int      // of the years below, in eok
	rules  []string // one a year from the second on
	cpi    []row
	head   string // further keys of the agreement
	amend  string // a second agreement
	step   int    // of the rounding, in eok
	mode   string
	carry  string
	factor int // all sums and steps are multiplied by it
	unit   string
}

// row is a publication of the series cpi.
type row struct {
	year, tenths, published int // the last in months from January 2018
}

const openingYear = 2020

func drawTreaty(t *rapid.T) treaty {
	x := treaty{
		first: rapid.IntRange(1, 50_000).Draw(t, "first"), step: rapid.SampledFrom([]int{1, 5, 10}).Draw(t, "step"),
		mode:  rapid.SampledFrom([]string{"half_up", "half_even", "half_down", "down", "up", "floor", "ceiling"}).Draw(t, "mode"),
		carry: rapid.SampledFrom([]string{"rounded", "exact"}).Draw(t, "carry"), factor: 1, unit: "eok",
	}
	years := rapid.IntRange(1, 7).Draw(t, "years")
	for i := range years {
		x.rules = append(x.rules, drawRule(t, openingYear+1+i))
	}
	for year := openingYear - 3; year < openingYear+years; year++ {
		published := 12 * (year - 2018 + 1)
		for range rapid.IntRange(0, 3).Draw(t, "vintages") {
			x.cpi = append(x.cpi, row{year, rapid.IntRange(-40, 90).Draw(t, "cpi"), published})
			published += rapid.IntRange(1, 14).Draw(t, "later")
		}
	}
	return x
}

// drawRule draws the rule of a year; %[1]d stands for a sum in the unit of the
// treaty.
func drawRule(t *rapid.T, year int) string {
	rate := drawRate(t)
	switch rapid.IntRange(0, 7).Draw(t, "rule") {
	case 0:
		return fmt.Sprintf("{same_as: %d}", rapid.IntRange(openingYear, year-1).Draw(t, "base"))
	case 1:
		return fmt.Sprintf("{escalate: %d, by: %s}", rapid.IntRange(openingYear, year-1).Draw(t, "base"), rate)
	case 2:
		return fmt.Sprintf("{escalate: previous, by: %s, cap: {level: <%d>}}", rate, rapid.IntRange(1, 60_000).Draw(t, "level"))
	case 3:
		return fmt.Sprintf("{escalate: previous, by: %s, floor: {level: <%d>}}", rate, rapid.IntRange(1, 60_000).Draw(t, "level"))
	case 4:
		return fmt.Sprintf("{value: <%d>, source: S1}", rapid.IntRange(1, 50_000).Draw(t, "sum"))
	case 5:
		return fmt.Sprintf(`{formula: "previous * (1 + percent(series('cpi', -%d)))"}`, rapid.IntRange(1, 3).Draw(t, "lag"))
	default:
		return fmt.Sprintf("{escalate: previous, by: %s}", rate)
	}
}

func drawRate(t *rapid.T) string {
	lag := rapid.IntRange(1, 3).Draw(t, "lag")
	switch rapid.IntRange(0, 4).Draw(t, "rate") {
	case 0:
		return fmt.Sprintf("%d.%d%%", rapid.IntRange(0, 9).Draw(t, "percent"), rapid.IntRange(0, 9).Draw(t, "tenth"))
	case 1:
		return fmt.Sprintf("{series: cpi, lag: %d, cap: {step: %d%%}}", lag, rapid.IntRange(0, 6).Draw(t, "cap"))
	case 2:
		return fmt.Sprintf("{series: cpi, lag: %d, times: %d%%, add: 0.5%%, floor: {step: 0%%}}", lag, rapid.IntRange(10, 150).Draw(t, "times"))
	case 3:
		return fmt.Sprintf("{add: [{series: cpi, lag: %d}, 1.5%%]}", lag)
	default:
		return fmt.Sprintf("{series: cpi, lag: %d}", lag)
	}
}

// sum writes a number of eok in the unit of the treaty.
func (x treaty) sum(eok int) string {
	eok *= x.factor
	switch x.unit {
	case "KRW":
		return fmt.Sprintf("%d00000000 KRW", eok)
	case "bn KRW":
		return fmt.Sprintf("%d.%d bn KRW", eok/10, eok%10)
	case "tn KRW":
		return fmt.Sprintf("%d.%04dtn KRW", eok/10_000, eok%10_000)
	default:
		return fmt.Sprintf("%d eok", eok)
	}
}

// sums replaces <9200> by a sum in the unit of the treaty.
func (x treaty) sums(rule string) string {
	before, rest, found := strings.Cut(rule, "<")
	if !found {
		return rule
	}
	number, after, _ := strings.Cut(rest, ">")
	var eok int
	_, _ = fmt.Sscan(number, &eok) // written by drawRule
	return before + x.sum(eok) + x.sums(after)
}

// files writes the dossier.
func (x treaty) files() map[string]string {
	last := openingYear + len(x.rules)
	var a, csv strings.Builder
	fmt.Fprintf(&a, "agreement: x\nterm: {from: %d-01-01, to: %d-12-31}\ntimeline: [{event: announced, on: %d-02-10, source: S1}]\n%samounts:\n  %d: {value: %s, source: S1}\n",
		openingYear, last, openingYear, x.head, openingYear, x.sum(x.first))
	for i, rule := range x.rules {
		fmt.Fprintf(&a, "  %d: %s\n", openingYear+1+i, x.sums(rule))
	}
	csv.WriteString("period,value,published_on,status,source\n")
	for _, r := range x.cpi {
		sign, tenths := "", r.tenths
		if tenths < 0 {
			sign, tenths = "-", -tenths
		}
		fmt.Fprintf(&csv, "%d,%s%d.%d,%d-%02d-28,final,S1\n", r.year, sign, tenths/10, tenths%10, 2018+r.published/12, r.published%12+1)
	}
	files := map[string]string{
		"dossier.yaml": fmt.Sprintf("dossier: x\ncurrency: KRW\nyears: %d..%d\nparties: {a: {name: A}, b: {name: B}}\npayer: a\npayee: b\nunits: {eok: 100_000_000 KRW}\n"+
			"round: {KRW: %s, mode: %s, carry: %s}\nseries:\n  cpi: {kind: growth, unit: percent, decimals: 1, purpose: prices}\n", openingYear, last, x.sum(x.step), x.mode, x.carry),
		"sources.yaml":      "sources: {S1: {title: text}}\n",
		"agreements/x.yaml": a.String(),
		"series/cpi.csv":    csv.String(),
	}
	if x.amend != "" {
		files["agreements/y.yaml"] = x.amend
	}
	return files
}
