// Package deal values packages whose issues are the terms of an agreement.
//
// # What it is for
//
// An issue of a negotiation points to terms: the sum of the first year, the
// index, the cap, the years. Settling every issue makes an agreement, and what
// that agreement pays in drawn futures is what the parties value. [Problem]
// says what is to be settled; [Problem.Value] runs every package over the same
// futures; [Valued.Scenario] makes of the result a scenario of package
// negotiation, for which negotiation/analysis finds frontier and solutions.
//
// # How a package is valued
//
// Payments count over the years of the problem. After the last year of the
// agreement its rule is taken to go on, raised by Renewal each time a term of
// the same length ends: what short terms cost is thereby part of the value. A
// [Measure] turns the payments of all futures into one number; a [Weight] turns
// the number into worth between 0 and 1; a [Profile] adds the worths. What a
// party falls back to without agreement is a schedule too, valued by the same
// measures.
//
// # What it promises
//
// Payments are those of package projection, hence of the exact interpreter: a
// future pays what package schedule computes for it. A package is computed only
// over the issues that change what is paid; the end of the term and issues
// outside the money are added afterwards. The result is the same, bit by bit,
// on any number of cores.
//
// # What it refuses
//
// Packages that make no valid agreement, and years that nobody can compute:
// see [InvalidError]. A red line is a hard limit, never a large weight.
package deal
