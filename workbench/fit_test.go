package workbench_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/schedule"
	"entente/workbench"
)

func bench() *workbench.Workbench {
	return &workbench.Workbench{Now: func() time.Time { return time.Date(2026, 1, 15, 0, 0, 0, 0, time.UTC) }}
}

func korea() workbench.Question { return workbench.Question{Dossier: "kr-us-sma"} }

// TestFitKorea: one class of conventions reproduces the 8th, 9th and 11th
// agreement; the figures cannot tell the three ways of rounding a half apart.
func TestFitKorea(t *testing.T) {
	t.Parallel()
	out, err := bench().Fit(workbench.FitRequest{Question: korea()})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"sma-8", "sma-9", "sma-11"}, out.Agreements); diff != "" {
		t.Errorf("agreements (-want +got)\n%s", diff)
	}
	fits := out.Fits()
	if len(fits) != 1 {
		t.Fatalf("%d classes reproduce everything, want 1", len(fits))
	}
	var modes []string
	for _, m := range fits[0].Members {
		modes = append(modes, m.Mode)
		m.Mode = ""
		want := [...]string{"published", schedule.AsWritten, "year", "rounded", "added"}
		if got := [...]string{m.Index, m.Lag, m.Round, m.Carry, m.Rates}; got != want {
			t.Errorf("member %v, want %v", got, want)
		}
	}
	slices.Sort(modes)
	if diff := cmp.Diff([]string{"half_down", "half_even", "half_up"}, modes); diff != "" {
		t.Errorf("modes (-want +got)\n%s", diff)
	}
	if !fits[0].AsWritten {
		t.Error("the dossier states another convention")
	}
}

// TestFitBreaks holds the first breaks against figures worked out by hand.
func TestFitBreaks(t *testing.T) {
	t.Parallel()
	out, err := bench().Fit(workbench.FitRequest{Question: korea()})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name                      string
		index, round, carry, mode string
		rates                     string
		year                      int
		want, got                 string
	}{
		// 10389 → 11833.071 → 12472.056… → 12896.106… → 13463.535… → 14028.999…3
		{"unrounded carry", "published", "year", "exact", "half_up", "added", 2025, "1402800000000", "1402900000000"},
		// 7904 × 1.02756496 = 8121.87
		{"raw index", "exact", "year", "rounded", "half_up", "added", 2011, "812500000000", "812200000000"},
		// 10389 × 1.074 × 1.065 = 11882.8
		{"compounded", "published", "year", "rounded", "half_up", "compounded", 2021, "1183300000000", "1188300000000"},
		// 8125 × 1.029 = 8360.625
		{"cut off", "published", "year", "rounded", "down", "added", 2012, "836100000000", "836000000000"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			i := slices.IndexFunc(out.Classes, func(c schedule.FitClass) bool {
				return slices.ContainsFunc(c.Members, func(m schedule.Convention) bool {
					return m.Index == tt.index && m.Round == tt.round && m.Carry == tt.carry && m.Mode == tt.mode && m.Rates == tt.rates && m.Lag == schedule.AsWritten
				})
			})
			if i < 0 {
				t.Fatal("no class holds the convention")
			}
			b := out.Classes[i].FirstBreak
			if b == nil || b.Got == nil {
				t.Fatalf("first break %v", b)
			}
			if b.Year != tt.year || b.Want.String() != tt.want || b.Got.String() != tt.got {
				t.Errorf("breaks in %d: %s for %s; want %d: %s for %s", b.Year, b.Got, b.Want, tt.year, tt.got, tt.want)
			}
		})
	}
}

// TestFitUndecided: with half of the assertions removed, more than one class is
// left, and what would decide is named.
func TestFitUndecided(t *testing.T) {
	t.Parallel()
	out, err := bench().Fit(workbench.FitRequest{
		Question: korea(), Without: []string{"sma-8/2011", "sma-8/2013", "sma-9/2016", "sma-9/2018", "sma-11/2022", "sma-11/2025"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(out.Fits()); n != 2 {
		t.Fatalf("%d classes are left, want 2", n)
	}
	var figures []string
	for _, u := range out.Undecided {
		figures = append(figures, u.Figure)
	}
	if diff := cmp.Diff([]string{"sma-11/2024", "sma-11/2025"}, figures); diff != "" {
		t.Errorf("what would decide (-want +got)\n%s", diff)
	}
}
