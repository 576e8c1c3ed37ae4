package dossier

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"entente/decimal"
	"entente/series"
	"entente/source"
	"entente/talks"
)

// SchemaFile is the name under which a dossier keeps the schema beside
// dossier.yaml; its other files point to it.
const SchemaFile = "entente.schema.json"

// Schema returns the JSON Schema (draft 2020-12) of all YAML files of a
// dossier, for editors: it completes keys and words and underlines what is
// misspelt while one writes. It knows the form of single files; what only
// several of them together can say is the work of [Read].
func Schema() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(rootSchema()); err != nil { // strings and maps always have a JSON form
		panic(err)
	}
	return b.Bytes()
}

// SchemaLine returns the comment by which an editor finds the schema of a file
// of a dossier.
func SchemaLine(file string) string {
	return "# yaml-language-server: $schema=" + strings.Repeat("../", strings.Count(file, "/")) + SchemaFile
}

// schema is the part of JSON Schema that dossiers need.
type schema struct {
	Draft       string             `json:"$schema,omitempty"`
	Title       string             `json:"title,omitempty"`
	Description string             `json:"description,omitempty"`
	Ref         string             `json:"$ref,omitempty"`
	Type        []string           `json:"type,omitempty"`
	Pattern     string             `json:"pattern,omitempty"`
	Enum        []any              `json:"enum,omitempty"`
	Properties  map[string]*schema `json:"properties,omitempty"`
	Patterns    map[string]*schema `json:"patternProperties,omitempty"`
	Required    []string           `json:"required,omitempty"`
	Others      *others            `json:"additionalProperties,omitempty"`
	Items       *schema            `json:"items,omitempty"`
	AnyOf       []*schema          `json:"anyOf,omitempty"`
	If          *schema            `json:"if,omitempty"`
	Then        *schema            `json:"then,omitempty"`
	Else        *schema            `json:"else,omitempty"`
	Defs        map[string]*schema `json:"$defs,omitempty"`
}

// others is what may stand under keys that are not named: values of one
// schema, or nothing.
type others struct{ of *schema }

// MarshalJSON writes the schema, or false.
func (o *others) MarshalJSON() ([]byte, error) {
	if o.of == nil {
		return []byte("false"), nil
	}
	return json.Marshal(o.of)
}

type keys map[string]*schema

// mappingOf is a mapping of known keys; those that end in ! must be there.
func mappingOf(props keys) *schema {
	s := &schema{Type: []string{"object"}, Properties: map[string]*schema{}, Others: &others{}}
	for _, name := range slices.Sorted(maps.Keys(props)) {
		bare := strings.TrimSuffix(name, "!")
		s.Properties[bare] = props[name]
		if bare != name {
			s.Required = append(s.Required, bare)
		}
	}
	return s
}

// marked adds what may stand beside any value.
func marked(props keys) *schema {
	all := maps.Clone(props)
	for name, s := range (keys{"source": def("source"), "status": oneOf("unverified"), "known": def("date"), "note": def("word")}) {
		if all[name+"!"] == nil && all[name] == nil {
			all[name] = s
		}
	}
	return mappingOf(all)
}

// table is a mapping whose keys are the author's.
func table(of *schema) *schema { return &schema{Type: []string{"object"}, Others: &others{of}} }

// tableByYears is a table whose keys are years or ranges of years.
func tableByYears(of *schema) *schema {
	return &schema{Type: []string{"object"}, Patterns: map[string]*schema{yearsPattern: of}, Others: &others{}}
}

func listOf(of *schema) *schema       { return &schema{Type: []string{"array"}, Items: of} }
func anyOf(all ...*schema) *schema    { return &schema{AnyOf: all} }
func def(name string) *schema         { return &schema{Ref: "#/$defs/" + name} }
func matching(pattern string) *schema { return &schema{Type: []string{"string"}, Pattern: pattern} }
func digits(pattern string) *schema {
	return &schema{Type: []string{"integer", "string"}, Pattern: pattern}
}

func oneOf(words ...string) *schema {
	s := &schema{}
	for _, w := range words {
		s.Enum = append(s.Enum, w)
	}
	return s
}

// described adds a sentence that editors show.
func (s *schema) described(text string) *schema {
	s.Description = text
	return s
}

const (
	yearsPattern  = `^[0-9]{4}(\.\.[0-9]{4})?$`
	yearPattern   = `^[0-9]{4}$`
	monthDay      = `(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])`
	datePattern   = `^[0-9]{4}(-(0[1-9]|1[0-2]|` + monthDay + `))?$`
	dayPattern    = `^[0-9]{4}-` + monthDay + `$`
	amountPattern = `^[+-]?[0-9._]+ *[^0-9._ +-].*$`
)

// rootSchema tells the kinds of files apart by their first key.
func rootSchema() *schema {
	kinds := []string{"dossier", "negotiation", "agreement", "sources", "claims", "quantities", "names", "what-if", "tests", "key", "table", "forecasts"}
	files := map[string]string{"quantities": "claims", "names": "claims"} // what else stands in the files of a folder
	s := &schema{Ref: "#/$defs/events.yaml"}
	for _, kind := range slices.Backward(kinds) {
		s = &schema{If: &schema{Required: []string{kind}}, Then: def(cmp.Or(files[kind], kind) + ".yaml"), Else: s}
	}
	s.Draft, s.Title = "https://json-schema.org/draft/2020-12/schema", "A file of an Entente dossier"
	s.Type = []string{"object"}
	s.Defs = map[string]*schema{}
	for _, defs := range []keys{scalarSchemas(), fileSchemas(), storySchemas(), agreementSchemas(), rateSchemas(), keySchemas(), politicsSchemas(), dealSchemas()} {
		maps.Copy(s.Defs, defs)
	}
	return s
}

func scalarSchemas() keys {
	return keys{
		"word":    (&schema{Type: []string{"string", "number", "boolean"}}),
		"words":   anyOf(def("word"), listOf(def("word"))),
		"text":    anyOf(def("word"), mappingOf(keys{"en": def("word"), "ko": def("word")})).described("words in English, or in English and Korean"),
		"flag":    (&schema{Enum: []any{"yes", "no", true, false}}),
		"year":    digits(yearPattern),
		"years":   digits(yearsPattern).described("a year, or a range such as 2015..2018"),
		"date":    digits(datePattern).described("an ISO date that may be partial"),
		"day":     matching(dayPattern).described("a whole ISO date"),
		"due":     matching("^" + monthDay + "$").described("a day of the year, MM-DD"),
		"count":   digits(`^[0-9_]+$`),
		"number":  (&schema{Type: []string{"number", "string"}, Pattern: `^[+-]?[0-9._]+([eE][+-]?[0-9]+)?$`}),
		"percent": matching(`^[+-]?[0-9._]+ *%$`).described("a rate such as 4%"),
		"amount":  matching(amountPattern).described("money with its unit, such as 9_200 eok or 58.8m USD"),
		"source":  anyOf(def("words"), mappingOf(keys{"id!": def("words"), "clause": def("word")})).described("where it is written: an id of sources.yaml, several, or one with its clause"),
		"mode":    oneOf(decimal.Modes()...).described("which way a number between two steps goes"),
	}
}

// fileSchemas are the files that hold no rules.
func fileSchemas() keys {
	return keys{
		"dossier.yaml": mappingOf(keys{
			"dossier!": def("word"), "title": def("text"), "about": def("text"), "currency!": matching("^[A-Z]{3}$"), "years!": def("years"), "payer": def("word"), "payee": def("word"),
			"parties!": table(mappingOf(keys{
				"name": def("text"), "currency": matching("^[A-Z]{3}$"),
				"year": anyOf(oneOf("calendar"), mappingOf(keys{"starts!": def("due"), "named_after": oneOf("start", "end")})),
			})),
			"units":        table(matching("^[0-9_.]+( [A-Z]{3})?$")),
			"correlations": listOf(marked(keys{"between!": def("words"), "value": def("number"), "estimate": def("flag")})),
			"round":        def("round"),
			"series":       table(def("series")),
		}),
		"series": mappingOf(keys{
			"what": def("text"), "kind!": oneOf(series.Kinds()...), "unit!": def("word"), "decimals": def("count"), "publisher": def("word"), "file": def("word"),
			"frequency": oneOf("year", "month", "day"), "seasonal": oneOf("none", "adjusted"), "base": def("word"), "purpose": oneOf(series.Purposes()...), "raw": def("word"),
			"assumptions": assumptionSchema(),
		}),
		"sources.yaml": mappingOf(keys{"sources!": table(mappingOf(keys{
			"title!": def("word"), "publisher": def("word"), "date": def("word"), "url": def("word"), "kind": def("word"), "how_read": oneOf(source.HowReads()...), "note": def("word"),
		}))}),
		"claims.yaml": mappingOf(keys{"quantities": listOf(def("quantity")), "names": listOf(def("name")), "claims": listOf(marked(keys{
			"id!": def("word"), "said": def("date"), "speaker!": def("word"), "for": def("word"), "quantity": def("word"), "topic": def("word"), "words": def("word"), "via": def("words"),
			"anonymous": def("flag"), "conflict": def("word"), "value": def("word").described("a number with the unit of the report: money, 400%, 5 times, 28_500 troops"),
		}))}),
		"quantity": marked(keys{
			"id!": def("word"), "title": def("text"), "unit": def("word"), "words!": listOf(def("words")), "without": def("words"), "of": def("word"), "official": def("flag"), "years": def("years"),
			"value": def("word"),
		}),
		"name": mappingOf(keys{"name!": def("word"), "also": def("words"), "side": def("word")}),
		"what-if.yaml": mappingOf(keys{
			"what-if!": def("word"), "title": def("text"), "source": def("word"), "note": def("word"),
			"changes!": listOf(mappingOf(keys{
				"set": def("word"), "replace": def("word"), "remove": def("word"), "add": def("word"), "to": {}, "with": {}, "note": def("word"),
			}).described("set, replace, remove or add, and the path of what changes: AGREEMENT/amounts/2026")),
		}),
		"tests.yaml": mappingOf(keys{"tests!": listOf(mappingOf(keys{
			"name!": def("word"),
			"given": mappingOf(keys{"known": def("date"), "set": table(def("rate-number")), "assume": table(def("rate-number")), "extend": def("word")}),
			"want!": table(anyOf(oneOf("unknown"), def("amount"))),
		}))}),
		"shock":       shockSchema(),
		"rate-number": anyOf(def("number"), def("percent")),
	}
}

func storySchemas() keys {
	return keys{"events.yaml": mappingOf(keys{
		"envoys": listOf(marked(keys{"agreement": def("word"), "party": def("word"), "name!": def("text"), "from": def("date"), "until": def("date")})),
		"rounds": listOf(marked(keys{
			"agreement": def("word"), "number": def("count"), "from!": def("date"), "to": def("date"), "place": def("word"), "heads": table(def("text")),
		})),
		"positions": listOf(marked(keys{
			"agreement": def("word"), "party": def("word"), "kind!": oneOf("demand", "offer"), "value": def("amount"), "increase": def("percent"), "over": def("year"), "times": def("number"),
			"of": def("year"), "for": def("year"), "from!": def("date"), "until": def("date"), "said_by": def("word"), "text": def("text"),
		})),
		"elections": listOf(marked(keys{"in": def("word"), "on!": def("day"), "what": def("text"), "outcome": def("text")})),
		"events": listOf(marked(keys{
			"on!": def("date"), "kind!": oneOf(talks.EventKinds()...), "agreement": def("word"), "parties": def("words"), "summary": def("text"),
		})),
	})}
}
