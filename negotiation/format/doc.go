// Package format reads and writes negotiation scenarios in the files that the
// field exchanges: the XML of Genius, the JSON of GeniusWeb in both spellings,
// the JSON of NegoLog, and the YAML of NegMAS.
//
// # What it is for
//
// A scenario is a folder: a domain file that lists the issues and one profile
// file for each party. Nobody says which is which, so every file is recognised
// by what is in it. Parties take the order of their file names, numbers
// counted as numbers.
//
// # The one call to know
//
// [Read] takes the files and returns the scenario, the form it was written in,
// and what there is to say about the files; [ReadFS] does the same for a
// folder. [Write] writes a scenario in any of the forms, so that [Convert] is
// the two together.
//
// # What it promises
//
// A file is a stranger's. Size, depth and number of elements are bounded,
// entities and aliases are refused, and nothing is read beyond the given
// files. A scenario without errors passes its own check: every number is
// finite, every issue has values, every reference is resolved. Whatever is
// wrong is said with line and column; several findings come at once.
//
// # Where peers read otherwise
//
// Several programs read the same file in different ways. Entente follows the
// program that defined the form and adds a note (code peer-differs) where a
// known reader gives other numbers: docs/negotiation.md lists them all.
package format
