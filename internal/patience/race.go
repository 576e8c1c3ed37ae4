//go:build race

package patience

// slower is how many times slower the race detector makes code at most, by its
// documentation: two to twenty times, ten for what is measured here.
const slower = 10
