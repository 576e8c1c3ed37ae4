// Command entente is a workbench for multi-year cost-sharing agreements.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
)

// gcPercent lets the heap of a short command grow before it is collected: most
// commands end before the first collection would pay.
const gcPercent = 400

func main() {
	debug.SetGCPercent(gcPercent)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
