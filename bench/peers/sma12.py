"""The 12th agreement prolonged to 2035, over drawn futures of consumer prices.

The same job as `entente project kr-us-sma --from 2026 --to 2035 --extend
sma-12`, written for speed in numpy: AR(1) driver, published to one decimal, two
years of lag, cap of 5 %, yearly amount rounded half up to 1 eok and carried,
five quantiles a year and of the total. Whole numbers throughout: rates in
tenths of a percent, amounts in eok.
"""
import sys
import time

import numpy as np

paths, seed = int(sys.argv[1]), int(sys.argv[2])
began = time.perf_counter()
draw = np.random.Generator(np.random.SFC64(seed))
mean, persistence, sd = 2.2, 0.52, 1.15
x = np.full(paths, 2.1)  # 2025, as published
rates = {2025: 21.0}
for year in range(2026, 2034):
    z = draw.standard_normal(paths)
    z *= sd
    x *= persistence
    x += z
    x += mean * (1 - persistence)
    rates[year] = np.floor(x * 10 + 0.5)
shares = [0.05, 0.25, 0.5, 0.75, 0.95]
amount = 15192.0
total = np.full(paths, amount)
rows = [(2026, amount, 0.0, [amount] * 5)]
for year in range(2027, 2036):
    rate = np.minimum(rates[year - 2], 50.0)
    amount = np.floor(amount * (1000 + rate) / 1000 + 0.5)
    total += amount
    if np.ndim(amount):
        rows.append((year, amount.mean(), amount.std(ddof=1), np.quantile(amount, shares, method="inverted_cdf")))
    else:
        rows.append((year, amount, 0.0, [amount] * 5))
rows.append((0, total.mean(), total.std(ddof=1), np.quantile(total, shares, method="inverted_cdf")))
took = time.perf_counter() - began
for year, m, s, q in rows[-2:]:
    print(year or "total", round(float(m), 1), round(float(s), 1), [float(v) for v in q], file=sys.stderr)
print(f"{took:.4f} {total.std(ddof=1) / paths**0.5:.6f}")  # and the standard error of the mean total, in eok
