package exchange

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"entente/series"
)

// Write writes observations as a series file of a dossier.
func Write(w io.Writer, all []series.Observation) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"period", "value", "published_on", "status", "source", "note"}); err != nil {
		return fmt.Errorf("write series: %w", err)
	}
	for _, o := range all {
		if err := out.Write([]string{o.Period.String(), o.Value.String(), o.Published.String(), string(o.Status), strings.Join(o.Source.IDs, ";"), o.Note}); err != nil {
			return fmt.Errorf("write series: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write series: %w", err)
	}
	return nil
}
