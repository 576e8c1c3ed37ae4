package dossier_test

import (
	"strings"
	"testing"

	"entente/decimal"
	"entente/diag"
	"entente/dossier"
	"entente/dossiers"
	"entente/key"
	"entente/period"
)

func bundled(t *testing.T, name string) *dossier.Dossier {
	t.Helper()
	fsys, err := dossiers.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	d, list, err := dossier.Read(fsys)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range d.Keys {
		list.Add(k.Check()...)
	}
	for _, table := range d.Tables {
		list.Add(table.Check()...)
	}
	for _, f := range list {
		if f.Severity != diag.Note {
			t.Errorf("%s: %s", name, f)
		}
	}
	return d
}

func entry(t *testing.T, d *dossier.Dossier, id string) *key.Entry {
	t.Helper()
	k, ok := d.Key(id)
	if !ok {
		t.Fatalf("%s has no key %s", d.ID, id)
	}
	return k
}

// TestMultilateralFund: 49 of 49 contributions to the dollar, and the dollar
// that rounding leaves to nobody.
func TestMultilateralFund(t *testing.T) {
	t.Parallel()
	k := entry(t, bundled(t, "mlf"), "2021-2023")
	if len(k.Parties) != 49 || len(k.Published) != 49 {
		t.Fatalf("%d parties, %d published; want 49", len(k.Parties), len(k.Published))
	}
	res, err := k.Compute()
	if err != nil {
		t.Fatal(err)
	}
	sum, local := decimal.Fraction{}, 0
	for i, p := range k.Published {
		if p.Percent == nil || p.Amount == nil {
			t.Errorf("%s: the published figures are missing", p.Party)
			continue
		}
		if p.Local != nil {
			local++
		}
		sum = sum.Add(res.Division.Amounts[i].Fraction())
	}
	if got := res.Division.Residue.String(); got != "1" || sum.String() != "474999999" || local != 44 {
		t.Errorf("sum %s, residue %s, %d amounts in own currency; want 474999999, 1, 44", sum, got, local)
	}
	i, _ := res.Scale.Index("IRL")
	printed := res.Scale.Rounded[i].Fraction().Mul(k.Divides.Amount.Value)
	if off := res.Division.Amounts[i].Fraction().Sub(printed).String(); off != "234" {
		t.Errorf("Ireland's printed share is off by %s, want 234", off)
	}
	// a published figure that breaks is found
	wrong := decimal.MustParse("2892035")
	k.Published[i].Amount = &wrong
	if found := k.Check().Errors(); len(found) != 1 || found[0].Code != diag.PublishedDiffers {
		t.Errorf("a wrong contribution gives %v", found)
	}
}

func TestUnitedNations(t *testing.T) {
	t.Parallel()
	d := bundled(t, "un-scale")
	if table, ok := d.Table("regular-budget"); !ok {
		t.Error("the table is not there")
	} else {
		if len(table.Rates) != 4*193 || len(table.Totals) != 4 {
			t.Errorf("%d rates, %d totals; want 772 and 4", len(table.Rates), len(table.Totals))
		}
		for year, want := range map[int]string{2016: "2.039", 2021: "2.267", 2024: "2.574", 2027: "2.349"} {
			r, err := table.Rates.Find("KOR", year)
			if err != nil || r.Percent.String() != want {
				t.Errorf("KOR in %d: %s, %v; want %s", year, r.Percent, err, want)
			}
		}
		table.Rates[0].Percent = decimal.MustParse("0.007")
		if found := table.Check().Errors(); len(found) != 1 || found[0].Code != diag.PublishedDiffers {
			t.Errorf("a wrong rate gives %v", found)
		}
	}
	if k := entry(t, d, "regular-2025-2027"); !k.Mark.Unverified || len(k.Rules) != 6 || k.Members != "" {
		t.Errorf("the method is %+v, want six steps, unverified, without members", k)
	}
}

func TestNATO(t *testing.T) {
	t.Parallel()
	d := bundled(t, "nato-common-funding")
	res, err := entry(t, d, "2021-lowered").Compute()
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"0.1593", "0.1593", "0.6814"} {
		if got := res.Scale.Rounded[i].String(); got != want {
			t.Errorf("party %d has %s, want %s", i, got, want)
		}
	}
	for _, table := range d.Tables {
		for _, r := range table.Rates {
			if recalled := strings.HasPrefix(table.ID, "recalled"); r.Mark.Unverified != recalled {
				t.Errorf("%s: %s in %s: unverified is %t", table.ID, r.Party, r.Years, r.Mark.Unverified)
			}
		}
	}
}

func TestJapan(t *testing.T) {
	t.Parallel()
	d := bundled(t, "jp-us-sma")
	a, ok := d.Agreement("sma-2022")
	if want := (period.Years{From: 2022, To: 2026}); !ok || a.Years() != want {
		t.Errorf("the agreement covers %s, want %s", a.Years(), want)
	}
}

// TestKeyWhatIf changes a step of a key by its path.
func TestKeyWhatIf(t *testing.T) {
	t.Parallel()
	fsys, err := dossiers.Open("mlf")
	if err != nil {
		t.Fatal(err)
	}
	change := dossier.ParseOverlay("what-if/25.yaml", []byte("what-if: at 25\nchanges:\n  - {set: 2021-2023/steps/1/fix/USA, to: 25%}\n"))
	d, list, err := dossier.Read(fsys, change)
	if err != nil || list.HasErrors() {
		t.Fatalf("Read: %v %v", err, list)
	}
	k := entry(t, d, "2021-2023")
	res, err := k.Compute()
	if err != nil {
		t.Fatal(err)
	}
	i, _ := res.Scale.Index("USA")
	if got := res.Division.Amounts[i].String(); got != "118750000" {
		t.Errorf("at 25 %% the United States pay %s, want 118750000", got)
	}
	if found := k.Check().Errors(); len(found) < 49 {
		t.Errorf("%d published figures break, want at least 49", len(found))
	}
}
