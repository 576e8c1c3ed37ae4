package dossier_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"entente/dossier"
	"entente/schedule"
)

// ground is what the overlays of this file change.
func ground() fstest.MapFS {
	return fstest.MapFS{
		"dossier.yaml": {Data: []byte("dossier: x\ncurrency: KRW\nyears: 2020..2023\npayer: a\npayee: b\nparties: {a: {name: A}, b: {name: B}}\nunits: {eok: 100_000_000 KRW}\n" +
			"round: {KRW: 1 eok, mode: half_up, carry: rounded}\nseries:\n  cpi: {kind: growth, unit: percent, decimals: 1, purpose: prices}\n")},
		"sources.yaml":   {Data: []byte("sources: {S1: {title: text}}\n")},
		"series/cpi.csv": {Data: []byte("period,value,published_on,status,source\n2019,2.0,2019-12-31,final,S1\n2020,6.0,2020-12-31,final,S1\n2021,3.0,2021-12-31,final,S1\n")},
		"agreements/one.yaml": {Data: []byte(`agreement: sma-1
term: {from: 2020-01-01, to: 2023-12-31}
amounts:
  2020: {value: 1_000 eok, source: S1}
  2021..2022: {escalate: previous, by: {series: cpi, lag: 1, cap: {step: 5%}}}
  2023: {escalate: previous, by: {add: [1%, 2%, 3%]}}
published:
  2020: {value: 1_000 eok, source: S1}
`)},
	}
}

// changed reads ground with overlays on top and returns its figures.
func changed(t *testing.T, overlays ...string) (map[string]string, []string) {
	t.Helper()
	var all []dossier.Overlay
	for _, text := range overlays {
		all = append(all, dossier.ParseOverlay("what-if/new.yaml", []byte(text)))
	}
	d, list, err := dossier.Read(ground(), all...)
	if err != nil {
		t.Fatal(err)
	}
	var errs []string
	for _, f := range list.Errors() {
		errs = append(errs, f.String()+" ("+f.Hint+")")
	}
	if len(errs) > 0 {
		return nil, errs
	}
	s, found := compute(d)
	for _, f := range found.Errors() {
		errs = append(errs, f.String())
	}
	return figures(d, s), errs
}

func figures(d *dossier.Dossier, s *schedule.Schedule) map[string]string {
	all := map[string]string{}
	for _, f := range s.Plan.Figures {
		a, v := s.Amount(f)
		if all[f.ID] = d.Units.Natural(a); !v.Known() {
			all[f.ID] = "unknown"
		}
	}
	return all
}

func overlay(changes ...string) string {
	return "what-if: new\ntitle: New\nchanges:\n  - {" + strings.Join(changes, "}\n  - {") + "}\n"
}

func TestOverlayChanges(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		overlays []string
		want     map[string]string // what differs from the ground
	}{
		{"nothing", nil, map[string]string{}},
		{
			"set a value",
			[]string{overlay("set: sma-1/amounts/2020/value, to: 2_000 eok", "remove: sma-1/published")},
			map[string]string{"sma-1/2020": "2,000 eok", "sma-1/2021": "2,100 eok", "sma-1/2022": "2,163 eok", "sma-1/2023": "2,293 eok"},
		},
		{
			"set a key deep down",
			[]string{overlay("set: sma-1/amounts/2021..2022/by/cap/step, to: 3%")},
			map[string]string{"sma-1/2021": "1,030 eok", "sma-1/2022": "1,061 eok", "sma-1/2023": "1,125 eok"},
		},
		{
			"set a key that is not there",
			[]string{overlay("set: sma-1/amounts/2021..2022/by/floor/step, to: 4%")},
			map[string]string{"sma-1/2022": "1,092 eok", "sma-1/2023": "1,158 eok"},
		},
		{"replace a rule", []string{overlay("replace: sma-1/amounts/2023, with: {value: 1_200 eok, source: own}")}, map[string]string{"sma-1/2023": "1,200 eok"}},
		{
			"remove a cap",
			[]string{overlay("remove: sma-1/amounts/2021..2022/by/cap")},
			map[string]string{"sma-1/2021": "1,060 eok", "sma-1/2022": "1,092 eok", "sma-1/2023": "1,158 eok"},
		},
		{"add a year", []string{overlay("set: sma-1/term/to, to: 2024-12-31", "add: sma-1/amounts/2024, with: {same_as: 2023}")}, map[string]string{"sma-1/2024": "1,147 eok"}},
		{"an item of a list", []string{overlay("set: sma-1/amounts/2023/by/add/1, to: 4%")}, map[string]string{"sma-1/2023": "1,169 eok"}},
		{"remove from a list", []string{overlay("remove: sma-1/amounts/2023/by/add/0")}, map[string]string{"sma-1/2023": "1,136 eok"}},
		{"add to a list", []string{overlay("add: sma-1/amounts/2023/by/add/3, with: 4%")}, map[string]string{"sma-1/2023": "1,190 eok"}},
		{"the dossier itself", []string{overlay("set: dossier/round/KRW, to: 10 eok")}, map[string]string{"sma-1/2022": "1,080 eok", "sma-1/2023": "1,140 eok"}},
		{
			"two files, the later upon the earlier",
			[]string{overlay("replace: sma-1/amounts/2021..2022/by, with: {series: cpi, lag: 1, cap: {step: 3%}}"), overlay("set: sma-1/amounts/2021..2022/by/cap/step, to: 1%")},
			map[string]string{"sma-1/2021": "1,010 eok", "sma-1/2022": "1,020 eok", "sma-1/2023": "1,081 eok"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			want, errs := changed(t)
			if len(errs) > 0 {
				t.Fatal(errs)
			}
			for figure, amount := range c.want {
				if want[figure] == amount {
					t.Errorf("%s is %s anyway", figure, amount)
				}
				want[figure] = amount
			}
			got, errs := changed(t, c.overlays...)
			if diff := cmp.Diff(want, got); diff != "" || len(errs) > 0 {
				t.Errorf("the figures mismatch (-want +got)\n%s%v", diff, errs)
			}
		})
	}
}

func TestOverlayFaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, overlay, want string }{
		{"an agreement misspelt", overlay("set: sma1/amounts/2020/value, to: 1 eok"), `what-if/new.yaml:4:11: error[unknown-path]: "sma1" is no agreement of this dossier (did you mean sma-1?)`},
		{"a key misspelt", overlay("replace: sma-1/amuonts/2020, with: 1 eok"), `what-if/new.yaml:4:15: error[unknown-path]: sma-1 has no "amuonts" (did you mean amounts?)`},
		{"the last key misspelt", overlay("remove: sma-1/publishd"), `what-if/new.yaml:4:14: error[unknown-path]: there is no "publishd" to remove (did you mean published?)`},
		{"a year of a range", overlay("replace: sma-1/amounts/2021, with: {same_as: 2020}"), `what-if/new.yaml:4:15: error[unknown-path]: there is no "2021" to replace (2021 lies in 2021..2022)`},
		{"there already", overlay("add: sma-1/amounts/2020, with: {same_as: 2019}"), `what-if/new.yaml:4:11: error[unknown-path]: sma-1/amounts/2020 is already there (use set or replace)`},
		{"too short", overlay("remove: sma-1"), `what-if/new.yaml:4:14: error[unknown-path]: the path ends at the agreement (name a key below it, such as sma-1/amounts/2026)`},
		{"below a value", overlay("set: sma-1/amounts/2020/value/x, to: 1"), `what-if/new.yaml:4:11: error[unknown-path]: a single value stands above x ()`},
		{"behind a list", overlay("add: sma-1/amounts/2023/by/add/9, with: 1%"), `what-if/new.yaml:4:11: error[unknown-path]: "9" is no position in a list of 3 (3 puts it behind the last)`},
		{"no position", overlay("set: sma-1/amounts/2023/by/add/first, to: 1%"), `what-if/new.yaml:4:11: error[unknown-path]: "first" is no position in a list of 3 (3 puts it behind the last)`},
		{"no value", overlay("set: sma-1/amounts/2020/value"), `what-if/new.yaml:4:5: error[missing-key]: set needs a value (set: PATH, to: VALUE)`},
		{"no verb", overlay("to: 5"), `what-if/new.yaml:4:5: error[missing-key]: the change says neither what nor where (one of set, replace, remove, add)`},
		{"two verbs", overlay("set: a/b, remove: a/b, to: 1"), `what-if/new.yaml:4:5: error[wrong-shape]: a change does one thing, not set and remove ()`},
		{"a misspelt verb", overlay("sett: sma-1/term/to, to: 2024-12-31"), `what-if/new.yaml:4:6: error[unknown-key]: key "sett" is not known here (did you mean set?)`},
		{"a value that is wrong there", overlay("set: sma-1/amounts/2020/value, to: 2000"), `what-if/new.yaml:4:41: error[unit-missing]: "2000" has no unit (an amount is 9_200 eok or 150m USD; units: k, m, bn, tn, eok)`},
		{"a new key that is not known", overlay("set: sma-1/amounts/2021..2022/by/cpa/step, to: 3%"), `what-if/new.yaml:4:11: error[unknown-key]: key "cpa" is not known here (did you mean cap?)`},
		{"no changes", "what-if: new\n", `what-if/new.yaml:1:1: error[missing-key]: key changes is missing ()`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, errs := changed(t, c.overlay)
			if diff := cmp.Diff([]string{c.want}, errs); diff != "" {
				t.Errorf("the findings mismatch (-want +got)\n%s", diff)
			}
		})
	}
}

// TestOverlayIsNotUsedUp: an overlay may be applied to any number of dossiers,
// whatever other overlays then do to what it put there.
func TestOverlayIsNotUsedUp(t *testing.T) {
	t.Parallel()
	first := dossier.ParseOverlay("a.yaml", []byte(overlay("replace: sma-1/amounts/2021..2022/by, with: {series: cpi, lag: 1, cap: {step: 3%}}")))
	second := dossier.ParseOverlay("b.yaml", []byte(overlay("set: sma-1/amounts/2021..2022/by/cap/step, to: 1%")))
	read := func(overlays ...dossier.Overlay) (map[string]string, string) {
		d, list, err := dossier.Read(ground(), overlays...)
		if err != nil || list.HasErrors() {
			t.Fatal(err, list)
		}
		s, _ := compute(d)
		return figures(d, s), d.Digest
	}
	want, digest := read(first)
	other, otherDigest := read(first, second)
	if cmp.Equal(want, other) || digest == otherDigest {
		t.Error("the second overlay changes nothing")
	}
	if got, d := read(first); !cmp.Equal(want, got) || d != digest {
		t.Errorf("the first overlay was changed by use: %s", cmp.Diff(want, got))
	}
}
