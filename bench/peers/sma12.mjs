// The same job in Squiggle, an estimation language: sample sets, with a function
// mapped over the samples where the agreement rounds.
import { run } from "@quri/squiggle-lang";

const paths = Number(process.argv[2]);
const code = `
mean = 2.2
draw(x) = mean + 0.52 * (x - mean) + SampleSet.fromDist(normal(0, 1.15))
publish(x) = SampleSet.map(x, {|v| floor(v * 10 + 0.5)})
pay(a, r) = SampleSet.map2(a, r, {|a, r| floor(a * (1000 + min([r, 50])) / 1000 + 0.5)})
x26 = mean + 0.52 * (2.1 - mean) + SampleSet.fromDist(normal(0, 1.15))
x27 = draw(x26)
x28 = draw(x27)
x29 = draw(x28)
x30 = draw(x29)
x31 = draw(x30)
x32 = draw(x31)
x33 = draw(x32)
a28 = SampleSet.map(publish(x26), {|r| floor(15511 * (1000 + min([r, 50])) / 1000 + 0.5)})
a29 = pay(a28, publish(x27))
a30 = pay(a29, publish(x28))
a31 = pay(a30, publish(x29))
a32 = pay(a31, publish(x30))
a33 = pay(a32, publish(x31))
a34 = pay(a33, publish(x32))
a35 = pay(a34, publish(x33))
total = 15192 + 15511 + a28 + a29 + a30 + a31 + a32 + a33 + a34 + a35
five(d) = [quantile(d, 0.05), quantile(d, 0.25), quantile(d, 0.5), quantile(d, 0.75), quantile(d, 0.95)]
[five(a28), five(a29), five(a30), five(a31), five(a32), five(a33), five(a34), five(a35), five(total), [Dist.mean(a35), Dist.mean(total)]]
`;
const began = performance.now();
const output = await run(code, { environment: { sampleCount: paths, xyPointLength: 1000 } });
const result = output.result ?? output;
const took = (performance.now() - began) / 1000;
console.error(String(result.ok === false ? result.value : (result.value?.result ?? result.value)).slice(-400));
if (result.ok === false) process.exit(1);
console.log(took.toFixed(4));
