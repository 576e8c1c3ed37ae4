package format

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"

	"entente/diag"
)

// unmarked turns a text that says by its first two bytes that it is UTF-16
// into UTF-8; Windows programs write such files.
func unmarked(data []byte) []byte {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		order = binary.LittleEndian
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		order = binary.BigEndian
	default:
		return data
	}
	units := make([]uint16, 0, len(data)/2)
	for rest := data[2:]; len(rest) >= 2; rest = rest[2:] {
		units = append(units, order.Uint16(rest))
	}
	return []byte(string(utf16.Decode(units)))
}

// decoded reads XML that is not UTF-8 as ISO 8859-1, in which any byte is a
// letter: Genius was used where names have accents, and reads files in the
// encoding of the machine it runs on.
func decoded(f *findings, data []byte, how syntax) []byte {
	if how != xmlSyntax || utf8.Valid(data) {
		return data
	}
	f.warn(diag.NotText, diag.Position{}, "the file is not UTF-8; it is read as ISO 8859-1")
	out := make([]byte, 0, len(data)+len(data)/8)
	for _, b := range data {
		out = utf8.AppendRune(out, rune(b))
	}
	return out
}
