/** The metrics of this member, scraped while the page is visible, and the series of charts that come from them. */
import {useEffect, useState} from 'preact/hooks';
import {ApiError, get, READY, send} from './api.ts';
import {type Matches, parse, quantile, rate, type Scrape as Samples, sum} from './prometheus.ts';

const INTERVAL_MS = 2000;
/** Five minutes. */
const KEPT_MS = 300_000;
/** Scrapes that a quantile covers; a quantile of two seconds would be noise. */
const WINDOW = 5;

/** A scrape, or a gap: a time without one, where the lines of charts end. */
export interface Scrape extends Samples {
  isGap?: boolean;
}

/** State of the service; undefined if the page cannot know it. */
type Ready = 'ready' | 'notready' | 'nograph' | 'wronggraph' | undefined;

/** A line of a chart, with a value per scrape. */
export interface Series {
  label: string;
  /** In degrees. */
  hue: number;
  values: (number | null)[];
}

const readiness = (): Promise<Ready> =>
  get(READY, {}).then(({graph}) => (graph === 'down' ? 'nograph' : graph === 'wrong' ? 'wronggraph' : 'ready'), () => 'notready');

/** Scrapes the metrics while the page is visible. */
export function useScrapes() {
  const [state, setState] = useState<{scrapes: Scrape[], ready?: Ready, error?: Error}>({scrapes: []});
  useEffect(() => {
    let timer = 0;
    let stopped = false;
    const add = (scrape: Scrape, ready: Ready, error?: Error) =>
      setState(({scrapes}) => ({scrapes: [...scrapes, scrape].filter(({at}) => at > scrape.at - KEPT_MS), ready, error}));
    const addGap = (ready?: Ready, error?: Error) => add({at: Date.now(), samples: new Map(), isGap: true}, ready, error);
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
        const [text, ready] = await Promise.all([send('get', '/metrics', {}).then(response => response.text()), readiness()]);
        add(parse(text, Date.now()), ready);
      } catch (error) {
        const status = error instanceof ApiError ? error.status : undefined;
        addGap(status === 0 || status === 503 ? 'notready' : undefined, error as Error);
        if (status === 401 || status === 403) {
          return; // another key starts the view again
        }
      }
      clearTimeout(timer); // of a scrape that began while this one waited for its response
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

/** Returns functions that make the series of a chart. */
export function seriesOf(scrapes: Scrape[]) {
  /** @param value before: the scrapes since the last gap, at most a window */
  const each = (value: (scrape: Scrape, before: Scrape[]) => number | null | undefined) => scrapes.map((scrape, i) => {
    const before = scrapes.slice(Math.max(0, i - WINDOW), i);
    return scrape.isGap ? null : value(scrape, before.slice(before.findLastIndex(({isGap}) => isGap) + 1)) ?? null;
  });
  return {
    gauge: (label: string, hue: number, name: string, matches?: Matches): Series =>
      ({label, hue, values: each(scrape => sum(scrape, name, matches)).map(value => (Number.isNaN(value) ? null : value))}),
    perSecond: (label: string, hue: number, name: string, matches?: Matches): Series =>
      ({label, hue, values: each((scrape, before) => {
        const last = before.at(-1);
        return last && rate(last, scrape, name, matches);
      })}),
    /** Milliseconds. */
    latency: (label: string, hue: number, q: number, name: string, matches?: Matches): Series =>
      ({label, hue, values: each((scrape, [first]) => {
        const seconds = first && quantile(q, first, scrape, name, matches);
        return seconds === undefined ? null : 1000 * seconds;
      })}),
    sums: (label: string, hue: number, names: string[]): Series =>
      ({label, hue, values: each(scrape => names.reduce((total, name) => total + sum(scrape, name), 0))}),
  };
}
