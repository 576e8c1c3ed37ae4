// Package entente is a workbench for multi-year cost-sharing agreements.
//
// A dossier is data, a schedule is a pure function of it, everything else
// reads that function. Start with package dossier (what is written), package
// schedule (what follows) and package workbench (one method per intention).
// docs/ARCHITECTURE.md follows one figure from its CSV row to the screen.
package entente
