/** Deep links: `#/VIEW?NAME=VALUE`. The address is the only state that views share. */
import {useEffect, useState} from 'preact/hooks';

/** Event of opening the address that is open: what it shows is loaded again. */
export const AGAIN = 'load-again';

/** True in a page that a command wrote, which has no other views. */
export const IS_PAGE = document.getElementById('data') !== null;

/** Parameters of the address of a view, by name. */
export type Params = Partial<Record<string, string>>;
export interface Route {
  view: string;
  params: Params;
}

/** Parameters of a new address; empty ones are left out. */
type Given = Record<string, string | number | undefined>;

/** Returns the route of the current address. */
export function currentRoute(): Route {
  const [view, query = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
  return {view: view || 'recall', params: Object.fromEntries(new URLSearchParams(query))};
}

/** Returns the link to a view. */
export function link(view: string, params: Given = {}) {
  const given = Object.entries(params).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return `#/${view}${query ? '?' + query : ''}`;
}

export interface Opening {
  /** True for no new entry in the history. */
  replace?: boolean;
}

/** Opens a view, or loads it again if it is open. */
export function open(view: string, params: Given, {replace = false}: Opening = {}) {
  const target = link(view, params);
  if (target === location.hash) {
    dispatchEvent(new Event(AGAIN));
  } else if (replace) {
    history.replaceState(null, '', target);
    dispatchEvent(new HashChangeEvent('hashchange'));
  } else {
    location.hash = target;
  }
}

/** Returns the current route; renders again when it changes. */
export function useRoute() {
  const [route, setRoute] = useState(currentRoute());
  useEffect(() => {
    const update = () => setRoute(currentRoute());
    addEventListener('hashchange', update);
    return () => removeEventListener('hashchange', update);
  }, []);
  return route;
}
