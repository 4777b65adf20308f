// @ts-check
/** The text format of Prometheus: samples, rates between two scrapes, and quantiles of histograms. */

/**
 * @typedef {{name: string, labels: Record<string, string>, value: number}} Sample
 * @typedef {{at: number, samples: Map<string, Sample[]>}} Scrape at: milliseconds
 */

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

/** @param {string} text @param {number} at @returns {Scrape} */
export function parse(text, at) {
  /** @type {Map<string, Sample[]>} */
  const samples = new Map();
  for (const line of text.split('\n')) {
    const match = line.startsWith('#') ? null : LINE.exec(line);
    if (match) {
      const [, name, labels = '', value] = match;
      const sample = {name, labels: parseLabels(labels), value: parseNumber(value)};
      samples.set(name, [...samples.get(name) ?? [], sample]);
    }
  }
  return {at, samples};
}

/** @param {string} text */
function parseLabels(text) {
  /** @type {Record<string, string>} */
  const labels = {};
  for (const [, name, value] of text.matchAll(LABEL)) {
    labels[name] = value.replace(/\\(.)/g, (_, c) => (c === 'n' ? '\n' : c));
  }
  return labels;
}

/** @param {string} text */
const parseNumber = text => Number(text.replace('Inf', 'Infinity'));

/**
 * Returns the sum of the samples of a metric that have some labels; 0 if there is none.
 *
 * @param {Scrape | undefined} scrape
 * @param {string} name
 * @param {(labels: Record<string, string>) => boolean} [matches]
 */
export function sum(scrape, name, matches = () => true) {
  return (scrape?.samples.get(name) ?? []).filter(sample => matches(sample.labels))
      .reduce((total, sample) => total + sample.value, 0);
}

/**
 * Returns the increase of a counter per second between two scrapes.
 *
 * @param {Scrape} before
 * @param {Scrape} after
 * @param {string} name
 * @param {(labels: Record<string, string>) => boolean} [matches]
 */
export function rate(before, after, name, matches) {
  const increase = sum(after, name, matches) - sum(before, name, matches);
  return Math.max(0, increase) / ((after.at - before.at) / 1000); // a restart sets counters to 0
}

/**
 * Estimates a quantile of a histogram as PromQL's histogram_quantile does, by linear interpolation within a bucket.
 *
 * @param {number} q from 0 to 1
 * @param {Scrape | undefined} before start of the interval; undefined for the start of the process
 * @param {Scrape} after
 * @param {string} name name of the histogram, without _bucket
 * @param {(labels: Record<string, string>) => boolean} matches
 * @returns {number | undefined} undefined without observations; the largest finite bound for one beyond it
 */
export function quantile(q, before, after, name, matches) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const [scrape, sign] of /** @type {[Scrape | undefined, number][]} */ ([[after, 1], [before, -1]])) {
    for (const {labels, value} of scrape?.samples.get(`${name}_bucket`) ?? []) {
      if (matches(labels)) {
        const bound = parseNumber(labels.le);
        counts.set(bound, (counts.get(bound) ?? 0) + sign * value);
      }
    }
  }
  const buckets = [...counts].sort(([a], [b]) => a - b);
  const total = buckets.at(-1)?.[1] ?? 0;
  if (total <= 0) {
    return undefined;
  }
  let [lowerBound, lowerCount] = [0, 0];
  for (const [bound, count] of buckets) {
    if (count >= q * total) {
      return bound === Infinity || count === lowerCount
        ? lowerBound
        : lowerBound + (bound - lowerBound) * (q * total - lowerCount) / (count - lowerCount);
    }
    [lowerBound, lowerCount] = [bound, count];
  }
  return lowerBound;
}

/**
 * Returns the values of a label, sorted.
 *
 * @param {Scrape | undefined} scrape
 * @param {string} name
 * @param {string} label
 */
export const labelValues = (scrape, name, label) =>
  [...new Set((scrape?.samples.get(name) ?? []).map(sample => sample.labels[label]))].sort();
