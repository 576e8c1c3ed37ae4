package evidence

import (
	"testing"
)

// The day of publication is read from stamps, bylines and datelines in the forms
// that newsrooms use.
func TestPublicationDay(t *testing.T) {
	t.Parallel()
	const prose = "\n\nSouth Korea will pay 1.18 trillion won this year for the upkeep of American troops, the foreign ministry said.\n"
	for _, c := range []struct{ head, want string }{
		{"Published: 05 Oct. 2024, 18:02", "2024-10-05"},
		{"Published : 2024.10.04 17:12", "2024-10-04"},
		{"Published : Nov. 15, 2025 - 09:30:12", "2025-11-15"},
		{"Updated 12:05 PM EST, Mon March 8, 2021", "2021-03-08"},
		{"Published 9:41 PM EST, March 7, 2021", "2021-03-07"},
		{"Last updated: 8 March 2021 at 9:30", "2021-03-08"},
		{"POSTED ON March 8, 2021 AT 9:30", "2021-03-08"},
		{"PUBLISHED Oct 4, 2024 3:03 am EDT", "2024-10-04"},
		{"First published on Mon 8 Mar 2021 01.14 GMT", "2021-03-08"},
		{"Mon 8 Mar 2021 01.14 GMT", "2021-03-08"},
		{"October 4, 2024 9:12 AM GMT+2", "2024-10-04"},
		{"Oct 4 2024 10:35 AM KST", "2024-10-04"},
		{"Feb 10 2019 | CNN", "2019-02-10"},
		{"March 10, 2021 / 6:12 AM / CBS/AP", "2021-03-10"},
		{"By Kim Tong-hyung, Associated Press | March 10, 2021", "2021-03-10"},
		{"By Jane Roe March 10, 2021", "2021-03-10"},
		{"2 min read · Mar 10, 2021", "2021-03-10"},
		{"Wed., March 10, 2021", "2021-03-10"},
		{"2021-03-10 17:00", "2021-03-10"},
		{"2021-03-10T17:00:00+09:00", "2021-03-10"},
		{"입력 2021-03-10 17:00", "2021-03-10"},
		{"입력: 2021.03.10 17:00 수정: 2021.03.11 09:02", "2021-03-10"},
		{"기사입력 2021/03/10 17:00", "2021-03-10"},
		{"승인 2021.03.10 17:00", "2021-03-10"},
		{"등록 :2019-02-10 14:39", "2019-02-10"},
		{"송고시간2021-03-10 17:00", "2021-03-10"},
		{"2021-03-10 17:00 송고", "2021-03-10"},
		{"2021년 3월 10일 17시 00분", "2021-03-10"},
		{"홍길동 기자 입력 2021. 3. 10. 17:00", "2021-03-10"},
		{"[서울=뉴시스] 2024.10.04", "2024-10-04"},
		{"Updated September 12, 2023", "2023-09-12"},
		{"Page last edited by desk 4", "none"},
	} {
		d, err := Plain("x", []byte("Seoul to pay more for American troops in the country\n"+c.head+prose))
		if err != nil {
			t.Fatal(err)
		}
		got := "none"
		if day := d.Published.Day(); !day.IsZero() {
			got = day.String()
		}
		if got != c.want {
			t.Errorf("%q: published %s, want %s (%s)", c.head, got, c.want, d.Published.Basis)
		}
	}
}

// A dateline without a year gets one only where it is certain: from the line of
// the copyright, from an event of the dossier on that day, or from a statement
// dated in full; it is then said to be concluded. Otherwise relative dates stay
// open and nobody is accused.
func TestPublicationYearConcluded(t *testing.T) {
	t.Parallel()
	k := korea(t)
	for _, c := range []struct {
		name, text, want string
	}{
		{"copyright", "SEOUL, March 10 (Yonhap) -- South Korea will pay 1.18 trillion won this year, the ministry said.\nCopyright 2021 The Desk. All rights reserved.", "2021-03-10"},
		{"event and weekday", "SEOUL, March 10 (Yonhap) -- South Korea will pay 1.183 trillion won this year, up 13.9 percent from 2019, the foreign ministry said Wednesday.", "2021-03-10"},
		{"event, a day later", "WASHINGTON, Oct. 5 (Reuters) - Seoul and Washington have agreed on costs for 2026, the State Department said on Friday.", "2024-10-05"},
		{"another weekday", "SEOUL, March 10 (Yonhap) -- South Korea will pay more this year, the foreign ministry said Monday.", ""},
		{"no event", "SEOUL, Aug. 21 (Yonhap) -- South Korea will pay more next year, the foreign ministry said Friday.", ""},
		{"a statement in full", "WASHINGTON — The allies broke a stalemate this week over how much Seoul pays, officials said Monday, March 8, 2021.", "2021-03-08"},
		{"an old statement", "WASHINGTON — Nothing is settled this week.\n\nThe talks have gone on for long.\n\nAn envoy was hopeful then.\n\nHe said so on Monday, March 8, 2021.", ""},
	} {
		d, err := Plain("x", []byte("Seoul to pay more for American troops in the country\n\n"+c.text))
		if err != nil {
			t.Fatal(err)
		}
		Check(d, k)
		got := ""
		if day := d.Published.Day(); !day.IsZero() {
			got = day.String()
		}
		if got != c.want || got != "" && d.Published.Explicit {
			t.Errorf("%s: published %q (explicit %v, %s), want %q", c.name, got, d.Published.Explicit, d.Published.Basis, c.want)
		}
	}
}
