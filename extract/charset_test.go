package extract_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/korean"

	"entente/evidence"
	"entente/extract"
)

const koreanPage = `<!doctype html><html lang="ko"><head><meta http-equiv="Content-Type" content="text/html; charset=euc-kr">
<title>방위비 분담금 1조1833억원</title></head><body><article><h1>방위비 분담금 1조1833억원</h1>
<p>정부는 2021년 방위비 분담금을 1조1833억원으로 정했다고 외교부가 10일 밝혔다. 전년보다 13.9% 오른 금액으로, 한국과 미국은 6년 동안 적용되는 협정에 합의했다.</p>
<p>협정은 국회의 비준 동의를 받아야 하며 주한미군 2만8500명의 주둔 비용 가운데 일부를 한국이 부담한다. 뷁 &amp; 똠방각하.</p></article></body></html>`

func euckr(tb testing.TB, s string) []byte {
	tb.Helper()
	out, err := korean.EUCKR.NewEncoder().Bytes([]byte(s))
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

func utf16of(s string, order binary.AppendByteOrder, mark []byte) []byte {
	out := bytes.Clone(mark)
	for _, u := range utf16.Encode([]rune(s)) {
		out = order.AppendUint16(out, u)
	}
	return out
}

// Whatever the encoding, the same figures are found, and their places are those
// of the bytes that were given.
func TestEncodings(t *testing.T) {
	t.Parallel()
	plain := "방위비 분담금 타결\n\n정부는 2021년 방위비 분담금을 1조1833억원으로 정했다고 외교부가 10일 밝혔다. 전년보다 13.9% 오른 금액이다.\n"
	undeclared := strings.Replace(koreanPage, "euc-kr", "utf-8", 1)
	for _, c := range []struct {
		name string
		in   []byte
		want string // the first sum, in the bytes of the input
	}{
		{"page that declares EUC-KR", euckr(t, koreanPage), string(euckr(t, "1조1833억원"))},
		{"page that declares it wrongly", []byte(koreanPage), "1조1833억원"},
		{"page in EUC-KR that declares UTF-8", euckr(t, undeclared), string(euckr(t, "1조1833억원"))},
		{"text in EUC-KR", euckr(t, plain), string(euckr(t, "1조1833억원"))},
		{"text in UTF-16LE", utf16of(plain, binary.LittleEndian, []byte{0xff, 0xfe}), string(utf16of("1조1833억원", binary.LittleEndian, nil))},
		{"text in UTF-16BE", utf16of(plain, binary.BigEndian, []byte{0xfe, 0xff}), string(utf16of("1조1833억원", binary.BigEndian, nil))},
		{"text in UTF-8 with a mark", []byte("\ufeff" + plain), "1조1833억원"},
		{"text in windows-1252", []byte("Seoul to pay more\n\nThe ministry\x92s figure is 1.18 trillion won \x96 about \x801 billion in all.\n"), "1.18 trillion won"},
	} {
		d, err := extract.Document(c.name, c.in)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		r := evidence.Check(d, nil)
		found := false
		for _, f := range r.Figures {
			from, to := d.Input(f.Start, false), d.Input(f.End, true)
			if from < 0 || to > len(c.in) || from > to {
				t.Fatalf("%s: %q at %d to %d of %d", c.name, f.Surface, from, to, len(c.in))
			}
			found = found || f.Kind == evidence.Money && string(c.in[from:to]) == c.want
		}
		if !found {
			t.Errorf("%s: no sum at the bytes %q; %d figures, text %.80q", c.name, c.want, len(r.Figures), d.Text)
		}
	}
}

func TestUnknownEncoding(t *testing.T) {
	t.Parallel()
	page := append([]byte(`<html><head><meta charset="shift_jis"></head><body><p>`), 0x93, 0xfa, 0x96, 0x7b, 0x82, 0xcc)
	if _, err := extract.Document("x", page); !errors.Is(err, extract.ErrCharset) {
		t.Errorf("error %v", err)
	}
}

// Any bytes are decoded without a panic, to places inside the input.
func FuzzEncoding(f *testing.F) {
	f.Add(euckr(f, koreanPage))
	f.Add([]byte{0xff, 0xfe, 0x00, 0xd8, 0x00})
	f.Add([]byte{0xfe, 0xff, 0xd8})
	f.Add([]byte("<meta charset=euc-kr>\xb0\xa1\xfe\xfe\x81"))
	f.Add([]byte("caf\xe9 $5 billion"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := extract.Document("x", data)
		if err != nil {
			return
		}
		last := 0
		for at := range d.Text {
			in := d.Input(at, false)
			if in < 0 || in > len(data) || in < last && len(d.Segments) == 0 {
				t.Fatalf("byte %d of the text is byte %d of %d, after %d", at, in, len(data), last)
			}
			last = in
		}
	})
}
