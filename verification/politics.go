package verification

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

//go:embed cases/politics.json
var politicsData []byte

// politicsSuite runs the models of bargaining, ratification, waiting and fair
// division. Its files hold vectors: a case names its model, its input, and what
// is expected by name.
func politicsSuite() suite {
	return suite{
		Model: "politics", Names: []string{"politics"},
		Accepts: func(f *file) bool { return f.Suite == "politics" },
		Own:     func() ([]Case, error) { return own(politicsData, runBargains) },
		Run:     runBargains,
	}
}

// recordedVotes are the votes that the bundled dossier records, by agreement
// and day: "9th 2014-04-16".
func recordedVotes(_ string, input []byte, _ ...string) (map[string]any, error) {
	var none struct{}
	if err := json.Unmarshal(input, &none); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrShape, err)
	}
	k, err := openKorea()
	if err != nil {
		return nil, err
	}
	out := map[string]any{}
	for _, a := range k.Agreements {
		m, ok := a.Milestone("consent")
		number, isNumber := strings.CutPrefix(a.ID, "sma-")
		if !ok || m.Vote == nil || !isNumber {
			continue
		}
		out[number+"th "+m.On.String()] = map[string]any{"present": m.Vote.Present, "yes": m.Vote.Yes, "no": m.Vote.No, "abstain": m.Vote.Abstain}
	}
	if len(out) == 0 {
		return nil, errors.New("no vote is recorded")
	}
	return out, nil
}
