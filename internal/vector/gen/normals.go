package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// Numbers of SplitMix64.
const (
	gamma  = 0x9e3779b97f4a7c15
	first  = 0xbf58476d1ce4e5b9
	second = 0x94d049bb133111eb
)

// normals is a hash, the conversion of its lower 63 bits into a float64, and a
// polynomial whose coefficients are looked up by the exponent and the first
// bits of that.
func normals() {
	sign := constant("normals_sign", 1<<63)
	rest := constant("normals_rest", 1<<63-1)
	one := constant("normals_one", 1)
	// A number below 2^32 in the last bits of 2^52, or of 2^84, is a float64.
	low32 := constant("normals_low32", 1<<32-1)
	low := constant("normals_low", math.Float64bits(0x1p52))
	high := constant("normals_high", math.Float64bits(0x1p84))
	both := constant("normals_both", math.Float64bits(0x1p84+0x1p52))
	begin := constant("normals_begin", 1023<<4)
	rows := constant("normals_rows", 1023)
	fraction := constant("normals_fraction", 1<<52-1)
	unit := constant("normals_unit", math.Float64bits(1))
	advance := GLOBL("normals_advance", RODATA|NOPTR)
	for i := range lanes {
		DATA(8*i, U64(uint64(i)*gamma&math.MaxUint64))
	}
	step := constant("normals_step", lanes*gamma&math.MaxUint64)
	times := [2][2]Mem{
		{constant("normals_first", first), constant("normals_first_high", first>>32)},
		{constant("normals_second", second), constant("normals_second_high", second>>32)},
	}

	TEXT("normalsAVX2", NOSPLIT, "func(z []float64, table *[8192]float64, state uint64)")
	Doc("normalsAVX2 is Normals for the greatest multiple of four.")
	z, n := base("z"), length("z")
	table := Load(Param("table"), GP64())
	state := YMM()
	address, err := Param("state").Resolve()
	if err != nil {
		panic(err)
	}
	VPBROADCASTQ(address.Addr, state)
	VPADDQ(advance, state, state)
	loop(n, func(at Register) {
		r := hash(state, times)
		VPADDQ(step, state, state)

		// p := float64(r&(1<<63-1) | 1), rounded once, at the last sum.
		p, h := YMM(), YMM()
		VPAND(rest, r, p)
		VPOR(one, p, p)
		VPSRLQ(U8(32), p, h)
		VPOR(high, h, h)
		VPAND(low32, p, p)
		VPOR(low, p, p)
		VSUBPD(both, h, h)
		VADDPD(p, h, p)

		// The row, 64 bytes each, and the place in it.
		row, t := YMM(), YMM()
		VPSRLQ(U8(48), p, row)
		VPSUBQ(begin, row, row)
		VPAND(rows, row, row)
		VPSLLQ(U8(6), row, row)
		VPSLLQ(U8(4), p, t)
		VPAND(fraction, t, t)
		VPOR(unit, t, t)
		VSUBPD(unit, t, t)

		y := polynomial(table, row, t)
		VPAND(sign, r, r)
		VPXOR(r, y, y)
		VMOVUPD(y, element(z, at))
	})
	finish()
}

// hash is the finaliser of SplitMix64.
func hash(state VecVirtual, times [2][2]Mem) VecVirtual {
	r, shifted := YMM(), YMM()
	VPSRLQ(U8(30), state, shifted)
	VPXOR(shifted, state, r)
	r = product(r, times[0])
	VPSRLQ(U8(27), r, shifted)
	VPXOR(shifted, r, r)
	r = product(r, times[1])
	VPSRLQ(U8(31), r, shifted)
	VPXOR(shifted, r, r)
	return r
}

// product is the lower 64 bits of a product, out of products of halves.
func product(x VecVirtual, by [2]Mem) VecVirtual {
	out, cross, other := YMM(), YMM(), YMM()
	VPMULUDQ(by[0], x, out)
	VPSRLQ(U8(32), x, cross)
	VPMULUDQ(by[0], cross, cross)
	VPMULUDQ(by[1], x, other)
	VPADDQ(other, cross, cross)
	VPSLLQ(U8(32), cross, cross)
	VPADDQ(cross, out, out)
	return out
}

// polynomial gathers the coefficients two by two and evaluates them.
func polynomial(table Register, row, t VecVirtual) VecVirtual {
	var offsets [lanes]Register
	upper := XMM()
	VEXTRACTI128(U8(1), row, upper)
	for i, half := range [2]Register{row.AsX(), upper} {
		offsets[2*i], offsets[2*i+1] = GP64(), GP64()
		VMOVQ(half, offsets[2*i])
		VPEXTRQ(U8(1), half, offsets[2*i+1])
	}
	var c [6]VecVirtual
	for pair := 0; pair < 6; pair += 2 {
		a, b := YMM(), YMM()
		from := func(i int) Mem { return Mem{Base: table, Index: offsets[i], Scale: 1, Disp: 8 * pair} }
		VMOVUPD(from(0), a.AsX())
		VMOVUPD(from(1), b.AsX())
		VINSERTF128(U8(1), from(2), a, a)
		VINSERTF128(U8(1), from(3), b, b)
		c[pair], c[pair+1] = YMM(), YMM()
		VUNPCKLPD(b, a, c[pair])
		VUNPCKHPD(b, a, c[pair+1])
	}
	y := YMM()
	VMULPD(t, c[5], y)
	VADDPD(c[4], y, y)
	for i := 3; i >= 0; i-- {
		VMULPD(t, y, y)
		VADDPD(c[i], y, y)
	}
	return y
}
