package workbench

import "runtime/debug"

// Versions of the program and of the files of a dossier.
const (
	Version       = "0.1.0"
	SchemaVersion = 1
)

// VersionResult is what is running.
type VersionResult struct {
	Go       string `json:"go"`       // the version of Go that built the program
	Revision string `json:"revision"` // of the source; "" where it is not known
	Schema   int    `json:"schema"`   // version of the files of a dossier
	Version  string `json:"version"`  // of the program
}

// Version tells what is running.
func (w *Workbench) Version() VersionResult {
	out := VersionResult{Schema: SchemaVersion, Version: Version}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return out
	}
	out.Go = info.GoVersion
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			out.Revision = s.Value
		}
	}
	return out
}
