package evidence

import (
	"fmt"
	"os"
	"testing"
)

func TestDump(t *testing.T) {
	name := os.Getenv("DUMP")
	if name == "" {
		t.Skip()
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Plain(name, data)
	if err != nil {
		t.Fatal(err)
	}
	r := Check(d, korea(t))
	fmt.Println("title", d.Title, "| pub", d.Publisher, "| by", d.Byline, "| day", d.Published, "| lang", d.Language, "| boiler", r.Boilerplate)
	for _, f := range r.Figures {
		v := f.Value.Amount.Approx(3) + " " + f.Value.Unit
		if f.IsDate() {
			v = f.Value.Span.From.String() + ".." + f.Value.Span.To.String()
		}
		fmt.Printf("%-26q %-9s %-28s %s|%s q=%s [%s] anon=%v %v %s/%s => %s: %s %s\n", f.Surface, f.Kind, v, f.Bound, f.Cue, f.Quantity, f.Speaker, f.Anonymous, f.Chain, f.SpeechAct, f.Modality, f.Verdict, f.Why, f.Fits)
	}
	for _, p := range r.Positions {
		fmt.Printf("POS %s %s [%s] by %s: %q\n", p.Actor, p.Stance, p.Topic, p.Speaker, p.Text)
	}
	for _, q := range r.Quotes {
		fmt.Printf("QUOTE %s %q\n", q.Speaker, d.Text[q.Start:q.End])
	}
	for _, c := range r.Conflicts {
		fmt.Println("CONFLICT", c.Kind, c.Quantity, c.Against, c.Why)
	}
}
