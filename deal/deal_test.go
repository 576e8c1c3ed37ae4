package deal_test

import (
	"context"
	"math"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/agreement"
	"entente/deal"
	"entente/decimal"
	"entente/diag"
	"entente/money"
	"entente/negotiation"
	"entente/period"
	"entente/projection"
	"entente/schedule"
	"entente/series"
)

const eok = 100_000_000

// drafts makes agreements of a first year, an index, a cap, a term and a share.
type drafts struct {
	firsts []int64 // eok
	adds   []string
	caps   []string // "": none
	years  period.Years
}

func (d drafts) Before(period.Day) []*agreement.Agreement { return nil }

func (d drafts) Path(int) (*agreement.Agreement, diag.List) { return d.Package(make([]int, 5)) }

func (d drafts) Package(v []int) (*agreement.Agreement, diag.List) {
	add := decimal.MustParse(d.adds[v[1]])
	by := agreement.Index{Series: "prices", Lag: 1, Adjust: agreement.Adjust{Add: &add}}
	if c := d.caps[v[2]]; c != "" {
		by.Adjust.Cap = &agreement.Bound{On: agreement.StepBound, Rate: decimal.MustParse(c)}
	}
	rest := period.Years{From: d.years.From + 1, To: d.years.To}
	a := &agreement.Agreement{
		ID: "pact", Parties: []string{"a", "b"},
		Term: period.Span{From: period.Day{Year: d.years.From, Month: 1, Day: 1}, To: period.Day{Year: d.years.To, Month: 12, Day: 31}},
		Amounts: []agreement.Amount{
			{Years: period.Years{From: d.years.From, To: d.years.From}, Term: agreement.Fixed{Sums: []money.Amount{{Currency: "KRW", Value: decimal.Whole(d.firsts[v[0]] * eok)}}}},
			{Years: rest, Term: agreement.Escalate{By: by}},
		},
	}
	a.Rounding.Steps = []money.Amount{{Currency: "KRW", Value: decimal.Whole(eok)}}
	return a, nil
}

// problem is a space of first years, additions, caps, terms and shares.
func problem(firsts, adds, caps, terms, shares, years, futures int) *deal.Problem {
	d := drafts{years: period.Years{From: 2026, To: 2025 + years}}
	var issues [5]deal.Issue
	for k, id := range []string{"first", "index", "cap", "term", "share"} {
		issues[k] = deal.Issue{ID: id, Money: k < 3}
	}
	label := func(k int, text string, number float64) {
		issues[k].Labels, issues[k].Numbers = append(issues[k].Labels, text), append(issues[k].Numbers, &number)
	}
	for i := range firsts {
		d.firsts = append(d.firsts, int64(14_000+100*i))
		label(0, decimal.Whole(d.firsts[i]).String(), float64(d.firsts[i]*eok))
	}
	for i := range adds {
		d.adds = append(d.adds, decimal.New(int64(2*i), -1).String())
		label(1, d.adds[i], float64(i))
	}
	for i := range caps {
		c := decimal.New(int64(20+3*i), -1).String()
		if i == caps-1 && caps > 1 {
			c = ""
		}
		d.caps = append(d.caps, c)
		label(2, "cap"+c, float64(i))
	}
	for i := range terms {
		end := 2026 + 2*i
		issues[3].Ends = append(issues[3].Ends, end)
		label(3, decimal.Whole(int64(end)).String(), float64(end))
	}
	for i := range shares {
		label(4, decimal.Whole(int64(50+5*i)).String(), float64(50+5*i))
	}
	prices := &series.Series{
		ID: "prices", Kind: series.Growth, Unit: "percent", Decimals: 1, Frequency: "year",
		Observations: []series.Observation{{Period: period.Year(2024), Value: decimal.MustParse("2.3"), Published: period.Day{Year: 2024, Month: 12, Day: 31}}},
		Assumption:   &series.Assumption{Model: series.AutoRegressive{Mean: decimal.MustParse("2.2"), Persistence: decimal.MustParse("0.52"), SD: decimal.MustParse("1.15")}},
	}
	return &deal.Problem{
		Name: "bench", Issues: issues[:], Drafts: d, Paths: [][]int{{0, 0, 0, 0, 0}}, Years: d.years, Futures: futures, Seed: 3, Over: 14_000 * eok, Renewal: 0.05,
		Input:    schedule.Input{Currency: "KRW", Years: d.years, Series: []*series.Series{prices}},
		Measures: []deal.Measure{deal.Total, deal.FirstYear, deal.WorstTwenty, deal.FixedYears},
	}
}

func value(tb testing.TB, p *deal.Problem) *deal.Valued {
	tb.Helper()
	v, err := p.Value(context.Background())
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

// TestValueIsTheExactInterpreter draws packages and compares what they are
// worth with the exact interpreter, future by future.
func TestValueIsTheExactInterpreter(t *testing.T) {
	t.Parallel()
	const futures = 60
	p := problem(4, 3, 4, 3, 2, 6, futures)
	p.Renewal = 0
	v := value(t, p)
	rapid.Check(t, func(r *rapid.T) {
		o := make(negotiation.Outcome, len(p.Issues))
		for k, i := range p.Issues {
			o[k] = rapid.IntRange(0, len(i.Labels)-1).Draw(r, i.ID)
		}
		a, _ := p.Drafts.Package(o)
		in := p.Input
		in.Agreements = []*agreement.Agreement{a}
		plan, found := schedule.Compile(in, schedule.Options{})
		if found.HasErrors() {
			r.Fatal(found)
		}
		projected, _, err := projection.Prepare(plan, projection.Request{Selection: schedule.Selection{Years: p.Years}, Seed: p.Seed, Currency: "KRW"})
		if err != nil {
			r.Fatal(err)
		}
		drawn, err := projected.Futures(futures)
		if err != nil {
			r.Fatal(err)
		}
		var totals []float64
		for f := range futures {
			w := schedule.World{Drawn: map[schedule.Cell]decimal.Decimal{}}
			for year := 2026; year < p.Years.To; year++ {
				x, ok := drawn.Observed(p.Input.Series[0], year)
				if !ok {
					r.Fatalf("%d was not drawn", year)
				}
				w.Drawn[schedule.Cell{Series: "prices", Period: period.Year(year)}] = decimal.New(int64(math.Round(10*x[f])), -1)
			}
			sum := 0.0
			for _, l := range plan.Evaluate(w).Lines(schedule.Selection{Years: p.Years}) {
				sum += l.Amount.Float64()
			}
			totals = append(totals, sum)
		}
		slices.Sort(totals)
		got := v.Of(o)
		mean := 0.0
		for _, x := range totals {
			mean += x / futures
		}
		worst := (totals[futures-1] + totals[futures-2] + totals[futures-3]) / 3
		if math.Abs(got[0]-mean) > 1e-9*mean || math.Abs(got[2]-worst) > 1e-9*worst {
			r.Fatalf("package %v: total %.0f, worst %.0f; exactly %.0f, %.0f", o, got[0], got[2], mean, worst)
		}
	})
}

// TestCapNeverRaisesTheWorst holds every package to the one with a lower cap.
func TestCapNeverRaisesTheWorst(t *testing.T) {
	t.Parallel()
	p := problem(3, 3, 6, 3, 1, 8, 800)
	v := value(t, p)
	o := make(negotiation.Outcome, 5)
	s := p.Space()
	n, _ := s.Count()
	for i := range n {
		s.Fill(o, i)
		if o[2] == 0 {
			continue
		}
		looser := v.Of(o)[2]
		o[2]--
		if tighter := v.Of(o)[2]; tighter > looser {
			t.Fatalf("%v: the cap raises the worst twentieth from %.0f to %.0f", o, looser, tighter)
		}
	}
}

// TestSameOnAnyCores wants the same bits on 1, 2 and 7 cores.
func TestSameOnAnyCores(t *testing.T) {
	var want [][]float64
	for _, cores := range []int{1, 2, 7} {
		before := runtime.GOMAXPROCS(cores)
		p := problem(4, 3, 4, 3, 1, 8, 3000)
		v := value(t, p)
		runtime.GOMAXPROCS(before)
		var got [][]float64
		n, _ := p.Space().Count()
		for i := range n {
			got = append(got, v.Of(p.Space().At(i)))
		}
		if want == nil {
			want = got
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d cores differ from one:\n%s", cores, diff)
		}
	}
}

// BenchmarkDeal100k is the workload of a hundred thousand packages.
func BenchmarkDeal100k(b *testing.B) {
	for b.Loop() {
		value(b, problem(20, 10, 10, 5, 10, 10, 10_000))
	}
}
