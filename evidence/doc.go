// Package evidence reads what documents say about an agreement and judges it.
//
// # What it is for
//
// A reader pastes an article; [Check] finds every figure in it, says what it is
// about, who said it and through whom, and whether it agrees with what a
// dossier knows. [Compare] sets several documents beside each other, [Judge]
// judges a claim that was written down before.
//
// # The stages
//
// Each can be read and tested by itself; none changes what an earlier one
// found.
//
//	document     lines with their roles, title, publisher, day ([Plain]; pages in package extract)
//	sentence     tokens with their place in bytes
//	figure       money, percent, multiples, counts, ordinals, dates, durations; English and Korean
//	attribution  speaker, relays, anonymity, quotation
//	position     wishes, refusals, fears, promises without a figure
//	meaning      the quantity a figure speaks of, or none
//	second look  where the agreement was only inferred, the one that most figures of the sentence fit
//	verdict      the readings that the words allow, held against the dossier
//	conflict     errors, differing reports, opposed positions
//
// # What it promises
//
// Values are exact; JSON numbers are made only by [Result.View]. Every rule
// looks a fixed number of words far, so that the time is linear in the text.
// Nothing is fetched and no clock is asked: relative dates count from the day of
// publication that the document prints, and stay open where it prints none.
//
// A figure is inconsistent only when no reading that its words allow fits: other
// rates of exchange, other bases, the years beside, times against percent more
// are tried first. What its own publisher or the original of a copy reported
// does not support it. Where the words do not settle which quantity is meant,
// none is named.
package evidence
