// Package negotiation holds what a negotiation is about: issues, the space of
// outcomes they span, and what each party makes of an outcome.
//
// # What it is for
//
// A [Scenario] is a [Space] of outcomes and one [Profile] for each party. An
// [Outcome] settles every issue: it is one position per issue, and positions
// count from 0 in the order in which the issue lists its values. Package
// negotiation/format reads scenarios from the files of the field; package
// negotiation/analysis says which outcomes are efficient and fair; package
// deal builds scenarios whose outcomes are agreements.
//
// # The one call to know
//
// [Space.At] and [Space.Index] turn an outcome into its number and back. The
// number counts through the space with the last issue varying fastest. Spaces
// may be far larger than can be listed: [Space.BigAt] and [Space.BigIndex] are
// exact at any size, and nothing here lists outcomes.
//
// # What it promises
//
// Utilities are float64, accumulated issue by issue in the order of the
// issues, so that the same scenario gives the same bits everywhere. Values are
// read-only after construction and may be shared between goroutines.
//
// # What it refuses
//
// A space with an issue that has no value, two issues of one name, or more
// values than [MaxValues]: see [Space.Check] and [Scenario.Check].
package negotiation
