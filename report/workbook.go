package report

import (
	"archive/zip"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// sheet is one table of a workbook.
type sheet struct {
	name   string
	widths []int // of columns, in characters
	frozen int   // rows that stay when the rest is scrolled
	rows   [][]any
}

// xcell is one cell: text, a number, or a formula with what it gives.
type xcell struct {
	style   style
	formula string
	value   any // string, int or float64; nil is an empty cell
}

// style is a look of a cell, by its place in stylesPart.
type style int

const (
	plain style = iota
	boldText
	greyText
	quotedText // stays text when somebody edits it
	wholeSum
	inputValue
	inputSum
)

// The parts of a workbook that do not depend on what is in it (ECMA-376, Office
// Open XML). A library for all of Office would cost each start of the program
// more than reading the dossier does.
const (
	xmlHead    = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainSpace  = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relSpace   = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	stylesPart = xmlHead + `<styleSheet ` + mainSpace + `>
<numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0"/></numFmts>
<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><sz val="11"/><color rgb="FF7F7F7F"/><name val="Calibri"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFF2CC"/><bgColor indexed="64"/></patternFill></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="7"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="2" borderId="0" xfId="0" applyFill="1"/><xf numFmtId="164" fontId="0" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>
`
	rootRels = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + relSpace + `/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>
`
)

// writeWorkbook writes sheets as an XLSX file. Parts stand in order and carry
// no time, so the same sheets give the same bytes. Programs are told to compute
// the formulas anew when they open it.
func writeWorkbook(w io.Writer, title, description string, sheets []sheet) error {
	z := zip.NewWriter(w)
	var types, rels, names strings.Builder
	for i, s := range sheets {
		n := strconv.Itoa(i + 1)
		types.WriteString(`<Override PartName="/xl/worksheets/sheet` + n + `.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`)
		rels.WriteString(`<Relationship Id="rId` + n + `" Type="` + relSpace + `/worksheet" Target="worksheets/sheet` + n + `.xml"/>`)
		names.WriteString(`<sheet name="` + xmlText(s.name) + `" sheetId="` + n + `" r:id="rId` + n + `"/>`)
	}
	rels.WriteString(`<Relationship Id="rId` + strconv.Itoa(len(sheets)+1) + `" Type="` + relSpace + `/styles" Target="styles.xml"/>`)
	parts := []struct{ name, text string }{
		{"[Content_Types].xml", xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` + types.String() + "</Types>\n"},
		{"_rels/.rels", rootRels},
		{"docProps/core.xml", xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Entente</dc:creator><dc:title>` + xmlText(title) + `</dc:title><dc:description>` + xmlText(description) + "</dc:description></cp:coreProperties>\n"},
		{"xl/workbook.xml", xmlHead + `<workbook ` + mainSpace + ` xmlns:r="` + relSpace + `"><sheets>` + names.String() + `</sheets><calcPr calcId="0" fullCalcOnLoad="1"/></workbook>` + "\n"},
		{"xl/_rels/workbook.xml.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + rels.String() + "</Relationships>\n"},
		{"xl/styles.xml", stylesPart},
	}
	for i, s := range sheets {
		parts = append(parts, struct{ name, text string }{"xl/worksheets/sheet" + strconv.Itoa(i+1) + ".xml", s.xml()})
	}
	for _, p := range parts {
		out, err := z.Create(p.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(out, p.text); err != nil {
			return err
		}
	}
	return z.Close()
}

func (s sheet) xml() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<worksheet ` + mainSpace + `>`)
	if s.frozen > 0 {
		fmt.Fprintf(&b, `<sheetViews><sheetView workbookViewId="0"><pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`, s.frozen, s.frozen+1)
	}
	b.WriteString("<cols>")
	for i, width := range s.widths {
		fmt.Fprintf(&b, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, width)
	}
	b.WriteString("</cols><sheetData>\n")
	for i, row := range s.rows {
		if len(row) == 0 {
			continue
		}
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for j, v := range row {
			writeCell(&b, column(j)+strconv.Itoa(i+1), v)
		}
		b.WriteString("</row>\n")
	}
	b.WriteString("</sheetData></worksheet>\n")
	return b.String()
}

// writeCell writes one cell. Text is marked as text, so it is never read as a
// formula, whatever it begins with.
func writeCell(b *strings.Builder, at string, v any) {
	c, ok := v.(xcell)
	if !ok {
		c.value = v
	}
	if c.value == nil && c.formula == "" && c.style == plain {
		return
	}
	attributes := ` r="` + at + `"`
	if c.style != plain {
		attributes += ` s="` + strconv.Itoa(int(c.style)) + `"`
	}
	formula := ""
	if c.formula != "" {
		formula = "<f>" + xmlText(c.formula) + "</f>"
	}
	switch x := c.value.(type) {
	case nil:
		b.WriteString("<c" + attributes + ">" + formula + "</c>")
	case string:
		if formula != "" {
			b.WriteString("<c" + attributes + ` t="str">` + formula + "<v>" + xmlText(x) + "</v></c>")
			return
		}
		b.WriteString("<c" + attributes + ` t="inlineStr"><is><t xml:space="preserve">` + xmlText(x) + "</t></is></c>")
	case int:
		b.WriteString("<c" + attributes + ">" + formula + "<v>" + strconv.Itoa(x) + "</v></c>")
	case float64:
		b.WriteString("<c" + attributes + ">" + formula + "<v>" + strconv.FormatFloat(x, 'f', -1, 64) + "</v></c>")
	}
}

// maxCellText is what a cell may hold.
const maxCellText = 32_767

// xmlText escapes text and leaves out what XML cannot hold.
func xmlText(s string) string {
	if len(s) > maxCellText {
		s = s[:maxCellText]
		for !utf8.ValidString(s) {
			s = s[:len(s)-1]
		}
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '&':
			b.WriteString("&amp;")
		case r == '"':
			b.WriteString("&quot;")
		case r < ' ' && r != '\n' && r != '\t', r == 0xFFFE, r == 0xFFFF, r == utf8.RuneError:
			b.WriteRune('\uFFFD')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
