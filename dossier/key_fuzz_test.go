package dossier_test

import (
	"testing"

	"entente/dossier"
)

// FuzzKeyFiles: whatever stands in the files of a key, reading and checking it
// ends without panic.
func FuzzKeyFiles(f *testing.F) {
	f.Add(allSteps, threeMembers)
	f.Add("key: a\nmembers: members/all.csv\nsteps:\n  - {share_of: income, source: s}\n", "party,income,source\nx,1e60,s\ny,-0,s\n")
	f.Add("table: a\nrates: members/all.csv\ntotals: {2020: 100%}\n", "party,years,percent,source\n\"x,2020,60,s\n")
	f.Fuzz(func(t *testing.T, yaml, members string) {
		d, _, err := dossier.Read(keyFiles(yaml, members))
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range d.Keys {
			k.Check()
		}
		for _, table := range d.Tables {
			table.Check()
		}
	})
}
