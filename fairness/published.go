package fairness

import (
	"bytes"
	"encoding/json"
	"fmt"

	"entente/decimal"
)

// Published computes a published case: the name of its model, its input as
// JSON, and the results by name, fractions as text. None of them depends on
// what is asked. It is how numbers from the literature are run through the
// functions of this package.
func Published(model string, input []byte, _ ...string) (map[string]any, error) {
	if model != "bankruptcy" {
		return nil, fmt.Errorf("%w: %.60q", ErrModel, model)
	}
	var in struct {
		Claims []decimal.Fraction `json:"claims"`
		E      json.RawMessage    `json:"E"`
	}
	d := json.NewDecoder(bytes.NewReader(quoted(input)))
	d.DisallowUnknownFields()
	if err := d.Decode(&in); err != nil {
		return nil, fmt.Errorf("%s: %w: %w", model, ErrModel, err)
	}
	if len(in.E) > 0 && in.E[0] != '[' {
		var estate decimal.Fraction
		if err := json.Unmarshal(in.E, &estate); err != nil {
			return nil, fmt.Errorf("%s: %w: %w", model, ErrModel, err)
		}
		return divided(estate, in.Claims)
	}
	var estates []decimal.Fraction
	if err := json.Unmarshal(in.E, &estates); err != nil {
		return nil, fmt.Errorf("%s: %w: %w", model, ErrModel, err)
	}
	out := map[string]any{}
	for _, e := range estates {
		one, err := divided(e, in.Claims)
		if err != nil {
			return nil, err
		}
		for name, awards := range one {
			rows, _ := out[name].([]any)
			out[name] = append(rows, awards)
		}
	}
	return out, nil
}

// Models returns the names of the models that Published knows.
func Models() []string { return []string{"bankruptcy"} }

func divided(estate decimal.Fraction, claims []decimal.Fraction) (map[string]any, error) {
	out := map[string]any{}
	for name, divide := range map[string]Division{
		"proportional": Proportional, "cea": EqualAwards, "cel": EqualLosses, "talmud": Talmud, "random_arrival": RandomArrival,
	} {
		awards, err := divide(estate, claims)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		var texts []any
		for _, a := range awards {
			texts = append(texts, a.String())
		}
		out[name] = texts
	}
	return out, nil
}

// quoted puts numbers in quotes, so that they are read as written and not as
// floats.
func quoted(input []byte) []byte {
	var out bytes.Buffer
	inText, inNumber := false, false
	for i, c := range input {
		number := !inText && (c >= '0' && c <= '9' || c == '-' || c == '.' || inNumber && (c == 'e' || c == 'E' || c == '+'))
		if number != inNumber {
			out.WriteByte('"')
			inNumber = number
		}
		if c == '"' && (i == 0 || input[i-1] != '\\') {
			inText = !inText
		}
		out.WriteByte(c)
	}
	return out.Bytes()
}
