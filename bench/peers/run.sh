#!/usr/bin/env bash
# Runs the same job - a million futures of the 12th agreement to 2035 - in
# entente, numpy and Squiggle, by turns, and prints the best time of each with
# the ratios; then the time to the standard error that numpy reaches, with Sobol
# points. Needs python3 with numpy and, for Squiggle, node with `npm install`
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
project() { "$bin/entente" project kr-us-sma --from 2026 --to 2035 --extend sma-12 --seed 7 --json --paths "$@"; }
best() { sort -n | head -1; }

# reached COMMAND…: the standard error of the mean total, in units of 100 million won
reached() { "$@" | awk '/^  "mc_error"/ { gsub(/[^0-9.e+-]/, "", $2); printf "%.9f\n", $2 / 1e8 }'; }
sobol() { project "$1" --points sobol; }

for tool in start one two numpy squiggle even evenmany; do : >"$bin/$tool"; done
has_numpy=1 has_squiggle=1
"$python" -c 'import numpy' 2>/dev/null || { has_numpy=0; echo "numpy: not installed for $python, left out"; }
[ -d node_modules/@quri ] || { has_squiggle=0; echo "Squiggle: run npm install in bench/peers, left out"; }
if [ $has_numpy = 1 ]; then # the fewest futures that err no more than numpy's
  aim=$("$python" sma12.py "$paths" 7 2>/dev/null | awk '{ print $2 }')
  few=32
  until awk -v a="$aim" -v e="$(reached sobol $few)" 'BEGIN { exit !(e <= a) }'; do few=$((few * 2)); done
  gauge=$(reached sobol $few) sharp=$(reached sobol "$paths")
fi
for _ in $(seq "$rounds"); do
  seconds project 1 >>"$bin/start"
  seconds project "$paths" >>"$bin/two"
  GOMAXPROCS=1 seconds project "$paths" >>"$bin/one"
  [ $has_numpy = 1 ] && { seconds sobol "$few" >>"$bin/even"; seconds sobol "$paths" >>"$bin/evenmany"; }
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
if [ $has_numpy = 1 ]; then
  best <"$bin/numpy" | awk -v s="$start" -v few="$few" -v t="$(best <"$bin/even")" -v many="$(best <"$bin/evenmany")" -v e="$gauge" -v sharp="$sharp" '{
    spent = t - s; floor = spent < 0.001 ? 0.001 : spent
    printf "to its standard error of the mean total, %.4f eok: %d Sobol points (%.4f) in %.3f less start, %.0f times numpy\n", $2, few, e, spent, $1 / floor
    again = ($2 / sharp) ^ 2
    printf "all futures as Sobol points: %.3f (less start: %.3f), standard error %.5f; numpy would need %.0f times its futures, %.0f times as long\n", many, many - s, sharp, again, again * $1 / (many - s) }'
fi
if [ $has_squiggle = 1 ]; then
  best <"$bin/squiggle" | awk -v s="$start" -v a="$one" -v b="$two" '{ t = $1 * 50; printf "Squiggle (a 50th, ×50) %.1f  %.0f times one core, %.0f times all\n", t, t / (a - s), t / (b - s) }'
fi
