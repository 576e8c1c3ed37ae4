package draws

import "encoding/binary"

// Kinds of values in Thrift's compact protocol, in which Parquet keeps its
// headers: https://github.com/apache/thrift, doc/specs/thrift-compact-protocol.md.
const (
	thriftInt    = 5
	thriftLong   = 6
	thriftText   = 8
	thriftList   = 9
	thriftStruct = 12
)

// compact is a message of Thrift's compact protocol being written. Fields are
// written in rising order of their numbers.
type compact struct {
	bytes []byte
	last  []int // the number of the field written last, for each open structure
}

// begin opens a structure that is the message itself or an element of a list.
func (c *compact) begin() { c.last = append(c.last, 0) }

// end closes the structure opened last.
func (c *compact) end() {
	c.bytes = append(c.bytes, 0)
	c.last = c.last[:len(c.last)-1]
}

// field writes the head of a field: how far its number is from the last one,
// at most 15 here, and its kind.
func (c *compact) field(number, kind int) {
	last := &c.last[len(c.last)-1]
	c.bytes = append(c.bytes, byte((number-*last)<<4|kind))
	*last = number
}

func (c *compact) zigzag(v int64) {
	c.bytes = binary.AppendUvarint(c.bytes, uint64(v<<1)^uint64(v>>63))
}

// int writes a field of 32 bits, long one of 64.
func (c *compact) int(number int, v int64) {
	c.field(number, thriftInt)
	c.zigzag(v)
}

func (c *compact) long(number int, v int64) {
	c.field(number, thriftLong)
	c.zigzag(v)
}

func (c *compact) string(s string) {
	c.bytes = append(binary.AppendUvarint(c.bytes, uint64(len(s))), s...)
}

func (c *compact) text(number int, s string) {
	c.field(number, thriftText)
	c.string(s)
}

// structure opens a structure as a field.
func (c *compact) structure(number int) {
	c.field(number, thriftStruct)
	c.begin()
}

// list writes the head of a list of n elements, which follow it.
func (c *compact) list(number, kind, n int) {
	c.field(number, thriftList)
	if n < 15 {
		c.bytes = append(c.bytes, byte(n<<4|kind))
		return
	}
	c.bytes = binary.AppendUvarint(append(c.bytes, byte(0xf0|kind)), uint64(n))
}
