package format_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"entente/diag"
	"entente/negotiation"
	"entente/negotiation/format"
)

// open reads one of the repository's own scenarios.
func open(t *testing.T, name string) (negotiation.Scenario, format.Form, diag.List) {
	t.Helper()
	s, form, list, err := format.ReadFS(os.DirFS(filepath.Join("../testdata", name)))
	if err != nil || list.HasErrors() {
		t.Fatal(err, list)
	}
	return s, form, list
}

// TestReadByHand checks utilities that were worked out by hand from the files.
func TestReadByHand(t *testing.T) {
	t.Parallel()
	type labels = map[string]string
	for _, c := range []struct {
		folder   string
		form     format.Form
		outcomes int64
		reserved []float64
		discount []float64
		settle   labels
		index    int64
		want     []float64
	}{
		{
			"harbour", format.Genius, 21 * 3 * 2 * 2,
			[]float64{0.45, 0.5},
			[]float64{0.8, 1},
			// north: .4·(1-.05·5) + .3·3/4 + .2·5/10 + .1·1/2; south: .25·.05·5 + .15·4/6 + .35·1 + .25·1
			labels{"Share of the north": "45", "Depth": "14 m", "Term": "10 years", "Arbiter": "third port"},
			5*12 + 1*4 + 1*2 + 1,
			[]float64{0.3 + 0.225 + 0.1 + 0.05, 0.0625 + 0.1 + 0.35 + 0.25},
		},
		{
			"barrage", format.Genius, 8 * 8 * 7,
			[]float64{0.3, 0},
			[]float64{0.9, 1},
			// lower: 40 + 30 + 20 + 10 + 50 = 150 of 100, at most 1; upper: 20 + 15 of 90
			labels{"height": "3", "release": "8", "season": "0"},
			3*56 + 6*7 + 3,
			[]float64{1, 35.0 / 90},
		},
		{
			"barrage", format.Genius, 8 * 8 * 7,
			[]float64{0.3, 0},
			[]float64{0.9, 1},
			// lower: EXCLUDES fails as both bounds hold, 10 remain; upper: 35 + 25
			labels{"height": "7", "release": "3", "season": "3"},
			7*56 + 1*7 + 6,
			[]float64{0.1, 60.0 / 90},
		},
		{
			"basin", format.GeniusWeb, 3 * 5 * 3,
			[]float64{0.3*0.6 + 0.5*0.25 + 0.2*0.7, 0.25*0.3 + 0.45*0.5 + 0.3*0.5, 0},
			[]float64{1, 1, 1},
			labels{"gauge": "weir", "guarantee": "0.25", "review": "never"},
			1*15 + 1*3 + 2,
			[]float64{0.18 + 0.375 + 0.14, 0.25 + 0.1125, 0.24 + 0.2*0.35 + 0.2},
		},
		{
			"orbit", format.NegMAS, 6 * 2 * 3,
			[]float64{0.35, math.Inf(-1)},
			[]float64{0.95, 1},
			labels{"slots": "4", "launch": "autumn", "fee": "20"},
			3*6 + 1*3 + 1,
			[]float64{0.05 + 0.35*0.4 + 0.25 + 0.35*0.5, 0.5*0.6 + 0.2*0.2 + 0.3*0.6},
		},
		{
			"ferry", format.NegoLog, 18,
			[]float64{0.4, 0.3},
			[]float64{1, 1},
			labels{"fare": "high", "sailings": "eight", "crew": "island"},
			2*6 + 2*2 + 0,
			[]float64{0.5 + 0.03 + 0.04, 0.5 + 0.2},
		},
	} {
		s, form, _ := open(t, c.folder)
		if form != c.form || s.Space.Size().Int64() != c.outcomes {
			t.Errorf("%s: %s with %v outcomes", c.folder, form, s.Space.Size())
		}
		o, err := s.Space.Parse(c.settle)
		if err != nil {
			t.Fatal(err)
		}
		if i, ok := s.Space.Index(o); !ok || i != c.index {
			t.Errorf("%s: index %d, want %d", c.folder, i, c.index)
		}
		for i, u := range s.Utils(o) {
			if math.Abs(u-c.want[i]) > 1e-12 {
				t.Errorf("%s: party %d gets %v, want %v", c.folder, i, u, c.want[i])
			}
		}
		for i, p := range s.Profiles {
			if r := p.Reserved(); r != c.reserved[i] && math.Abs(r-c.reserved[i]) > 1e-12 || p.Discount() != c.discount[i] {
				t.Errorf("%s: party %d reserves %v at %v, want %v at %v", c.folder, i, r, p.Discount(), c.reserved[i], c.discount[i])
			}
		}
	}
}

// TestSays checks that the oddities of the test scenarios are spoken of.
func TestSays(t *testing.T) {
	t.Parallel()
	for folder, want := range map[string]map[diag.Code]int{
		"harbour": {diag.DuplicateID: 1, diag.PeerDiffers: 6},
		"barrage": {diag.PeerDiffers: 4},
		"basin":   {diag.DuplicateID: 1, diag.PeerDiffers: 1},
		"orbit":   {diag.BadWeight: 1, diag.PeerDiffers: 2},
		"ferry":   {diag.PeerDiffers: 2},
	} {
		_, _, list := open(t, folder)
		got := map[diag.Code]int{}
		for _, d := range list {
			got[d.Code]++
			if d.Pos.Line == 0 && d.Code != diag.MissingFile {
				t.Errorf("%s: no place: %v", folder, d)
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: findings %v, want %v\n%v", folder, got, want, list)
		}
	}
}

// TestRoundTrip writes each scenario in each form that has words for it and
// reads it back: same outcomes, same utilities.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	for _, folder := range []string{"harbour", "barrage", "basin", "orbit", "ferry"} {
		s, _, _ := open(t, folder)
		for _, form := range format.Forms() {
			files, list := format.Write(s, form)
			if list.HasErrors() {
				if folder != "barrage" {
					t.Errorf("%s as %s: %v", folder, form, list)
				}
				continue
			}
			back, got, list := format.Read(files)
			if list.HasErrors() {
				t.Errorf("%s as %s cannot be read back: %v", folder, form, list)
				continue
			}
			if form == format.GeniusWebANL {
				form = format.GeniusWeb
			}
			if got != form {
				t.Errorf("%s written as %s reads as %s", folder, form, got)
			}
			sameUtilities(t, folder+" as "+string(form), s, back)
		}
	}
}

func sameUtilities(t *testing.T, what string, s, back negotiation.Scenario) {
	t.Helper()
	n, _ := s.Space.Count()
	if m, _ := back.Space.Count(); m != n || len(back.Profiles) != len(s.Profiles) {
		t.Errorf("%s: %d outcomes became %d", what, n, m)
		return
	}
	for i := range n {
		o := s.Space.At(i)
		if got, want := back.Space.Describe(o), s.Space.Describe(o); got != want {
			t.Errorf("%s: outcome %q became %q", what, want, got)
			return
		}
		u, v := s.Utils(o), back.Utils(o)
		for p := range u {
			if math.Abs(u[p]-v[p]) > 1e-12 {
				t.Errorf("%s: outcome %d is worth %v to party %d, was %v", what, i, v[p], p, u[p])
				return
			}
		}
	}
}
