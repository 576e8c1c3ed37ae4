package source_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/source"
)

func TestRefIsZero(t *testing.T) {
	t.Parallel()
	if ref := (source.Ref{Clause: "Art. 2"}); !ref.IsZero() {
		t.Error("a clause without a document points somewhere")
	}
	if ref := (source.Ref{IDs: []string{"mofa-2021"}}); ref.IsZero() {
		t.Error("a reference to a document points nowhere")
	}
}

// The order is a ranking; pages show it and readers rely on it.
func TestHowReads(t *testing.T) {
	t.Parallel()
	want := []string{"full text", "excerpt", "listed", "recalled"}
	if diff := cmp.Diff(want, source.HowReads()); diff != "" {
		t.Errorf("HowReads mismatch (-want +got):\n%s", diff)
	}
}
