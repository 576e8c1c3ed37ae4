package format_test

import (
	"testing"

	"entente/diag"
	"entente/negotiation/format"
)

// TestScenarioCodes gives every code that is about scenarios: the files that
// do, and files that do not.
func TestScenarioCodes(t *testing.T) {
	t.Parallel()
	examples := map[diag.Code]struct {
		bad, good []format.File
		place     string
	}{
		diag.UnknownIssue: {files(webDomain, swap(webProfile, `"issueWeights":{"a":1}`, `"issueWeights":{"aa":1}`)), files(webDomain, webProfile), "file1.json:1:122"},
		diag.UnknownValue: {files(webDomain, swap(webProfile, `"y":1`, `"z":1`)), files(webDomain, webProfile), "file1.json:1:50"},
		diag.BadWeight:    {files(logProfile, swap(logProfile, `{"a":1}`, `{"a":2}`)), files(logProfile, logProfile), "file1.json:1:38"},
		diag.PeerDiffers:  {files(geniusDomain, geniusProfile), files(geniusDomain, swap(geniusProfile, `evaluation="2"`, `evaluation="1"`)), "file1.xml:1:27"},
		diag.CannotWrite:  {files(masDomain, masProfile, masProfile), files(masDomain, masProfile+"reserved_value: 0\n", masProfile+"reserved_value: 1\n"), "file1"},
	}
	for _, info := range diag.Codes() {
		if !diag.OfScenario(info.Code) {
			continue
		}
		e, ok := examples[info.Code]
		if !ok {
			t.Errorf("%s has no example", info.Code)
			continue
		}
		found := map[bool]diag.List{}
		for bad, in := range map[bool][]format.File{true: e.bad, false: e.good} {
			s, _, list := format.Read(in)
			if !list.HasErrors() && info.Code == diag.CannotWrite {
				_, list = format.Write(s, format.NegoLog)
			}
			for _, d := range list {
				if d.Code == info.Code {
					found[bad] = append(found[bad], d)
				}
			}
		}
		if len(found[true]) == 0 || found[true][0].Pos.String() != e.place || len(found[false]) > 0 {
			t.Errorf("%s: bad files give %v at %v, want %s; good ones %v", info.Code, found[true], found[true], e.place, found[false])
		}
	}
}
