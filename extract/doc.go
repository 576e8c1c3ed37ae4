// Package extract reads files as documents: HTML pages and plain text.
//
// # What it is for
//
// [Document] tells a page from a text and returns an evidence.Document: the
// article without navigation, share buttons, related links and footers, with
// title, publisher, author, day of publication and language from the head of
// the page.
//
// # What it promises
//
// Every byte of the extracted text knows where it stands in the input, entities
// included, so that marks can be set in the page itself. The time is linear in
// the input and the depth of a page is bounded: a page nested a million deep is
// read flat. Nothing is fetched and no program is run; what a tool such as
// pdftotext makes of a file can be handed in as text.
//
// # Why it is written here
//
// Libraries that find the main text return a rewritten tree without positions
// in the input, and the best of them import a web client, which the workbench
// must not. The method is theirs: paragraphs give points to what holds them,
// lists of links take them away.
package extract
