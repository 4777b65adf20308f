// @ts-check
/** Loading of data for a view. */
import {useEffect, useState} from './html.js';

/**
 * @template T
 * @typedef {{data?: T, error?: Error, loading: boolean, reload: () => void}} Loaded
 */

/**
 * Loads data, and again when the key changes; an earlier load is aborted then. The old data stays until the new arrives,
 * so that a list does not flicker while a slider moves.
 *
 * @template T
 * @param {string | null} key identity of what is loaded; null loads nothing
 * @param {(signal: AbortSignal) => Promise<T>} loader
 * @param {number} [delay] milliseconds to wait for further changes of the key
 * @returns {Loaded<T>}
 */
export function useLoad(key, loader, delay = 0) {
  const [state, setState] = useState({loading: key !== null});
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (key === null) {
      setState({loading: false});
      return undefined;
    }
    const abort = new AbortController();
    setState(before => ({...before, loading: true}));
    const timer = setTimeout(async () => {
      try {
        const data = await loader(abort.signal);
        if (!abort.signal.aborted) {
          setState({data, loading: false});
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
  return {...state, reload: () => setAttempt(attempt + 1)};
}
