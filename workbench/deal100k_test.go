package workbench

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"

	"entente/agreement"
	"entente/decimal"
	"entente/internal/patience"
	"entente/period"
	"entente/projection"
	"entente/schedule"
	"entente/series"
)

// deal100k asks about the hundred thousand packages of bench/, over fewer
// futures than the file says.
func deal100k(paths int) DealRequest {
	return DealRequest{NegotiationQuestion: NegotiationQuestion{Question: Question{Dossier: "kr-us-sma"}, File: "../bench/deal-100k.yaml"}, Paths: paths, Draws: 3, Rounds: 3}
}

// fewer is a number of futures that the race detector leaves time for.
func fewer(plain, racing int) int {
	if patience.Racing {
		return racing
	}
	return plain
}

// TestDeal100kSameBytes wants the same bytes on any number of cores.
func TestDeal100kSameBytes(t *testing.T) {
	w := &Workbench{Now: time.Now}
	var want []byte
	for _, cores := range []int{1, 2, 7} {
		before := runtime.GOMAXPROCS(cores)
		out, err := w.Deal(context.Background(), deal100k(fewer(1500, 20)))
		runtime.GOMAXPROCS(before)
		if err != nil {
			t.Fatal(err)
		}
		if out.NOutcomes != 100_000 || out.NVariants != 2000 || out.Years != [2]int{2026, 2035} {
			t.Fatalf("%d packages, %d of which differ in what they pay, in %v", out.NOutcomes, out.NVariants, out.Years)
		}
		got, err := json.Marshal(out)
		if err != nil {
			t.Fatal(err)
		}
		if want == nil {
			want = got
		}
		if !bytes.Equal(want, got) {
			t.Errorf("%d cores give other bytes than one", cores)
		}
	}
}

// TestDeal100kIsExact draws packages of the benchmark and computes each with
// the exact interpreter, future by future.
func TestDeal100kIsExact(t *testing.T) {
	t.Parallel()
	w := &Workbench{Now: time.Now}
	futures := fewer(240, 40)
	b, p, _, err := w.openDeal(deal100k(futures))
	if err != nil {
		t.Fatal(err)
	}
	valued, err := p.Value(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	space := p.Space()
	count, _ := space.Count()
	random := rand.New(rand.NewPCG(1, 2))
	for range fewer(25, 6) {
		o := space.At(random.Int64N(count))
		draft, found := p.Drafts.Package(o)
		if found.HasErrors() {
			t.Fatal(found)
		}
		totals := exactly(t, b, draft, valued.Problem.Input, valued.Problem.World, p.Years, p.Seed, futures, func(year int) float64 {
			end := p.Issues[3].Ends[o[3]]
			return math.Pow(1+p.Renewal, float64((year-p.Years.From)/(end-p.Years.From+1)))
		})
		slices.Sort(totals)
		k := int(math.Ceil(0.05 * float64(futures)))
		for i, want := range map[string]float64{"total": meanOf(totals), "worst_5": meanOf(totals[futures-k:])} {
			m := slices.Index(measureNames(valued.Problem.Measures), i)
			if got := valued.Of(o)[m]; math.Abs(got-want) > 1e-9*want {
				t.Errorf("package %s: %s is %.3f, exactly %.3f", space.Describe(o), i, got, want)
			}
		}
	}
}

func measureNames[M ~string](all []M) (out []string) {
	for _, m := range all {
		out = append(out, string(m))
	}
	return out
}

func meanOf(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v / float64(len(x))
	}
	return sum
}

// exactly computes what an agreement pays in each future, raised by year, with
// the exact interpreter over drawn observations.
func exactly(t *testing.T, b *bargain, a *agreement.Agreement, in schedule.Input, world schedule.World, years period.Years, seed uint64, futures int, raised func(year int) float64) []float64 {
	t.Helper()
	in.Agreements = []*agreement.Agreement{a}
	plan, found := schedule.Compile(in, schedule.Options{Extend: a.ID, ExtendTo: years.To})
	if found.HasErrors() {
		t.Fatal(found)
	}
	request := projection.Request{World: world, Selection: schedule.Selection{Agreement: a.ID, Years: years}, Correlated: b.Correlated, Seed: seed, Currency: b.Currency}
	p, _, err := projection.Prepare(plan, request)
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := p.Futures(futures)
	if err != nil {
		t.Fatal(err)
	}
	read := map[*series.Series]map[int][]float64{}
	for _, s := range b.Series {
		for year := years.From - 5; year <= years.To; year++ {
			if x, ok := drawn.Observed(s, year); ok {
				if read[s] == nil {
					read[s] = map[int][]float64{}
				}
				read[s][year] = x
			}
		}
	}
	totals := make([]float64, futures)
	for f := range totals {
		world.Drawn = map[schedule.Cell]decimal.Decimal{}
		for s, byYear := range read {
			for year, x := range byYear {
				grid := math.Pow10(s.Decimals)
				world.Drawn[schedule.Cell{Series: s.ID, Period: period.Year(year)}] = decimal.New(int64(math.Round(x[f]*grid)), int32(-s.Decimals))
			}
		}
		lines := plan.Evaluate(world).Lines(request.Selection)
		if len(lines) != years.Len() {
			t.Fatalf("%d lines for %d years", len(lines), years.Len())
		}
		for _, l := range lines {
			if l.Amount == nil {
				t.Fatalf("%d is unknown: %v", l.Year, l.Reasons)
			}
			totals[f] += l.Amount.Float64() * raised(l.Year)
		}
	}
	return totals
}

// TestDeal100kInTime bounds the work of the benchmark: two seconds of two cores,
// and half as much again for a machine that others use too. The time by the
// clock is in docs/performance.md.
func TestDeal100kInTime(t *testing.T) {
	if patience.Racing {
		t.Skip("the race detector is no measure of time")
	}
	w := &Workbench{Now: time.Now}
	r := deal100k(0)
	r.Draws = 100
	var err error
	spent := patience.Spent(func() { _, err = w.Deal(context.Background(), r) })
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("a hundred thousand packages over ten thousand futures: %v", spent)
	if budget := 6 * time.Second; spent > budget {
		t.Errorf("a hundred thousand packages take %v of work, the budget is %v", spent, budget)
	}
}
