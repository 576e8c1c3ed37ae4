package extract

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/transform"

	"entente/evidence"
)

// ErrCharset is returned, wrapped, for a page in an encoding that is not read.
var ErrCharset = errors.New("encoding is not read; convert it to UTF-8")

// decoded returns the input as UTF-8, with the places of its bytes in the
// input; no places when it was UTF-8 already. The mark at the beginning decides,
// then the encoding a page declares, then the bytes themselves: a text that is
// no UTF-8 but good EUC-KR is Korean, one with single bytes above ASCII is
// windows-1252. What declares another encoding but is good UTF-8 is UTF-8.
func decoded(data []byte) ([]byte, []evidence.Segment, error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return fromUTF16(data, binary.LittleEndian)
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return fromUTF16(data, binary.BigEndian)
	}
	if validHead(data) {
		return data, nil, nil
	}
	name := declared(data)
	switch name {
	case "euc-kr", "ks_c_5601-1987", "ks_c_5601-1989", "ksc5601", "ksc_5601", "cp949", "ms949", "windows-949", "x-windows-949", "uhc", "korean":
		return fromEUCKR(data)
	case "iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "us-ascii", "ascii":
		return from1252(data)
	case "", "utf-8", "utf8":
	default:
		return nil, nil, fmt.Errorf("%s: %w", name, ErrCharset)
	}
	if isEUCKR(data) {
		return fromEUCKR(data)
	}
	if is1252(data) {
		return from1252(data)
	}
	return data, nil, nil // broken UTF-8: what can be read of it is
}

// sniff is how many bytes are looked at to tell an encoding.
const sniff = 1 << 16

// validHead reports good UTF-8, as far as is looked at; a letter cut in two at
// the end of the look is no fault.
func validHead(data []byte) bool {
	head := data[:min(len(data), sniff)]
	for len(head) > 0 {
		r, size := utf8.DecodeRune(head)
		if r == utf8.RuneError && size == 1 {
			return len(data) > sniff && len(head) < utf8.UTFMax && !utf8.FullRune(head)
		}
		head = head[size:]
	}
	return true
}

// declared returns the encoding that the head of a page names, in lower case.
func declared(data []byte) string {
	head := strings.ToLower(string(data[:min(len(data), 4096)]))
	_, rest, found := strings.Cut(head, "charset")
	if !found || !strings.Contains(head, "<") {
		return ""
	}
	rest = strings.TrimLeft(rest, " \t\r\n")
	rest, found = strings.CutPrefix(rest, "=")
	if !found {
		return ""
	}
	rest = strings.TrimLeft(rest, " \t\r\n\"'")
	end := strings.IndexAny(rest, " \t\r\n\"'/>;")
	if end < 0 {
		return ""
	}
	return rest[:end]
}

// isEUCKR reports bytes above ASCII that come in pairs as Korean letters do:
// nearly all pairs stand for a letter, most of them for a syllable.
func isEUCKR(data []byte) bool {
	head := data[:min(len(data), sniff)]
	dec := korean.EUCKR.NewDecoder()
	pairs, syllables, bad := 0, 0, 0
	for i := 0; i < len(head); {
		if head[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := pair(dec, head[i:])
		pairs++
		switch {
		case r == utf8.RuneError:
			bad++
		case r >= 0xac00 && r <= 0xd7a3:
			syllables++
		}
		i += size
	}
	return pairs > 0 && bad*50 <= pairs && syllables*10 >= pairs*6
}

// pair decodes one letter of EUC-KR above ASCII.
func pair(dec transform.Transformer, data []byte) (rune, int) {
	var dst [utf8.UTFMax]byte
	n, used, _ := dec.Transform(dst[:], data[:min(2, len(data))], true)
	r, size := utf8.DecodeRune(dst[:n])
	if used == 0 || size == 0 || n > size {
		return utf8.RuneError, max(1, used) // a bad lead byte, and what stands behind it by itself
	}
	return r, used
}

// is1252 reports a text of the West: single bytes above ASCII, few of them.
func is1252(data []byte) bool {
	head := data[:min(len(data), sniff)]
	high := 0
	for i, b := range head {
		if b < utf8.RuneSelf {
			continue
		}
		high++
		if b == 0x81 || b == 0x8d || b == 0x8f || b == 0x90 || b == 0x9d || i > 0 && head[i-1] >= utf8.RuneSelf {
			return false
		}
	}
	return high > 0 && high*20 <= len(head)
}

// places collects the text and where its pieces stand in the input.
type places struct {
	text []byte
	segs []evidence.Segment
}

// add appends a letter that is width bytes wide in the input at a place.
func (p *places) add(r rune, at, width int) {
	start := len(p.text)
	p.text = utf8.AppendRune(p.text, r)
	size := len(p.text) - start
	if last := len(p.segs) - 1; last >= 0 && size == width {
		s := &p.segs[last]
		if s.Len == s.Width && s.Text+s.Len == start && s.Input+s.Len == at {
			s.Len += size
			s.Width = s.Len
			return
		}
	}
	p.segs = append(p.segs, evidence.Segment{Text: start, Input: at, Len: size, Width: width})
}

func fromEUCKR(data []byte) ([]byte, []evidence.Segment, error) {
	p := places{text: make([]byte, 0, len(data)+len(data)/2)}
	dec := korean.EUCKR.NewDecoder()
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			p.add(rune(data[i]), i, 1)
			i++
			continue
		}
		r, size := pair(dec, data[i:])
		p.add(r, i, size)
		i += size
	}
	return p.text, p.segs, nil
}

func from1252(data []byte) ([]byte, []evidence.Segment, error) {
	// Bytes 0x80 to 0x9f of windows-1252; 0 where there is none.
	const upper = "€\x00‚ƒ„…†‡ˆ‰Š‹Œ\x00Ž\x00\x00‘’“”•–—˜™š›œ\x00žŸ"
	table := []rune(upper)
	p := places{text: make([]byte, 0, len(data)+len(data)/8)}
	for i, b := range data {
		r := rune(b)
		if b >= 0x80 && b < 0xa0 {
			if r = table[b-0x80]; r == 0 {
				r = utf8.RuneError
			}
		}
		p.add(r, i, 1)
	}
	return p.text, p.segs, nil
}

func fromUTF16(data []byte, order binary.ByteOrder) ([]byte, []evidence.Segment, error) {
	p := places{text: make([]byte, 0, len(data))}
	for i := 2; i+1 < len(data); i += 2 {
		r, width := rune(order.Uint16(data[i:])), 2
		if utf16.IsSurrogate(r) {
			low := rune(0)
			if i+3 < len(data) {
				low = rune(order.Uint16(data[i+2:]))
			}
			if both := utf16.DecodeRune(r, low); both != utf8.RuneError {
				p.add(both, i, 4)
				i += 2
				continue
			}
			r = utf8.RuneError
		}
		p.add(r, i, width)
	}
	return p.text, p.segs, nil
}
