// Package patience measures for tests what a call costs, so that a limit says
// something about the call and not about what else the machine does.
//
// A limit that is meant for a quiet machine and the plain build fails under the
// race detector, which slows code down several times, and on a machine that is
// shared. [Spent] therefore takes the processor time where that is less than
// the time by the clock, and [Limit] stretches a limit under the race detector.
package patience

import "time"

// Racing says that the race detector is at work.
const Racing = slower > 1

// Limit is a limit for the build that runs.
func Limit(plain time.Duration) time.Duration { return plain * slower }

// Spent runs f and returns the lesser of the time that passed and the processor
// time that the process used meanwhile. Other work of the same process counts
// in the latter, so tests that use it do not run beside others.
func Spent(f func()) time.Duration {
	began, used := time.Now(), processor() //nolint:forbidigo // tests measure time here
	f()
	passed := time.Since(began)
	if now := processor(); now > used {
		return min(passed, now-used)
	}
	return passed
}
