// @ts-check
/** Loading of data for a view. */
import {useEffect, useState} from './html.js';
import {AGAIN} from './route.js';

/**
 * @template T
 * @typedef {{data?: T, error?: Error, loading: boolean, reload: () => void}} Loaded
 */

const MAX_KEPT = 30;
/** Data to show at once when the reader comes back, the oldest first. @type {Map<string, any>} */
const kept = new Map();

/** Forgets everything, for a changed API key. */
export const forgetLoaded = () => kept.clear();

/** @param {string} key @param {any} data */
function remember(key, data) {
  kept.delete(key);
  kept.set(key, data);
  if (kept.size > MAX_KEPT) {
    kept.delete(/** @type {string} */ (kept.keys().next().value));
  }
}

/**
 * Loads data, and again when the key changes; an earlier load is aborted then. The old data stays until the new arrives,
 * so that a list does not flicker while a slider moves.
 *
 * @template T
 * @param {string | null} key identity of what is loaded; null loads nothing
 * @param {(signal: AbortSignal) => Promise<T>} loader
 * @param {{delay?: number, keep?: boolean}} [options]
 *     delay: milliseconds to wait for further changes of the key; keep: shows the last data of this key until the new arrives
 * @returns {Loaded<T>}
 */
export function useLoad(key, loader, {delay = 0, keep = false} = {}) {
  const [state, setState] = useState({data: keep ? kept.get(key ?? '') : undefined, loading: key !== null});
  const [attempt, setAttempt] = useState(0);
  const reload = () => setAttempt(before => before + 1);
  useEffect(() => {
    addEventListener(AGAIN, reload);
    return () => removeEventListener(AGAIN, reload);
  }, []);
  useEffect(() => {
    if (key === null) {
      setState({loading: false});
      return undefined;
    }
    const abort = new AbortController();
    setState(({data}) => ({data: (keep ? kept.get(key) : undefined) ?? data, loading: true}));
    const timer = setTimeout(async () => {
      try {
        const data = await loader(abort.signal);
        if (!abort.signal.aborted) {
          setState({data, loading: false});
          keep && remember(key, data);
        }
      } catch (error) {
        if (!abort.signal.aborted) {
          setState({error, loading: false});
        }
      }
    }, delay);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [key, attempt]);
  return {...state, reload};
}
