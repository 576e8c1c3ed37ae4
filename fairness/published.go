package fairness

import (
	"bytes"
	"encoding/json"
	"fmt"

	"entente/decimal"
	"entente/internal/vectors"
)

// Published is the models of this package by the names under which cases are
// published: numbers from the literature are run through its functions.
func Published() vectors.Models {
	return vectors.Models{
		"bankruptcy": vectors.All(publishedEstate),
	}
}

// publishedEstate divides one estate or several; fractions are texts.
func publishedEstate(input []byte) (map[string]any, error) {
	var in struct {
		Claims []exact         `json:"claims"`
		E      json.RawMessage `json:"E"`
	}
	if err := vectors.Decode(input, &in); err != nil {
		return nil, err
	}
	claims := make([]decimal.Fraction, len(in.Claims))
	for i, c := range in.Claims {
		claims[i] = c.Fraction
	}
	if len(in.E) > 0 && in.E[0] != '[' {
		var estate exact
		if err := json.Unmarshal(in.E, &estate); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrModel, err)
		}
		return divided(estate.Fraction, claims)
	}
	var estates []exact
	if err := json.Unmarshal(in.E, &estates); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrModel, err)
	}
	out := map[string]any{}
	for _, e := range estates {
		one, err := divided(e.Fraction, claims)
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

// exact is a number, or a text that holds one, read as written and not as a
// float.
type exact struct{ decimal.Fraction }

// UnmarshalJSON reads 400, 0.5 or "1/3".
func (x *exact) UnmarshalJSON(data []byte) error {
	return x.UnmarshalText(bytes.Trim(data, `"`))
}
