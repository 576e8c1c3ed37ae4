package projection

import (
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
	"strconv"
)

// stream is a sequence of random numbers that can be entered anywhere: number
// i is a function of the key and i. The key is a hash of what is drawn, so
// every (seed, series, year) has its own stream and the future is its place
// in it.
//
// The function is SplitMix64 (Steele, Lea and Flood 2014) with the finaliser
// "Mix13" of Stafford; the keys start it at places of its cycle of 2^64 that
// are as good as random.
type stream uint64

const goldenGamma = 0x9e3779b97f4a7c15

// streamOf returns the stream for a seed and a name, such as a series and what
// is drawn for it.
func streamOf(seed uint64, name string, year int) stream {
	h := sha256.New()
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], seed)
	h.Write(b[:])
	h.Write([]byte(name))
	h.Write([]byte{0})
	h.Write([]byte(strconv.Itoa(year)))
	return stream(binary.LittleEndian.Uint64(h.Sum(nil)))
}

// at returns number i of the stream.
func (s stream) at(i uint64) uint64 { return mix(uint64(s) + i*goldenGamma) }

func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
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
