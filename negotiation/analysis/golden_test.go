package analysis

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"entente/negotiation"
)

// workload is a scenario as plain data, with the answers of another program.
type workload struct {
	Issues []struct {
		Name   string
		Values []string
	}
	Profiles []struct {
		Weights     []float64
		Values      [][]float64
		Bias        float64
		Reservation *float64
	}
	Expected struct {
		Pareto [][]float64
		Nash, Kalai, KS,
		MaxWelfare any
	}
}

func (w workload) scenario() negotiation.Scenario {
	var s negotiation.Scenario
	for _, i := range w.Issues {
		s.Space.Issues = append(s.Space.Issues, negotiation.Issue{Name: i.Name, Values: negotiation.Categorical(i.Values)})
	}
	for _, p := range w.Profiles {
		u := negotiation.Additive{Bias: p.Bias}
		for k, x := range p.Weights {
			u.Terms = append(u.Terms, negotiation.Term{Weight: x, Values: p.Values[k]})
		}
		q := negotiation.Profile{Utility: u}
		if p.Reservation != nil {
			q.Reservation = negotiation.AtValue(*p.Reservation)
		}
		s.Profiles = append(s.Profiles, q)
	}
	return s
}

func TestWorkloads(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/verification/negotiation/bench/synth-*.json")
	if len(files) == 0 {
		t.Skip("no shared workloads here")
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var w workload
		if err := json.Unmarshal(text, &w); err != nil {
			t.Fatal(err)
		}
		begin := time.Now()
		a, err := Analyze(w.scenario())
		if err != nil {
			t.Fatal(err)
		}
		t.Log(f, time.Since(begin), a.ParetoSize, len(w.Expected.Pareto))
	}
}
