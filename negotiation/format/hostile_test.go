package format_test

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"entente/diag"
	"entente/internal/patience"
	"entente/negotiation/format"
)

const (
	geniusDomain  = `<negotiation_template><utility_space><objective><issue index="1" name="a" type="discrete"><item index="1" value="x"/><item index="2" value="y"/></issue></objective></utility_space></negotiation_template>`
	geniusProfile = `<utility_space><objective><issue index="1" name="a" type="discrete"><item index="1" value="x" evaluation="1"/><item index="2" value="y" evaluation="2"/></issue><weight index="1" value="1"/></objective></utility_space>`
	webDomain     = `{"name":"d","issuesValues":{"a":{"values":["x","y"]}}}`
	webProfile    = `{"LinearAdditiveUtilitySpace":{"issueUtilities":{"a":{"discreteutils":{"valueUtilities":{"x":0,"y":1}}}},"issueWeights":{"a":1}}}`
	logProfile    = `{"reservationValue":0,"issueWeights":{"a":1},"issues":{"a":{"x":0,"y":1}}}`
	masDomain     = "issues:\n- name: a\n  values: [x, y]\n"
	masProfile    = "type: LinearAdditiveUtilityFunction\nvalues:\n- {mapping: {x: 0, y: 1}}\nweights: [1]\n"
)

func files(texts ...string) []format.File {
	var out []format.File
	for i, text := range texts {
		ending := ".xml"
		switch {
		case strings.HasPrefix(text, "{"):
			ending = ".json"
		case !strings.HasPrefix(strings.TrimSpace(text), "<"):
			ending = ".yml"
		}
		out = append(out, format.File{Name: fmt.Sprintf("file%d%s", i, ending), Data: []byte(text)})
	}
	return out
}

func swap(text, old, instead string) string {
	if !strings.Contains(text, old) {
		panic("the text does not hold " + old)
	}
	return strings.Replace(text, old, instead, 1)
}

// many repeats a pattern with a running number.
func many(n int, pattern string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, pattern, i)
	}
	return b.String()
}

// TestHostile checks that every trap is named, in time and in little memory.
func TestHostile(t *testing.T) {
	bomb := `<!DOCTYPE u [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`
	const million = 1_000_000
	for name, c := range map[string]struct {
		files []format.File
		code  diag.Code
	}{
		"entity bomb":              {files(bomb+geniusDomain, geniusProfile), diag.Alias},
		"undeclared entity":        {files(swap(geniusDomain, `"x"`, `"&lol;"`), geniusProfile), diag.Alias},
		"external entity":          {files(`<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/passwd">]>`+geniusDomain, geniusProfile), diag.Alias},
		"unclosed tag":             {files(geniusDomain[:60], geniusProfile), diag.Syntax},
		"crossed tags":             {files(`<utility_space><issue></utility_space></issue>`, geniusProfile), diag.Syntax},
		"deep XML":                 {files(strings.Repeat("<a>", 100_000), geniusProfile), diag.TooDeep},
		"million values, XML":      {files(swap(geniusDomain, `<item index="1" value="x"/>`, many(million/8, `<item value="v%d"/>`)), geniusProfile), diag.TooLarge},
		"million elements, XML":    {files(swap(geniusDomain, `<item index="1" value="x"/>`, strings.Repeat(`<i/>`, million)), geniusProfile), diag.TooLarge},
		"million integers":         {files(`<negotiation_template><issue index="1" name="a" type="integer" lowerbound="0" upperbound="999999"/></negotiation_template>`, geniusProfile), diag.TooLarge},
		"endless integers":         {files(`<negotiation_template><issue index="1" name="a" type="integer" lowerbound="-9e15" upperbound="9e15"/></negotiation_template>`, geniusProfile), diag.TooLarge},
		"absurd integers":          {files(`<negotiation_template><issue index="1" name="a" type="integer" lowerbound="-9e300" upperbound="9e300"/></negotiation_template>`, geniusProfile), diag.BadNumber},
		"NaN weight, XML":          {files(geniusDomain, swap(geniusProfile, `<weight index="1" value="1"/>`, `<weight index="1" value="NaN"/>`)), diag.BadNumber},
		"infinite evaluation":      {files(geniusDomain, swap(geniusProfile, `evaluation="1"`, `evaluation="1e999"`)), diag.BadNumber},
		"NaN reservation":          {files(geniusDomain, swap(geniusProfile, `</utility_space>`, `<reservation value="nan"/></utility_space>`)), diag.BadNumber},
		"duplicate issue, XML":     {files(swap(geniusDomain, `</objective>`, `<issue index="2" name="a" type="discrete"><item value="z"/></issue></objective>`), geniusProfile), diag.DuplicateID},
		"duplicate index":          {files(swap(geniusDomain, `</objective>`, `<issue index="1" name="b" type="discrete"><item value="z"/></issue></objective>`), geniusProfile), diag.DuplicateID},
		"unknown issue":            {files(geniusDomain, swap(geniusProfile, `<issue index="1"`, `<issue index="7"`)), diag.UnknownIssue},
		"no values":                {files(`<negotiation_template><issue index="1" name="a" type="discrete"></issue></negotiation_template>`, geniusProfile), diag.WrongShape},
		"zero maxutility":          {files(geniusDomain, `<utility_space><issue index="1" name="a"/><utility maxutility="0"><ufun><hyperRectangle utility="1"/></ufun></utility></utility_space>`), diag.BadNumber},
		"deep JSON":                {files(webDomain, strings.Repeat(`{"a":`, 100_000)), diag.TooDeep},
		"deep JSON list":           {files(webDomain, `{"a":`+strings.Repeat(`[`, 100_000)), diag.TooDeep},
		"million values, JSON":     {files(swap(webDomain, `"x"`, many(million/2, `"v%d",`)+`"x"`), webProfile), diag.TooLarge},
		"long range":               {files(swap(webDomain, `{"values":["x","y"]}`, `{"range":[0,1e12,1e-12]}`), webProfile), diag.TooLarge},
		"backward range":           {files(swap(webDomain, `{"values":["x","y"]}`, `{"range":[1,0,0.1]}`), webProfile), diag.BadNumber},
		"standing range":           {files(swap(webDomain, `{"values":["x","y"]}`, `{"range":[0,1,0]}`), webProfile), diag.BadNumber},
		"NaN weight, JSON":         {files(webDomain, swap(webProfile, `"issueWeights":{"a":1}`, `"issueWeights":{"a":NaN}`)), diag.BadNumber},
		"duplicate issue, JSON":    {files(swap(webDomain, `"a":`, `"a":{"values":["p"]},"a":`), webProfile), diag.DuplicateKey},
		"no issues":                {files(`{"issuesValues":{}}`, webProfile), diag.MissingKey},
		"unknown profile kind":     {files(webDomain, `{"PartialOrderingUtilitySpace":{}}`), diag.BadWord},
		"reservation out of space": {files(webDomain, swap(webProfile, `"issueWeights"`, `"reservationBid":{"issuevalues":{"a":"q"}},"issueWeights"`)), diag.UnknownValue},
		"bad escape":               {files(webDomain, `{"LinearAdditiveUtilitySpace":"\q"}`), diag.Syntax},
		"cut JSON":                 {files(webDomain, webProfile[:40]), diag.Syntax},
		"NaN weight, NegoLog":      {files(swap(logProfile, `{"a":1}`, `{"a":NaN}`), logProfile), diag.BadNumber},
		"duplicate value, NegoLog": {files(swap(logProfile, `"x":0`, `"x":0,"x":1`), logProfile), diag.DuplicateKey},
		"million values, NegoLog":  {files(swap(logProfile, `"x":0`, many(110_000, `"v%d":1,`)+`"x":0`), logProfile), diag.TooLarge},
		"cyclic YAML":              {files("issues: &a\n- *a\n", masProfile), diag.Alias},
		"YAML bomb":                {files("a: &a [x,x]\nb: &b [*a,*a]\nissues: [*b,*b]\n", masProfile), diag.Alias},
		"million values, YAML":     {files("issues:\n- name: a\n  values: [0, 999999]\n  type: ContiguousIssue\n", masProfile), diag.TooLarge},
		"large YAML":               {files(masDomain+strings.Repeat("# nothing\n", 300_000), masProfile), diag.TooLarge},
		"deep YAML":                {files("issues: "+strings.Repeat("[", 5000)+strings.Repeat("]", 5000), masProfile), diag.TooDeep},
		"NaN weight, YAML":         {files(masDomain, swap(masProfile, "weights: [1]", "weights: [.nan]")), diag.BadNumber},
		"infinite weight, YAML":    {files(masDomain, swap(masProfile, "weights: [1]", "weights: [.inf]")), diag.BadNumber},
		"duplicate issue, YAML":    {files(masDomain+"- name: a\n  values: [z]\n", masProfile), diag.DuplicateID},
		"duplicate key, YAML":      {files(masDomain, masProfile+"weights: [2]\n"), diag.DuplicateKey},
		"code in YAML":             {files(masDomain, swap(masProfile, "{mapping: {x: 0, y: 1}}", "{type: LambdaFun, f: evil}")), diag.BadWord},
		"count too large":          {files("issues:\n- name: a\n  values: 999999999\n", masProfile), diag.TooLarge},
		"no profile":               {files(geniusDomain), diag.MissingFile},
		"no files":                 {nil, diag.MissingFile},
		"mixed forms":              {files(geniusDomain, webProfile), diag.WrongShape},
		"two domains":              {files(geniusDomain, geniusDomain, geniusProfile), diag.DuplicateID},
		"broken bytes":             {files("{\"a\":\"\xff\"}", webProfile), diag.NotText},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			var list diag.List
			took := patience.Spent(func() { _, _, list = format.Read(c.files) })
			runtime.ReadMemStats(&after)
			if !list.HasErrors() {
				t.Fatalf("no error, only %v", list)
			}
			found := false
			for _, d := range list.Errors() {
				found = found || d.Code == c.code
			}
			if !found {
				t.Errorf("want %s, got %v", c.code, list[:min(len(list), 5)])
			}
			if took > patience.Limit(5*time.Second) {
				t.Errorf("took %v", took)
			}
			if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 700 {
				t.Errorf("allocated %d MB in total", used)
			}
		})
	}
}

// TestTolerates checks what is read although it is odd.
func TestTolerates(t *testing.T) {
	t.Parallel()
	for name, in := range map[string][]format.File{
		"bare ampersand": files(swap(geniusDomain, `"x"`, `"x & x"`), swap(geniusProfile, `"x"`, `"x &amp; x"`)),
		"angle bracket":  files(swap(geniusDomain, `"x"`, `"x < x"`), swap(geniusProfile, `"x"`, `"x &lt; x"`)),
		"no quotes":      files(strings.ReplaceAll(geniusDomain, `"`, ``), geniusProfile),
		"byte order":     files("\ufeff"+geniusDomain, geniusProfile),
		"latin letters":  files(swap(geniusDomain, `"x"`, "\"caf\xe9\""), swap(geniusProfile, `"x"`, `"café"`)),
		"UTF-16":         {{Name: "a.xml", Data: wide(geniusDomain)}, {Name: "b.xml", Data: []byte(geniusProfile)}},
		"comments":       files("\n<!-- x --><?xml version='1.0'?><!DOCTYPE x>"+geniusDomain, geniusProfile),
		"late text":      files(geniusDomain+"\n  trailing", geniusProfile),
		"windows ends":   files(strings.ReplaceAll(geniusDomain, "><", ">\r\n<"), geniusProfile),
		"no domain":      files(geniusProfile, geniusProfile),
		"answers beside": files(logProfile, logProfile, `{"NumberOfBids":2}`),
	} {
		s, _, list := format.Read(in)
		if list.HasErrors() || s.Space.Size().Int64() != 2 {
			t.Errorf("%s: %v", name, list)
		}
	}
}

// wide writes a text in UTF-16 with its mark.
func wide(text string) []byte {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(text)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}

// TestOrder checks that parties sit in the order of their file names, numbers
// counted as numbers.
func TestOrder(t *testing.T) {
	t.Parallel()
	in := []format.File{{Name: "p10.json", Data: []byte(logProfile)}, {Name: "p9.json", Data: []byte(logProfile)}, {Name: "P1.json", Data: []byte(logProfile)}}
	s, _, list := format.Read(in)
	if list.HasErrors() || s.Profiles[0].Party != "P1" || s.Profiles[1].Party != "p9" || s.Profiles[2].Party != "p10" {
		t.Error(s.Profiles, list)
	}
}

func TestReadFS(t *testing.T) {
	t.Parallel()
	if _, _, _, err := format.ReadFS(os.DirFS(t.TempDir()), "missing.xml"); err == nil {
		t.Error("no error for a missing file")
	}
	s, form, _, err := format.ReadFS(os.DirFS("../testdata/ferry"), "profileB.json", "profileA.json")
	if err != nil || form != format.NegoLog || s.Profiles[0].Party != "profileA" {
		t.Error(form, err)
	}
}
