package evidence

// Attribution says who stands behind a figure.
type Attribution struct{ Speaker string }
type Verdict string
func reportVerb(s string) bool { return s=="said"||s=="told" }
