package evidence

import (
	"strings"
	"unicode"

	"entente/period"
)

// headReach is how far into the first prose a dateline may reach, in bytes.
const headReach = 160

// headDay reads the day of a dateline in any of its forms: what stands before
// a dash (or up to a closing bracket) at the head of the prose is a dateline
// when it holds a full date and otherwise only names, brackets and clock times.
//
//	(Bloomberg) -- January 16, 2024 --     SEOUL, Korea (AP) — Feb. 10, 2019 —
//	WASHINGTON, July 8, 2025 -             (Seoul) Nov. 29, 2024 --
func headDay(text string) (period.Day, bool) {
	reach := text[:min(len(text), headReach)]
	for at := 0; at < len(reach); {
		end, width := nextBreak(reach, at)
		if end < 0 {
			break
		}
		head := reach[:end]
		if !headLike(head) {
			break
		}
		if day := fullDate(head); !day.IsZero() {
			return day, true
		}
		at = end + width
	}
	return period.Day{}, false
}

// nextBreak finds the next dash or closing bracket at or behind a place.
func nextBreak(s string, at int) (start, width int) {
	best, width := -1, 0
	for _, mark := range [...]string{" - ", "–", "—", "--", ")", " | ", ": ", " ‒ "} {
		if i := strings.Index(s[at:], mark); i >= 0 && (best < 0 || at+i < best) {
			best, width = at+i, len(mark)
		}
	}
	return best, width
}

// headLike reports a run without prose: names and numbers, months and days, and
// the small words of a stamp.
func headLike(s string) bool {
	for _, t := range tokenize(s, 0) {
		if t.kind != word || t.capital() {
			continue
		}
		switch t.low {
		case "a.m", "p.m", "am", "pm", "a.m.", "p.m.", "at", "on", "of", "the", "and", "by", "st", "nd", "rd", "th", "published", "updated", "posted", "local", "time", "m":
		default:
			return false
		}
	}
	return true
}

// lineOfDay reads a short line of its own, near the head of the text, that is a
// date and nothing but names beside it.
func lineOfDay(d *Document) {
	seen := 0
	for _, l := range d.Lines {
		text := strings.TrimSpace(d.Text[l.Start:l.End])
		if text == "" {
			continue
		}
		if seen++; seen > 8 {
			return
		}
		if l.Role == Title || l.Role == Caption || len(text) > 90 || strings.HasSuffix(text, ".") && !abbreviated(text) || !headLike(text) {
			continue
		}
		if day := fullDate(text); !day.IsZero() {
			d.Published = Published{Span: daySpan(day), Explicit: true, Basis: "the line of the day"}
			return
		}
	}
}

// abbreviated reports a text that ends in an abbreviation of the clock.
func abbreviated(s string) bool {
	return strings.HasSuffix(s, ".m.") || len(s) > 1 && unicode.IsDigit(rune(s[len(s)-2]))
}
