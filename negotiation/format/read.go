package format

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/diag"
	"entente/negotiation"
)

// ReadFS reads the scenario in a folder, or in the named files of it. The
// error is about reading the files themselves; what is wrong in them is in the
// list.
func ReadFS(folder fs.FS, names ...string) (negotiation.Scenario, Form, diag.List, error) {
	files, list, err := Load(folder, names...)
	if err != nil || list.HasErrors() {
		return negotiation.Scenario{}, "", list, err
	}
	s, form, list := Read(files)
	return s, form, list, nil
}

// Load takes the contents of the scenario files in a folder, or of the named
// ones, without looking into them. What is too large is refused before it is
// read.
func Load(folder fs.FS, names ...string) ([]File, diag.List, error) {
	if len(names) == 0 {
		entries, err := fs.ReadDir(folder, ".")
		if err != nil {
			return nil, nil, fmt.Errorf("read scenario: %w", err)
		}
		for _, e := range entries {
			if ext := strings.ToLower(path.Ext(e.Name())); e.Type().IsRegular() && (ext == ".xml" || ext == ".json" || ext == ".yml" || ext == ".yaml") {
				names = append(names, e.Name())
			}
		}
	}
	var files []File
	total := int64(0)
	for _, name := range names {
		info, err := fs.Stat(folder, name)
		if err != nil {
			return nil, nil, fmt.Errorf("read scenario: %w", err)
		}
		if total += info.Size(); info.Size() > maxFile || total > maxTotal || len(files) >= maxFiles {
			return nil, diag.List{{Code: diag.TooLarge, Pos: diag.Position{File: name}, Message: "the file, or the folder, is larger than any scenario needs"}}, nil
		}
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, nil, fmt.Errorf("read scenario: %w", err)
		}
		files = append(files, File{Name: name, Data: data})
	}
	return files, nil, nil
}

// Read reads the scenario in the given files, in any order. When the list
// holds an error, the scenario is empty.
func Read(files []File) (negotiation.Scenario, Form, diag.List) {
	var list diag.List
	if len(files) > maxFiles {
		list.Add(diag.Diagnostic{Code: diag.TooLarge, Message: fmt.Sprintf("%d files, at most %d", len(files), maxFiles)})
		return negotiation.Scenario{}, "", list
	}
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b File) int { return natural(path.Base(a.Name), path.Base(b.Name)) })
	var parts []part
	for _, f := range files {
		if p, ok := parse(f, &list); ok {
			parts = append(parts, p)
		}
	}
	var s negotiation.Scenario
	var form Form
	if !list.HasErrors() {
		s, form = assemble(parts, &list)
	}
	if !list.HasErrors() {
		if err := s.Check(); err != nil {
			list.Add(diag.Diagnostic{Code: diag.WrongShape, Message: err.Error()})
		}
	}
	list.Sort()
	if list.HasErrors() {
		return negotiation.Scenario{}, form, list
	}
	return s, form, list
}

// part is one parsed file.
type part struct {
	f    *findings
	name string // without folder and ending
	form Form
	role Role
	xml  *element
	tree *tree
}

// parse reads one file and recognises it; false when it is not part of a
// scenario or cannot be read, which has been reported.
func parse(file File, list *diag.List) (part, bool) {
	f := &findings{file: file.Name, list: list}
	base := path.Base(file.Name)
	p := part{f: f, name: strings.TrimSuffix(base, path.Ext(base))}
	if len(file.Data) > maxFile {
		f.fail(diag.TooLarge, diag.Position{}, "the file is larger than any scenario needs", "")
		return p, false
	}
	file.Data = unmarked(file.Data)
	how := syntaxOf(file)
	if how == unknownSyntax {
		f.warn(diag.UnknownFile, diag.Position{}, "the file is no scenario file of a known form; it is left out")
		return p, false
	}
	file.Data = decoded(f, file.Data, how)
	if !utf8.Valid(file.Data) {
		f.fail(diag.NotText, diag.Position{}, "the file is not valid UTF-8 text", "save it as UTF-8")
		return p, false
	}
	switch how {
	case xmlSyntax:
		if p.xml = parseXML(f, file.Data); p.xml == nil {
			return p, false
		}
		p.form, p.role = geniusRole(p.xml)
	case jsonSyntax:
		if p.tree = parseJSON(f, file.Data); p.tree == nil {
			return p, false
		}
		p.form, p.role = jsonRole(p.tree)
	default:
		if p.tree = parseYAML(f, file.Data); p.tree == nil {
			return p, false
		}
		p.form, p.role = negmasRole(p.tree)
	}
	if p.role == Other {
		f.warn(diag.UnknownFile, diag.Position{}, "the file is no scenario file of a known form; it is left out")
	}
	return p, p.role == Domain || p.role == Profile
}

// Detect recognises one file by what is in it.
func Detect(file File) (Form, Role) {
	var list diag.List
	p, _ := parse(file, &list)
	return p.form, p.role
}

// jsonRole recognises the JSON forms.
func jsonRole(t *tree) (Form, Role) {
	switch {
	case t.shape != mapping:
		return "", Other
	case t.get("LinearAdditiveUtilitySpace") != nil:
		return GeniusWeb, Profile
	case len(t.entries) == 1 && strings.HasSuffix(t.entries[0].key, "UtilitySpace"):
		return GeniusWeb, Profile
	case t.get("issuesValues") != nil:
		return GeniusWeb, Domain
	case t.get("issueWeights") != nil && t.get("issues") != nil:
		return NegoLog, Profile
	case t.get("NumberOfBids") != nil, t.get("pareto_front") != nil:
		return "", Answers
	}
	return negmasRole(t)
}

// assemble puts domain and profiles together.
func assemble(parts []part, list *diag.List) (negotiation.Scenario, Form) {
	var domains, profiles []part
	for _, p := range parts {
		if p.role == Domain {
			domains = append(domains, p)
		} else {
			profiles = append(profiles, p)
		}
	}
	if len(profiles) == 0 {
		list.Add(diag.Diagnostic{Code: diag.MissingFile, Message: "there is no profile: a scenario needs one file of preferences for each party", Hint: "name the folder, or all of its files"})
		return negotiation.Scenario{}, ""
	}
	form := profiles[0].form
	for _, p := range slices.Concat(domains, profiles) {
		if p.form != form {
			p.f.fail(diag.WrongShape, diag.Position{}, fmt.Sprintf("the file is %s, but %s is %s", p.form, profiles[0].f.file, form), "one scenario is written in one form")
		}
	}
	if len(domains) > 1 {
		domains[1].f.fail(diag.DuplicateID, diag.Position{}, "a second domain beside "+domains[0].f.file, "name the files of one scenario")
	}
	if len(profiles) > maxParties {
		profiles[maxParties].f.fail(diag.TooLarge, diag.Position{}, fmt.Sprintf("more than %d parties", maxParties), "")
	}
	if list.HasErrors() {
		return negotiation.Scenario{}, form
	}
	return build(domains, profiles, form, list), form
}

// build reads the domain and then each profile against it.
func build(domains, profiles []part, form Form, list *diag.List) negotiation.Scenario {
	source := profiles[0]
	if len(domains) == 1 {
		source = domains[0]
	} else if form != NegoLog {
		source.f.warn(diag.MissingFile, diag.Position{}, "there is no domain file; the issues are taken from this profile")
	}
	d := &domain{f: source.f, name: source.name}
	read := map[Form]struct {
		domain  func(part, *domain)
		profile func(part, *domain) negotiation.Profile
	}{
		Genius:    {geniusDomain, geniusProfile},
		GeniusWeb: {geniusWebDomain, geniusWebProfile},
		NegoLog:   {negoLogDomain, negoLogProfile},
		NegMAS:    {negmasDomain, negmasProfile},
	}[form]
	read.domain(source, d)
	if d.finish(); list.HasErrors() {
		return negotiation.Scenario{}
	}
	values := 0
	for _, issue := range d.issues {
		values += issue.Values.Size()
	}
	if values*len(profiles) > maxTables {
		d.f.fail(diag.TooLarge, diag.Position{}, fmt.Sprintf("%d values for %d parties are more than any scenario needs", values, len(profiles)), "")
		return negotiation.Scenario{}
	}
	s := negotiation.Scenario{Name: d.name, Space: negotiation.Space{Issues: d.issues}}
	for _, p := range profiles {
		q := read.profile(p, d)
		q.Party = p.name
		s.Profiles = append(s.Profiles, q)
	}
	return s
}
