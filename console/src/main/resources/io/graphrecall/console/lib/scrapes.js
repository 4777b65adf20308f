// @ts-check
/** The metrics of this member, scraped while the page is visible, and the series of charts that come from them. */
import {get, READY, send} from './api.js';
import {useEffect, useState} from './html.js';
import {parse, quantile, rate, sum} from './prometheus.js';

const INTERVAL_MS = 2000;
/** Five minutes. */
const MAX_SCRAPES = 151;
/** Scrapes that a quantile covers; a quantile of two seconds would be noise. */
const WINDOW = 5;

/**
 * A scrape, or a gap: a time without one, where the lines of charts end.
 *
 * @typedef {import('./prometheus.js').Scrape & {isGap?: boolean}} Scrape
 */
/** @typedef {(labels: Record<string, string>) => boolean} Matches */

/** Scrapes the metrics while the page is visible. */
export function useScrapes() {
  const [state, setState] = useState(/** @type {{scrapes: Scrape[], ready?: string, error?: Error}} */ ({scrapes: []}));
  useEffect(() => {
    let timer = 0;
    let stopped = false;
    const add = (/** @type {Scrape} */ scrape, ready, error = undefined) =>
      setState(({scrapes}) => ({scrapes: [...scrapes, scrape].slice(-MAX_SCRAPES), ready, error}));
    const addGap = (ready, error) => add({at: Date.now(), samples: new Map(), isGap: true}, ready, error);
    const scrape = async () => {
      clearTimeout(timer);
      if (stopped) {
        return;
      }
      if (document.hidden) {
        addGap();
        return;
      }
      try {
        const [text, ready] = await Promise.all([send('/metrics').then(response => response.text()),
          get(READY).then(({graph}) => (graph === 'down' ? 'nograph' : 'ready'), () => 'notready')]);
        add(parse(text, Date.now()), ready);
      } catch (error) {
        addGap(error.status === 0 || error.status === 503 ? 'notready' : undefined, error);
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
  return {...state, latest: state.scrapes.findLast(({isGap}) => !isGap)};
}

/** Returns functions that make the series of a chart. @param {Scrape[]} scrapes */
export function seriesOf(scrapes) {
  /** @param {(scrape: Scrape, before: Scrape[]) => number | null} value before: the scrapes since the last gap, at most a window */
  const each = value => scrapes.map((scrape, i) => {
    const before = scrapes.slice(Math.max(0, i - WINDOW), i);
    return scrape.isGap ? null : value(scrape, before.slice(before.findLastIndex(({isGap}) => isGap) + 1));
  });
  return {
    /** @param {string} label @param {number} hue @param {string} name @param {Matches} [matches] */
    gauge: (label, hue, name, matches) => ({label, hue, values: each(scrape => sum(scrape, name, matches))}),
    /** @param {string} label @param {number} hue @param {string} name @param {Matches} [matches] */
    perSecond: (label, hue, name, matches) => ({label, hue, values: each((scrape, before) =>
      (before.length === 0 ? null : rate(before[before.length - 1], scrape, name, matches)))}),
    /** Milliseconds. @param {string} label @param {number} hue @param {number} q @param {string} name @param {Matches} matches */
    latency: (label, hue, q, name, matches) => ({label, hue, values: each((scrape, [first]) => {
      const seconds = first && quantile(q, first, scrape, name, matches);
      return seconds === undefined ? null : 1000 * seconds;
    })}),
    /** @param {string} label @param {number} hue @param {string[]} names */
    sums: (label, hue, names) => ({label, hue, values: each(scrape => names.reduce((total, name) => total + sum(scrape, name), 0))}),
  };
}
