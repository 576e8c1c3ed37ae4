package evidence

import "errors"

// Errors about an input as a whole.
var (
	ErrTooLarge = errors.New("input too large for an article")
	ErrBinary   = errors.New("input is no text")
)
