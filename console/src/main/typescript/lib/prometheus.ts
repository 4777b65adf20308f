/** The text format of Prometheus: samples, rates between two scrapes, and quantiles of histograms. */

export type Labels = Record<string, string>;
/** Selects samples by their labels. */
export type Matches = (labels: Labels) => boolean;

export interface Sample {
  name: string;
  labels: Labels;
  value: number;
}

export interface Scrape {
  /** Time in milliseconds. */
  at: number;
  samples: Map<string, Sample[]>;
}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

export function parse(text: string, at: number): Scrape {
  const samples = new Map<string, Sample[]>();
  for (const line of text.split('\n')) {
    const match = line.startsWith('#') ? null : LINE.exec(line);
    if (match) {
      const [, name = '', labels = '', value = ''] = match;
      const sample = {name, labels: parseLabels(labels), value: parseNumber(value)};
      samples.set(name, [...samples.get(name) ?? [], sample]);
    }
  }
  return {at, samples};
}

function parseLabels(text: string) {
  const labels: Labels = {};
  for (const [, name = '', value = ''] of text.matchAll(LABEL)) {
    labels[name] = value.replace(/\\(.)/g, (_, c) => (c === 'n' ? '\n' : c));
  }
  return labels;
}

const parseNumber = (text: string) => Number(text.replace('Inf', 'Infinity'));

/** Returns the sum of the samples of a metric that have some labels; 0 if there is none. */
export function sum(scrape: Scrape | undefined, name: string, matches: Matches = () => true) {
  return (scrape?.samples.get(name) ?? []).filter(sample => matches(sample.labels))
      .reduce((total, sample) => total + sample.value, 0);
}

/** Returns the increase of a counter per second between two scrapes. */
export function rate(before: Scrape, after: Scrape, name: string, matches?: Matches) {
  const increase = sum(after, name, matches) - sum(before, name, matches);
  return Math.max(0, increase) / ((after.at - before.at) / 1000); // a restart sets counters to 0
}

/**
 * Estimates a quantile of a histogram as PromQL's histogram_quantile does, by linear interpolation within a bucket.
 *
 * @param q from 0 to 1
 * @param before start of the interval; undefined for the start of the process
 * @param name name of the histogram, without _bucket
 * @returns undefined without observations; the largest finite bound for one beyond it
 */
export function quantile(q: number, before: Scrape | undefined, after: Scrape, name: string, matches: Matches = () => true) {
  const counts = new Map<number, number>();
  const add = (scrape: Scrape | undefined, sign: number) => {
    for (const {labels, value} of scrape?.samples.get(`${name}_bucket`) ?? []) {
      if (matches(labels)) {
        const bound = parseNumber(labels.le ?? '');
        counts.set(bound, (counts.get(bound) ?? 0) + sign * value);
      }
    }
  };
  add(after, 1);
  add(before, -1);
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

/** Returns the values of a label, sorted. */
export const labelValues = (scrape: Scrape | undefined, name: string, label: string) =>
  [...new Set((scrape?.samples.get(name) ?? []).map(sample => sample.labels[label] ?? ''))].sort();
