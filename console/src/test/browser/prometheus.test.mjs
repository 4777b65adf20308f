// @ts-check
// npm run types && node --test prometheus.test.mjs
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {labelValues, parse, quantile, rate, sum} from '../../../target/modules/lib/prometheus.js';

const text = (fast, slow) => `# HELP t_seconds Runs
# TYPE t_seconds histogram
t_seconds_bucket{channel="i2i",le="0.01"} ${fast}
t_seconds_bucket{channel="i2i",le="0.02"} ${fast + slow}
t_seconds_bucket{channel="i2i",le="+Inf"} ${fast + slow}
t_seconds_count{channel="i2i"} ${fast + slow}
t_seconds_count{channel="a \\"quoted\\" one, with {braces}"} 1.5E1
age NaN
`;
const all = () => true;

test('samples have labels with any characters', () => {
  const scrape = parse(text(1, 2), 0);
  assert.equal(sum(scrape, 't_seconds_count'), 18);
  assert.equal(sum(scrape, 't_seconds_count', ({channel}) => channel === 'i2i'), 3);
  assert.deepEqual(labelValues(scrape, 't_seconds_count', 'channel'), ['a "quoted" one, with {braces}', 'i2i']);
  assert.equal(sum(scrape, 'no_such_metric'), 0);
});

test('a rate is per second, and 0 after a restart', () => {
  const [before, after] = [parse(text(0, 0), 1000), parse(text(6, 4), 3000)];
  assert.equal(rate(before, after, 't_seconds_count'), 5);
  assert.equal(rate({...after, at: 0}, before, 't_seconds_count'), 0);
});

test('a quantile is interpolated within its bucket', () => {
  assert.equal(quantile(.25, undefined, parse(text(10, 10), 0), 't_seconds', all), .005);
  assert.ok(Math.abs((quantile(.75, undefined, parse(text(10, 10), 0), 't_seconds', all) ?? 0) - .015) < 1e-12);
  assert.equal(quantile(.5, parse(text(10, 0), 0), parse(text(10, 4), 0), 't_seconds', all), .015);
});

test('an interval without observations has no quantile', () => {
  const scrape = parse(text(1, 1), 0);
  assert.equal(quantile(.5, scrape, scrape, 't_seconds', all), undefined);
});
