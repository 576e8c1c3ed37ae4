package chart

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

// style is the look of all charts. Colours differ in lightness too, for those
// who see few colours and for grey print.
const style = `
text{font:12px system-ui,sans-serif;fill:#222}
.title{font-size:15px;font-weight:600}.tick{font-size:11px;fill:#555}
.grid{stroke:#ddd;stroke-width:1}
.faint{fill:#9aa5b1;fill-opacity:.45}.strong{fill:#1f4e79}.first{fill:#c0392b}.second{fill:#1e8449}.third{fill:#b9770e}.fourth{fill:#6c3483}.fifth{fill:#117a8b}
.soft{fill-opacity:.55}.unknown{fill:none;stroke:#999;stroke-dasharray:2 3}.hatch{fill:#fff;fill-opacity:.55}
.line{fill:none;stroke:#1f4e79;stroke-width:1.5}.limit{fill:none;stroke:#777;stroke-width:1;stroke-dasharray:4 3}
a:hover *,a:focus *{stroke:#000;stroke-width:1.5}
@media (prefers-color-scheme:dark){text{fill:#e6e6e6}.tick{fill:#aaa}.grid{stroke:#333}.strong{fill:#8ab8e6}.line{stroke:#8ab8e6}.first{fill:#ff8a75}.second{fill:#7dd6a0}.third{fill:#f5c26b}.fourth{fill:#cfa3e6}.fifth{fill:#7fd3e0}a:hover *,a:focus *{stroke:#fff}}
@media print{text{fill:#000}}
`

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
