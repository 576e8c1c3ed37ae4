package evidence_test

import (
	"testing"

	"entente/evidence"
)

// A table is read line by line: what stands in brackets is the change of the
// year of its line, and the one line that does not fit is accused.
func TestTableLines(t *testing.T) {
	t.Parallel()
	const text = "Contributions (billions of won)\n2022: 1,247.2 billion (+5.4%)\n2023: 1,289.6 billion (+3.4%)\n2024: 1,346.3 billion (+4.4%)\n2025: 1,420.8 billion (+4.2%)\n"
	d, err := evidence.Plain("table", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]evidence.Verdict{
		"1,247.2 billion": evidence.Consistent, "5.4%": evidence.Consistent, "1,346.3 billion": evidence.Consistent,
		"1,420.8 billion": evidence.Inconsistent, "4.2%": evidence.Consistent,
	}
	seen := 0
	for _, f := range evidence.Check(d, evidence.Korea(t)).Figures {
		if v, ok := want[f.Surface]; ok {
			seen++
			if f.Verdict != v {
				t.Errorf("%s is %s of %q, want %s: %s", f.Surface, f.Verdict, f.Quantity, v, f.Why)
			}
		}
	}
	if seen != len(want) {
		t.Errorf("%d of %d figures found", seen, len(want))
	}
}
