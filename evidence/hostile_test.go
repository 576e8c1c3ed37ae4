package evidence_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"entente/evidence"
	"entente/extract"
	"entente/internal/patience"
)

// FuzzCheck runs the whole pipeline: no input may make it panic, and every
// place it returns lies in the input.
func FuzzCheck(f *testing.F) {
	k := evidence.Korea(f)
	for _, a := range corpus(f) {
		f.Add(a.input)
	}
	for _, s := range []string{"", "\x00\x01", "<html>", "<p>1", strings.Repeat("<div>", 50), "9999999999999999999999999999999999999999 won", "$", "조억만천", "1/0 of", "31 February 2021", "\xff\xfe$5 billion\xc3", `“said”, said said "said`, "from from 2019 to to 2020", "0.0 percent more than 0 won"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := extract.Document("fuzz", data)
		if err != nil {
			return
		}
		r := evidence.Check(d, k)
		for _, x := range r.Figures {
			a, b := d.Input(x.Start, false), d.Input(x.End, true)
			if x.Start >= x.End || a < 0 || a >= b || b > len(data) {
				t.Fatalf("figure %q lies at %d..%d of %d bytes", x.Surface, a, b, len(data))
			}
		}
		if _, err := json.Marshal(r); err != nil {
			t.Fatal(err)
		}
	})
}

// Large and hostile inputs end in bounded time.
func TestHostile(t *testing.T) {
	k := evidence.Korea(t)
	big := 2 << 20
	if patience.Racing {
		big = 256 << 10
	}
	if os.Getenv("ENTENTE_LARGE") != "" {
		big = 50 << 20
	}
	repeat := func(s string) []byte { return bytes.Repeat([]byte(s), big/len(s)) }
	for name, text := range map[string]func() []byte{
		"one word":    func() []byte { return repeat("a") },
		"digits":      func() []byte { return repeat("1") },
		"sums":        func() []byte { return repeat("$5 billion ") },
		"dates":       func() []byte { return repeat("from 2019 to ") },
		"quotes":      func() []byte { return repeat(`"said `) },
		"speakers":    func() []byte { return repeat("Kim Lee, a b, said ") },
		"lines":       func() []byte { return repeat("x\n") },
		"Korean":      func() []byte { return repeat("1조") },
		"nested page": func() []byte { return append([]byte("<html>"), repeat("<div>")...) },
		"open tags":   func() []byte { return append([]byte("<html>"), repeat("<")...) },
		"entities":    func() []byte { return append([]byte("<html><p>"), repeat("&amp;")...) },
		"attributes":  func() []byte { return append([]byte("<html><p "), repeat("a=b ")...) },
		"paragraphs": func() []byte {
			return append([]byte("<html>"), repeat("<p>Seoul said it pays $5 billion, more than 10 percent.")...)
		},
		"broken letters": func() []byte { return repeat("ok \xc3 ") },
	} {
		t.Run(name, func(t *testing.T) {
			data := text()
			took := patience.Spent(func() {
				d, err := extract.Document(name, data)
				if err != nil {
					return
				}
				evidence.Check(d, k)
			})
			t.Logf("%d bytes took %v", len(data), took.Round(time.Millisecond))
			if took > patience.Limit(30*time.Second) {
				t.Errorf("%d bytes took %v", len(data), took)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	if _, err := evidence.Plain("binary", []byte("PK\x03\x04\x00\x00")); !errors.Is(err, evidence.ErrBinary) {
		t.Errorf("bytes that are no text: %v", err)
	}
	if _, err := evidence.Plain("large", make([]byte, evidence.MaxInput+1)); !errors.Is(err, evidence.ErrTooLarge) {
		t.Errorf("a text beyond the limit: %v", err)
	}
	d, err := extract.Document("empty", nil)
	if err != nil {
		t.Fatal(err)
	}
	if r := evidence.Check(d, nil); len(r.Figures) != 0 || len(r.Positions) != 0 {
		t.Error("nothing holds figures")
	}
}

func BenchmarkCheck(b *testing.B) {
	k := evidence.Korea(b)
	var text strings.Builder
	for _, a := range corpus(b) {
		if a.shape == "text" && a.name < "w" && text.Len() < 5000 || a.name == "w01" {
			text.Write(a.input)
		}
	}
	data := []byte(text.String())
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		d, err := extract.Document("article", data)
		if err != nil {
			b.Fatal(err)
		}
		evidence.Check(d, k)
	}
}

func BenchmarkPage(b *testing.B) {
	k := evidence.Korea(b)
	for _, a := range corpus(b) {
		if a.name != "b05" {
			continue
		}
		b.SetBytes(int64(len(a.input)))
		for b.Loop() {
			d, err := extract.Document("article", a.input)
			if err != nil {
				b.Fatal(err)
			}
			evidence.Check(d, k)
		}
	}
}
