// Package text holds words in the languages that pages speak.
package text

// Text is a title or sentence in English and, where there is one, in Korean.
type Text struct {
	EN string `json:"en"`
	KO string `json:"ko,omitempty"`
}

// In returns the text in a language ("en" or "ko"), or in English when there
// is none.
func (t Text) In(language string) string {
	if language == "ko" && t.KO != "" {
		return t.KO
	}
	return t.EN
}

// IsZero reports whether there are no words at all.
func (t Text) IsZero() bool { return t == Text{} }

// String returns the English text.
func (t Text) String() string { return t.EN }
