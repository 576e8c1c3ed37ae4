package main

import (
	"github.com/spf13/cobra"

	"entente/workbench"
)

// questionFlags adds the flags that every question about a dossier takes.
func questionFlags(cmd *cobra.Command, q *workbench.Question) {
	f := cmd.Flags()
	f.StringVar(&q.Known, "known", "", "use only what was known on this `DAY`")
	f.StringArrayVar(&q.Assume, "assume", nil, "fill what is unknown of a series: `SERIES=VALUE` (repeatable)")
	f.StringArrayVar(&q.Set, "set", nil, "replace an observation: `SERIES/PERIOD=VALUE` (repeatable)")
	f.StringVar(&q.Extend, "extend", "", "prolong the last rule of an `AGREEMENT` past its term")
	whatIfFlag(cmd, q)
}

func whatIfFlag(cmd *cobra.Command, q *workbench.Question) {
	cmd.Flags().StringArrayVar(&q.WhatIf, "what-if", nil, "apply the changes in a `FILE` or in a what-if of the dossier, or set PATH=VALUE (repeatable)")
}

func currencyFlags(cmd *cobra.Command, q *workbench.Question) {
	f := cmd.Flags()
	f.StringVar(&q.Currency, "currency", "", "show amounts in this `CURRENCY`; needs --fx")
	f.StringVar(&q.FX, "fx", "", "how to convert: average, agreed, month:YYYY-MM or spot:YYYY-MM-DD")
}
