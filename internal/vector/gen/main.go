// Command gen writes the vector code of package vector for amd64. It is a
// module of its own, so that the generator and what it needs are no part of
// Entente; go generate in the package runs it at the versions pinned here.
//
// Every function works on four numbers at once, on as many as the greatest
// multiple of four holds, and does to each exactly what the plain Go function
// of the same name does: the same operations in the same order, each rounded by
// itself.
package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

const lanes = 4

func main() {
	ConstraintExpr("amd64,!purego")
	normals()
	affine()
	addScaled()
	multiply()
	bound("atMostAVX2", VMINPD)
	bound("atLeastAVX2", VMAXPD)
	exceed("aboveAVX2", 30) // greater than, false for no number
	exceed("belowAVX2", 17) // less than, likewise
	regress()
	publish()
	roundRatio()
	Generate()
}

// constant is a vector of one repeated number in read-only memory.
func constant(name string, v uint64) Mem {
	m := GLOBL(name, RODATA|NOPTR)
	for i := range lanes {
		DATA(8*i, U64(v))
	}
	return m
}

// loop runs body for each group of four: at is the offset of the group in bytes.
func loop(length Register, body func(at Register)) {
	at, end := GP64(), GP64()
	XORQ(at, at)
	MOVQ(length, end)
	ANDQ(I8(-lanes), end)
	SHLQ(U8(3), end)
	Label("loop")
	CMPQ(at, end)
	JGE(LabelRef("done"))
	body(at)
	ADDQ(U8(8*lanes), at)
	JMP(LabelRef("loop"))
	Label("done")
}

func base(name string) Register   { return Load(Param(name).Base(), GP64()) }
func length(name string) Register { return Load(Param(name).Len(), GP64()) }

func element(slice, at Register) Mem { return Mem{Base: slice, Index: at, Scale: 1} }

func number(name string) VecVirtual {
	v := YMM()
	address, err := Param(name).Resolve()
	if err != nil {
		panic(err)
	}
	VBROADCASTSD(address.Addr, v)
	return v
}

// finish ends a function that used the upper halves.
func finish() {
	VZEROUPPER()
	RET()
}

func affine() {
	TEXT("affineAVX2", NOSPLIT, "func(out, in []float64, by, add float64)")
	Doc("affineAVX2 is Affine for the greatest multiple of four.")
	out, in, n := base("out"), base("in"), length("out")
	by, add := number("by"), number("add")
	loop(n, func(at Register) {
		x := YMM()
		VMULPD(element(in, at), by, x)
		VADDPD(add, x, x)
		VMOVUPD(x, element(out, at))
	})
	finish()
}

func addScaled() {
	TEXT("addScaledAVX2", NOSPLIT, "func(out, in []float64, by float64)")
	Doc("addScaledAVX2 is AddScaled for the greatest multiple of four.")
	out, in, n := base("out"), base("in"), length("out")
	by := number("by")
	loop(n, func(at Register) {
		x := YMM()
		VMULPD(element(in, at), by, x)
		VADDPD(element(out, at), x, x)
		VMOVUPD(x, element(out, at))
	})
	finish()
}

func multiply() {
	TEXT("multiplyAVX2", NOSPLIT, "func(out, a, b []float64)")
	Doc("multiplyAVX2 is Multiply for the greatest multiple of four.")
	out, a, b, n := base("out"), base("a"), base("b"), length("out")
	loop(n, func(at Register) {
		x := YMM()
		VMOVUPD(element(a, at), x)
		VMULPD(element(b, at), x, x)
		VMOVUPD(x, element(out, at))
	})
	finish()
}

// bound takes the number where the comparison with the limit is false, as the
// instructions do with their second source.
func bound(name string, take func(ops ...Op)) {
	TEXT(name, NOSPLIT, "func(out, in []float64, limit float64)")
	Doc(name + " is the function of that name for the greatest multiple of four.")
	out, in, n := base("out"), base("in"), length("out")
	limit := number("limit")
	loop(n, func(at Register) {
		x := YMM()
		take(element(in, at), limit, x)
		VMOVUPD(x, element(out, at))
	})
	finish()
}

// exceed writes one where the comparison holds, else zero.
func exceed(name string, comparison uint8) {
	one := constant(name+"_one", math.Float64bits(1))
	TEXT(name, NOSPLIT, "func(out, in []float64, limit float64)")
	Doc(name + " is the function of that name for the greatest multiple of four.")
	out, in, n := base("out"), base("in"), length("out")
	limit := number("limit")
	loop(n, func(at Register) {
		x := YMM()
		VMOVUPD(element(in, at), x)
		VCMPPD(U8(comparison), limit, x, x)
		VANDPD(one, x, x)
		VMOVUPD(x, element(out, at))
	})
	finish()
}

func regress() {
	TEXT("regressAVX2", NOSPLIT, "func(x, z []float64, base, persistence, sd float64)")
	Doc("regressAVX2 is Regress for the greatest multiple of four.")
	x, z, n := base("x"), base("z"), length("x")
	start, persistence, sd := number("base"), number("persistence"), number("sd")
	loop(n, func(at Register) {
		a, b := YMM(), YMM()
		VMULPD(element(x, at), persistence, a)
		VADDPD(a, start, a)
		VMULPD(element(z, at), sd, b)
		VADDPD(b, a, a)
		VMOVUPD(a, element(x, at))
	})
	finish()
}

const toFloor = 1 | 8 // towards minus infinity, without the inexact exception

func publish() {
	half := constant("publish_half", math.Float64bits(0.5))
	TEXT("publishAVX2", NOSPLIT, "func(out, in []float64, add, grid, least float64, ends *[8]float64)")
	Doc("publishAVX2 is Publish for the greatest multiple of four; ends are the four least and the four greatest so far.")
	out, in, n := base("out"), base("in"), length("out")
	add, grid, least := number("add"), number("grid"), number("least")
	ends := Mem{Base: Load(Param("ends"), GP64())}
	low, high := YMM(), YMM()
	VMOVUPD(ends, low)
	VMOVUPD(ends.Offset(8*lanes), high)
	loop(n, func(at Register) {
		x := YMM()
		VADDPD(element(in, at), add, x)
		VMULPD(grid, x, x)
		VADDPD(half, x, x)
		VROUNDPD(U8(toFloor), x, x)
		VMAXPD(x, least, x)
		VMINPD(low, x, low)
		VMAXPD(high, x, high)
		VMOVUPD(x, element(out, at))
	})
	VMOVUPD(low, ends)
	VMOVUPD(high, ends.Offset(8*lanes))
	finish()
}

func roundRatio() {
	TEXT("roundRatioAVX2", NOSPLIT, "func(out, in []float64, num, half, denom float64)")
	Doc("roundRatioAVX2 is RoundRatio for the greatest multiple of four.")
	out, in, n := base("out"), base("in"), length("out")
	num, half, denom := number("num"), number("half"), number("denom")
	loop(n, func(at Register) {
		x := YMM()
		VMULPD(element(in, at), num, x)
		VADDPD(half, x, x)
		VDIVPD(denom, x, x)
		VROUNDPD(U8(toFloor), x, x)
		VMOVUPD(x, element(out, at))
	})
	finish()
}
