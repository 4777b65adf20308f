/** Loading of data for a view. */
import {useEffect, useState} from 'preact/hooks';
import {AGAIN} from './route.ts';

export interface Loaded<T> {
  data?: T;
  error?: Error;
  loading: boolean;
  reload: () => void;
}

const MAX_KEPT = 30;
/** Data to show at once when the reader comes back, the oldest first. */
const kept = new Map<string, unknown>();

/** Forgets everything, for a changed API key. */
export const forgetLoaded = () => kept.clear();

function remember(key: string, data: unknown) {
  kept.delete(key);
  kept.set(key, data);
  const [oldest] = kept.keys();
  if (kept.size > MAX_KEPT && oldest !== undefined) {
    kept.delete(oldest);
  }
}

interface Options {
  /** Milliseconds to wait for further changes of the key. */
  delay?: number;
  /** True to show the last data of this key until the new arrives. */
  keep?: boolean;
}

/**
 * Loads data, and again when the key changes; an earlier load is aborted then. The old data stays until the new arrives,
 * so that a list does not flicker while a slider moves.
 *
 * @param key identity of what is loaded; null loads nothing
 */
export function useLoad<T>(key: string | null, loader: (signal: AbortSignal) => Promise<T>, {delay = 0, keep = false}: Options = {}): Loaded<T> {
  /** Data of a key have the type of its loader. */
  const known = (ofKey: string | null) => (keep && ofKey !== null ? kept.get(ofKey) as T | undefined : undefined);
  const [state, setState] = useState<Omit<Loaded<T>, 'reload'>>({data: known(key), loading: key !== null});
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
    setState(({data}) => ({data: known(key) ?? data, loading: true}));
    const timer = setTimeout(async () => {
      try {
        const data = await loader(abort.signal);
        if (!abort.signal.aborted) {
          setState({data, loading: false});
          keep && remember(key, data);
        }
      } catch (error) {
        if (!abort.signal.aborted) {
          setState({error: error as Error, loading: false});
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
