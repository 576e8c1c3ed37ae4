#!/usr/bin/env bash
# Runs the same job - a million futures of the 12th agreement to 2035 - in
# entente, numpy and Squiggle, by turns, and prints the best time of each with
# the ratios. Needs python3 with numpy and, for Squiggle, node with `npm install`
# run in this folder; what is not there is left out and said.
# Use: bench/peers/run.sh [ROUNDS] [PATHS]   PYTHON=/usr/bin/python3
set -euo pipefail
cd "$(dirname "$0")"
rounds=${1:-7} paths=${2:-1000000} python=${PYTHON:-python3}
squiggle=$((paths / 50)) # it would take minutes; its time grows with the number
bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
(cd ../.. && go build -o "$bin/entente" ./cmd/entente)

# seconds COMMAND…: the wall time of a whole process
seconds() {
  local before=$EPOCHREALTIME
  "$@" >/dev/null 2>&1
  local after=$EPOCHREALTIME
  echo $(((${after/./} - ${before/./}))) | awk '{printf "%.4f\n", $1 / 1e6}'
}
project() { "$bin/entente" project kr-us-sma --from 2026 --to 2035 --extend sma-12 --seed 7 --json --paths "$1"; }
best() { sort -n | head -1; }

for tool in start one two numpy squiggle; do : >"$bin/$tool"; done
has_numpy=1 has_squiggle=1
"$python" -c 'import numpy' 2>/dev/null || { has_numpy=0; echo "numpy: not installed for $python, left out"; }
[ -d node_modules/@quri ] || { has_squiggle=0; echo "Squiggle: run npm install in bench/peers, left out"; }
for _ in $(seq "$rounds"); do
  seconds project 1 >>"$bin/start"
  seconds project "$paths" >>"$bin/two"
  GOMAXPROCS=1 seconds project "$paths" >>"$bin/one"
  [ $has_numpy = 1 ] && "$python" sma12.py "$paths" 7 2>/dev/null >>"$bin/numpy"
  [ $has_squiggle = 1 ] && [ "$(wc -l <"$bin/squiggle")" -lt 3 ] && node sma12.mjs $squiggle 2>/dev/null >>"$bin/squiggle"
done
start=$(best <"$bin/start")
one=$(best <"$bin/one") two=$(best <"$bin/two")
echo "best of $rounds, $paths futures, seconds"
awk -v s="$start" -v a="$one" -v b="$two" 'BEGIN {
  printf "entente, one core      %.3f  (less %.3f to start: %.3f)\n", a, s, a - s
  printf "entente, all cores     %.3f  (less %.3f to start: %.3f)\n", b, s, b - s }'
if [ $has_numpy = 1 ]; then
  best <"$bin/numpy" | awk -v s="$start" -v a="$one" -v b="$two" '{ printf "numpy                  %.3f  %.1f times one core, %.1f times all\n", $1, $1 / (a - s), $1 / (b - s) }'
fi
if [ $has_squiggle = 1 ]; then
  best <"$bin/squiggle" | awk -v s="$start" -v a="$one" -v b="$two" '{ t = $1 * 50; printf "Squiggle (a 50th, ×50) %.1f  %.0f times one core, %.0f times all\n", t, t / (a - s), t / (b - s) }'
fi
