// @ts-check
/** Deep links: `#/VIEW?NAME=VALUE`. The address is the only state that views share. */
import {useEffect, useState} from './html.js';

/** Event of opening the address that is open: what it shows is loaded again. */
export const AGAIN = 'load-again';

/** @typedef {{view: string, params: Record<string, string>}} Route */

/** Returns the route of the current address. @returns {Route} */
export function currentRoute() {
  const [view, query = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
  return {view: view || 'recall', params: Object.fromEntries(new URLSearchParams(query))};
}

/**
 * Returns the link to a view; empty parameters are left out.
 *
 * @param {string} view
 * @param {Record<string, string | number | undefined>} [params]
 */
export function link(view, params = {}) {
  const given = Object.entries(params).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return `#/${view}${query ? '?' + query : ''}`;
}

/**
 * Opens a view, or loads it again if it is open.
 *
 * @param {string} view
 * @param {Record<string, string | number | undefined>} params
 * @param {{replace?: boolean}} [options] replace: without a new entry in the history
 */
export function open(view, params, {replace = false} = {}) {
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
