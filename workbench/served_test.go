package workbench_test

import (
	"errors"
	"slices"
	"testing"

	"entente/workbench"
)

func TestServed(t *testing.T) {
	t.Parallel()
	s, err := workbench.Serve("some/where/deal/", "kr-us-sma")
	if err != nil {
		t.Fatal(err)
	}
	if names := s.Names(); len(names) < 2 || names[0] != "deal" || !slices.Contains(names, "mlf") {
		t.Errorf("names %v", names)
	}
	if path, err := s.Find("deal"); path != "some/where/deal/" || err != nil {
		t.Errorf("deal is at %q, %v", path, err)
	}
	for _, stranger := range []string{"some/where/deal", "..", "", "DEAL"} {
		if path, err := s.Find(stranger); !errors.Is(err, workbench.ErrNoDossier) {
			t.Errorf("%q is at %q, %v", stranger, path, err)
		}
	}
	for _, folders := range [][]string{{"."}, {"/"}, {"x/.."}, {"a/x", "b/x"}, {"api"}, {""}} {
		if _, err := workbench.Serve(folders...); !errors.Is(err, workbench.ErrUsage) {
			t.Errorf("Serve(%q) gives %v", folders, err)
		}
	}
}
