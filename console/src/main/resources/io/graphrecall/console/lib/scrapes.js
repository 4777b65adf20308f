// @ts-check
/** The metrics of this member, scraped while the page is visible, and the series of charts that come from them. */
import {get, send} from './api.js';
import {useEffect, useState} from './html.js';
import {parse, quantile, rate, sum} from './prometheus.js';

const INTERVAL_MS = 2000;
/** Five minutes. */
const MAX_SCRAPES = 151;
/** Scrapes that a quantile covers; a quantile of two seconds would be noise. */
const WINDOW = 5;

/** @typedef {import('./prometheus.js').Scrape} Scrape @typedef {(labels: Record<string, string>) => boolean} Matches */

/** Scrapes the metrics while the page is visible. */
export function useScrapes() {
  const [state, setState] = useState(/** @type {{scrapes: import('../lib/prometheus.js').Scrape[], ready?: string, error?: Error}} */ (
    {scrapes: []}));
  useEffect(() => {
    let timer = 0;
    let stopped = false;
    const scrape = async () => {
      clearTimeout(timer);
      if (stopped || document.hidden) {
        return;
      }
      try {
        const [text, ready] = await Promise.all([send('/metrics').then(response => response.text()),
          get('/readyz').then(({graph}) => (graph === 'down' ? 'nograph' : 'ready'), () => 'notready')]);
        setState(({scrapes}) => ({scrapes: [...scrapes, parse(text, Date.now())].slice(-MAX_SCRAPES), ready}));
      } catch (error) {
        setState(({scrapes}) => ({scrapes, ready: 'notready', error}));
      }
      timer = setTimeout(scrape, INTERVAL_MS);
    };
    document.addEventListener('visibilitychange', scrape);
    scrape();
    return () => {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', scrape);
    };
  }, []);
  return state;
}

/** Returns functions that make the series of a chart. @param {Scrape[]} scrapes */
export function seriesOf(scrapes) {
  return {
    /** @param {string} label @param {number} hue @param {string} name @param {Matches} [matches] */
    gauge: (label, hue, name, matches) => ({label, hue, values: scrapes.map(scrape => sum(scrape, name, matches))}),
    /** @param {string} label @param {number} hue @param {string} name @param {Matches} [matches] */
    perSecond: (label, hue, name, matches) => ({label, hue, values: scrapes.map((scrape, i) =>
      (i === 0 ? null : rate(scrapes[i - 1], scrape, name, matches)))}),
    /** Milliseconds. @param {string} label @param {number} hue @param {number} q @param {string} name @param {Matches} matches */
    latency: (label, hue, q, name, matches) => ({label, hue, values: scrapes.map((scrape, i) => {
      const seconds = i === 0 ? undefined : quantile(q, scrapes[Math.max(0, i - WINDOW)], scrape, name, matches);
      return seconds === undefined ? null : 1000 * seconds;
    })}),
    /** @param {string} label @param {number} hue @param {string[]} names */
    sums: (label, hue, names) => ({label, hue, values: scrapes.map(scrape =>
      names.reduce((total, name) => total + sum(scrape, name), 0))}),
  };
}
