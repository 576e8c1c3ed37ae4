//go:build unix

package patience

import (
	"syscall"
	"time"
)

// processor is the processor time of this process so far; 0 where it is not
// told.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
