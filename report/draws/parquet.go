package draws

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"math"
)

// The numbers of the format's definition that a table of doubles needs:
// https://github.com/apache/parquet-format, file src/main/thrift/parquet.thrift.
const (
	parquetMagic   = "PAR1"
	formatVersion  = 1
	typeDouble     = 5
	required       = 0
	encodingPlain  = 0
	encodingLevels = 3 // RLE, named for levels that a required column has none of
	codecGzip      = 2
	dataPage       = 0
)

// groupRows is how many rows a row group holds, one page a column. Readers take
// groups side by side, and a page stays under a megabyte.
const groupRows = 122_880

// Parquet writes the columns as doubles, bit for bit, compressed with gzip,
// which every reader of the format knows. It fails with [ErrColumns],
// [ErrName], or what the writer says.
func (d Table) Parquet(w io.Writer) error {
	if err := d.check(); err != nil {
		return err
	}
	f := parquetFile{w: w}
	f.packed, _ = gzip.NewWriterLevel(nil, gzip.BestSpeed) // the level is a known one
	f.write([]byte(parquetMagic))
	for from := 0; from < d.rows() && f.err == nil; from += groupRows {
		f.group(d, from, min(from+groupRows, d.rows()))
	}
	footer := f.footer(d)
	f.write(footer)
	f.write(binary.LittleEndian.AppendUint32(nil, uint32(len(footer))))
	f.write([]byte(parquetMagic))
	if f.err != nil {
		return fmt.Errorf("parquet: %w", f.err)
	}
	return nil
}

// parquetFile is a file being written: where it stands, and the groups it
// holds, which its footer lists.
type parquetFile struct {
	w      io.Writer
	err    error // the first one; nothing is written after it
	at     int64
	groups []rowGroup
	packed *gzip.Writer
	plain  []byte
	page   bytes.Buffer
}

type rowGroup struct {
	rows   int
	chunks []chunk
}

// chunk is one column of one group: where its page begins, and its bytes with
// the header, before compression and after.
type chunk struct{ at, plain, stored int64 }

func (f *parquetFile) write(b []byte) {
	if f.err != nil {
		return
	}
	n, err := f.w.Write(b)
	f.at += int64(n)
	f.err = err
}

// group writes the rows from one to the one before another, column by column.
func (f *parquetFile) group(d Table, from, to int) {
	g := rowGroup{rows: to - from}
	for _, column := range d.Columns {
		f.plain = f.plain[:0]
		for _, v := range column[from:to] {
			f.plain = binary.LittleEndian.AppendUint64(f.plain, math.Float64bits(v))
		}
		f.page.Reset()
		f.packed.Reset(&f.page)
		if _, err := f.packed.Write(f.plain); err != nil && f.err == nil {
			f.err = err
		}
		if err := f.packed.Close(); err != nil && f.err == nil {
			f.err = err
		}
		header := pageHeader(g.rows, len(f.plain), f.page.Len())
		g.chunks = append(g.chunks, chunk{
			at: f.at, plain: int64(len(header) + len(f.plain)), stored: int64(len(header) + f.page.Len()),
		})
		f.write(header)
		f.write(f.page.Bytes())
	}
	f.groups = append(f.groups, g)
}

// pageHeader is struct PageHeader with a DataPageHeader.
func pageHeader(rows, plain, stored int) []byte {
	var c compact
	c.begin()
	c.int(1, dataPage)
	c.int(2, int64(plain))
	c.int(3, int64(stored))
	c.structure(5)
	c.int(1, int64(rows))
	c.int(2, encodingPlain)
	c.int(3, encodingLevels)
	c.int(4, encodingLevels)
	c.end()
	c.end()
	return c.bytes
}

// footer is struct FileMetaData: the columns, and where each group has them.
func (f *parquetFile) footer(d Table) []byte {
	var c compact
	c.begin()
	c.int(1, formatVersion)
	c.list(2, thriftStruct, 1+len(d.Names))
	c.begin()
	c.text(4, "futures")
	c.int(5, int64(len(d.Names)))
	c.end()
	for _, name := range d.Names {
		c.begin()
		c.int(1, typeDouble)
		c.int(3, required)
		c.text(4, name)
		c.end()
	}
	c.long(3, int64(d.rows()))
	c.list(4, thriftStruct, len(f.groups))
	for _, g := range f.groups {
		c.rowGroup(d.Names, g)
	}
	c.text(6, "entente")
	c.end()
	return c.bytes
}

// rowGroup is struct RowGroup with a ColumnChunk and its ColumnMetaData for
// each column.
func (c *compact) rowGroup(names []string, g rowGroup) {
	var plain int64
	c.begin()
	c.list(1, thriftStruct, len(g.chunks))
	for i, k := range g.chunks {
		plain += k.plain
		c.begin()
		c.long(2, k.at)
		c.structure(3)
		c.int(1, typeDouble)
		c.list(2, thriftInt, 1)
		c.zigzag(encodingPlain)
		c.list(3, thriftText, 1)
		c.string(names[i])
		c.int(4, codecGzip)
		c.long(5, int64(g.rows))
		c.long(6, k.plain)
		c.long(7, k.stored)
		c.long(9, k.at)
		c.end()
		c.end()
	}
	c.long(2, plain)
	c.long(3, int64(g.rows))
	c.end()
}
