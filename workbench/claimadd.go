package workbench

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"entente/evidence"
)

// AddClaims writes the figures of judged documents that have a quantity to the
// ledger of a dossier in a folder: one new file for each document, named by its
// content. A file that is there is never touched; it fails with ErrUsage then,
// and for a bundled dossier. It returns the files written.
func (w *Workbench) AddClaims(dossier string, r *ClaimResult) ([]string, error) {
	if _, err := os.Stat(filepath.Join(dossier, "dossier.yaml")); err != nil {
		return nil, usage("claims are added to a dossier in a folder; copy a bundled one with dossiers --copy %s", dossier)
	}
	root, err := os.OpenRoot(dossier)
	if err != nil {
		return nil, fmt.Errorf("open dossier: %w", err)
	}
	defer func() { _ = root.Close() }() // what is written is closed by itself
	if err := root.Mkdir("claims", 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("add claims: %w", err)
	}
	var written []string
	for i, result := range r.Results {
		sum := sha256.Sum256(r.Inputs[i].Data)
		digest := hex.EncodeToString(sum[:])
		text := ledger(result, digest)
		if text == "" {
			continue
		}
		name := "claims/read-" + digest[:12] + ".yaml"
		f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if errors.Is(err, fs.ErrExist) {
			return written, usage("%s: its claims are in %s already", result.Document.Name, name)
		}
		if err != nil {
			return written, fmt.Errorf("add claims: %w", err)
		}
		_, err = f.WriteString(text)
		if err := errors.Join(err, f.Close()); err != nil {
			return written, fmt.Errorf("add claims: %w", err)
		}
		written = append(written, filepath.ToSlash(filepath.Join(dossier, name)))
	}
	return written, nil
}

// ledger writes the claims of one document, "" when it has none. Every text of
// the document is quoted as YAML text, so that it can say nothing else.
func ledger(r *evidence.Result, digest string) string {
	d := r.Document
	var b strings.Builder
	for i, f := range r.Figures {
		value := claimValue(f)
		if f.Quantity == "" || value == "" {
			continue
		}
		speaker := f.Speaker
		if speaker == evidence.Narrator {
			speaker = orName(d)
		}
		fmt.Fprintf(&b, "  - id: read-%s-%d\n", digest[:12], i+1)
		if s := d.Published.Span; !s.From.IsZero() && s.From == s.To {
			fmt.Fprintf(&b, "    said: %s\n", s.From)
		}
		fmt.Fprintf(&b, "    speaker: %s\n    quantity: %s\n    value: %s\n    words: %s\n", strconv.Quote(plainText(speaker)), f.Quantity, value, strconv.Quote(plainText(strings.TrimSpace(f.Cue+" "+f.Surface))))
		if relays := f.Chain[min(1, len(f.Chain)):]; len(relays) > 0 {
			var names []string
			for _, c := range relays {
				names = append(names, strconv.Quote(plainText(c.Who)))
			}
			fmt.Fprintf(&b, "    via: [%s]\n", strings.Join(names, ", "))
		}
		if f.Anonymous {
			b.WriteString("    anonymous: yes\n")
		}
		note := fmt.Sprintf("%s, bytes %d to %d of sha256:%s; %s; %s", orName(d), d.Input(f.Start, false), d.Input(f.End, true), digest, d.Title, f.Verdict)
		fmt.Fprintf(&b, "    note: %s\n", strconv.Quote(plainText(note)))
	}
	if b.Len() == 0 {
		return ""
	}
	return "# read by claim; not reviewed\nclaims:\n" + b.String()
}

// plainText keeps what YAML and Go quote alike.
func plainText(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == '"' || r == '\\' || r == '\uFFFD' || r > 0xffff || !strconv.IsPrint(r) {
			return ' '
		}
		return r
	}, s)
}

func orName(d *evidence.Document) string {
	if d.Publisher != "" {
		return d.Publisher
	}
	return d.Name
}

// claimValue writes a figure in the form of the ledger.
func claimValue(f evidence.Figure) string {
	v, ok := f.Value.Amount.Decimal()
	if !ok || f.Value.Low != nil {
		return ""
	}
	n := v.Reduce().String()
	switch f.Kind {
	case evidence.Money:
		return n + " " + f.Value.Unit
	case evidence.Percent:
		return n + "%"
	case evidence.Multiple:
		return n + " times"
	case evidence.Count:
		return n + " persons"
	case evidence.Share, evidence.Ordinal, evidence.Date, evidence.DateRange, evidence.Duration, evidence.Frequency, evidence.Qualitative:
	}
	return ""
}
