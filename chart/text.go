package chart

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

// Stylesheet returns the look of all charts, as CSS below .chart. Colours differ
// in lightness too, for those who see few colours and for grey print. A chart
// carries it, unless it is part of a page that has it once for all.
func Stylesheet() string {
	return `
.chart text{font:12px system-ui,sans-serif;fill:#222}
.chart .title{font-size:15px;font-weight:600}.chart .tick{font-size:11px;fill:#555}.chart .halo{paint-order:stroke;stroke:#fff;stroke-opacity:.8;stroke-width:3px}
.chart .grid{stroke:#ddd;stroke-width:1}
.chart .faint{fill:#9aa5b1;fill-opacity:.45}.chart .strong{fill:#1f4e79}.chart .first{fill:#c0392b}.chart .second{fill:#1e8449}.chart .third{fill:#b9770e}.chart .fourth{fill:#6c3483}.chart .fifth{fill:#117a8b}
.chart .soft{fill-opacity:.55}.chart .unknown{fill:none;stroke:#999;stroke-dasharray:2 3}.chart .hatch{fill:none;stroke:#fff;stroke-width:2}
.chart .line{fill:none;stroke:#1f4e79;stroke-width:1.5}.chart .limit{fill:none;stroke:#777;stroke-width:1;stroke-dasharray:4 3}
.chart a:hover *,.chart a:focus *{stroke:#000;stroke-width:1.5}
@media (prefers-color-scheme:dark){.chart text{fill:#e6e6e6}.chart .tick{fill:#aaa}.chart .halo{stroke:#111}.chart .grid{stroke:#333}.chart .strong{fill:#8ab8e6}.chart .line{stroke:#8ab8e6}.chart .first{fill:#ff8a75}.chart .second{fill:#7dd6a0}.chart .third{fill:#f5c26b}.chart .fourth{fill:#cfa3e6}.chart .fifth{fill:#7fd3e0}.chart .hatch{stroke:#111}.chart a:hover *,.chart a:focus *{stroke:#fff}}
@media print{.chart text{fill:#000}}
`
}

// escape makes a text safe in XML: characters that XML has no place for are
// replaced.
func escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\'':
			b.WriteString("&#39;")
		case r == utf8.RuneError, r < ' ' && r != '\n' && r != '\t', r >= 0xfffe && r <= 0xffff:
			b.WriteRune('\ufffd')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// address reports whether a mark may link there: to a place of this site, or
// by http.
func address(href string) bool {
	if href == "" {
		return false
	}
	u, err := url.Parse(href)
	return err == nil && (u.Scheme == "" || u.Scheme == "http" || u.Scheme == "https")
}
