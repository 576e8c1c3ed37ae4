package projection

import (
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
	"strconv"

	"entente/internal/vector"
)

// stream is a sequence of numbers that can be entered anywhere: number i is a
// function of the key and i. The key is a hash of what is drawn, so every
// (seed, series, year) has its own stream and the future is its place in it.
//
// Pseudo-random numbers are those of SplitMix64 (Steele, Lea and Flood 2014)
// with the finaliser "Mix13" of Stafford; the keys start it at places of its
// cycle of 2^64 that are as good as random. Evenly spread ones are coordinates
// of scrambled Sobol points.
type stream struct {
	key  uint64
	even *coordinate // nil: pseudo-random
}

// streamOf returns the pseudo-random stream for a seed and a name, such as a
// series and what is drawn for it.
func streamOf(seed uint64, name string, year int) stream {
	return stream{key: keyOf(seed, name, strconv.Itoa(year))}
}

// keyOf hashes what a stream is for.
func keyOf(seed uint64, name, place string) uint64 {
	h := sha256.New()
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], seed)
	h.Write(b[:])
	h.Write([]byte(name))
	h.Write([]byte{0})
	h.Write([]byte(place))
	return binary.LittleEndian.Uint64(h.Sum(nil))
}

// at returns number i of the stream.
func (s stream) at(i uint64) uint64 {
	if s.even != nil {
		return s.even.at(i)
	}
	return vector.Mix(s.key + i*vector.Gamma)
}

// apart returns a stream of the same kind that has nothing to do with this one.
func (s stream) apart() stream {
	if s.even != nil {
		other := *s.even
		other.order, other.scramble = vector.Mix(other.order^vector.Gamma), vector.Mix(other.scramble^vector.Gamma)
		return stream{even: &other}
	}
	return stream{key: s.at(1 << 63)}
}

// uniform returns number i as one between 0 and 1, neither of them reached.
func (s stream) uniform(i uint64) float64 {
	return float64(float64(s.at(i)>>12)+0.5) * 0x1p-52
}

// below returns number i as one of 0 … n−1.
func (s stream) below(i uint64, n int) int {
	high, _ := bits.Mul64(s.at(i), uint64(n))
	return int(high)
}
