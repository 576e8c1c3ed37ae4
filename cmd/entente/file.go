package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// errTarget is returned, wrapped, for a path that no file can be written to.
var errTarget = errors.New("no file can be written here")

// writeFile writes a whole file or none: into a new one beside it, which then
// takes its name. What stops half way leaves nothing. A link is followed, and a
// device or a pipe is written to, never replaced.
func writeFile(ctx context.Context, path string, write func(io.Writer) error) (err error) {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	switch info, err := os.Stat(path); {
	case err == nil && info.IsDir():
		return usage(fmt.Errorf("write %s: %w: it is a folder", path, errTarget))
	case err == nil && !info.Mode().IsRegular():
		return writeInto(ctx, path, write)
	}
	if _, err := os.Stat(filepath.Dir(path)); err != nil {
		return usage(fmt.Errorf("write %s: %w: %w", path, errTarget, err))
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".entente-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			_ = f.Close() // the first error counts
			_ = os.Remove(f.Name())
		}
	}()
	if err := write(stoppable(ctx, f)); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := f.Chmod(0o644); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// writeInto writes to what is no file: a device, a pipe.
func writeInto(ctx context.Context, path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := errors.Join(write(stoppable(ctx, f)), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// writerFunc is a function as a writer.
type writerFunc func(p []byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

// stoppable returns a writer that fails once ctx has ended.
func stoppable(ctx context.Context, w io.Writer) io.Writer {
	return writerFunc(func(p []byte) (int, error) {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		return w.Write(p)
	})
}

// drawTo draws a chart to a file, if one is named.
func drawTo(ctx context.Context, path string, chart drawing) error {
	if path == "" {
		return nil
	}
	return writeFile(ctx, path, chart.Draw)
}

// fileArgument returns the argument where it names a YAML file of the user's
// rather than something in the dossier.
func fileArgument(arg string) string {
	if ext := filepath.Ext(arg); ext == ".yaml" || ext == ".yml" {
		return arg
	}
	return ""
}
