// @ts-check
/** Titles and covers of contents, loaded when they come into view. */
import {contentPath, get, send} from './api.js';
import {useEffect, useRef, useState} from './html.js';

/** Requests at a time; browsers open six connections per host, and the views need some too. */
const CONCURRENCY = 4;

/**
 * @typedef {{title?: string, cover?: Promise<string | undefined>}} Facts
 * @type {Map<string, Promise<Facts>>}
 */
const facts = new Map();
/** Tasks that wait: titles, which go first, and covers. @type {Record<string, (() => void)[]>} */
const waiting = {titles: [], covers: []};
let running = 0;

/** @template T @param {string} queue @param {() => Promise<T>} task @returns {Promise<T>} */
async function limited(queue, task) {
  if (running >= CONCURRENCY) {
    await new Promise(resolve => waiting[queue].push(() => resolve(undefined)));
  }
  running++;
  try {
    return await task();
  } finally {
    running--;
    (waiting.titles.shift() ?? waiting.covers.shift())?.();
  }
}

/** @param {string} id @returns {Promise<Facts>} */
async function load(id) {
  try {
    const content = await limited('titles', () => get(contentPath(id)));
    return {title: content.title, cover: content.media.cover ? cover(id) : undefined};
  } catch {
    facts.delete(id); // the next view of it tries again
    return {};
  }
}

/** Returns the address of a cover in memory; an image element could not send the API key. @param {string} id */
async function cover(id) {
  try {
    return URL.createObjectURL(await limited('covers', async () => (await send(`${contentPath(id)}/cover`)).blob()));
  } catch {
    return undefined; // the file is not on this machine
  }
}

/** Forgets everything, for a changed API key. */
export const forgetFacts = () => facts.clear();

const visible = new IntersectionObserver(entries => {
  for (const entry of entries) {
    if (entry.isIntersecting) {
      visible.unobserve(entry.target);
      entry.target.dispatchEvent(new CustomEvent('seen'));
    }
  }
}, {rootMargin: '300px'});

/**
 * Returns the title and cover of a content once the element is near the visible part of the page.
 *
 * @param {string} id
 */
export function useFacts(id) {
  const element = useRef(null);
  const [found, setFound] = useState(/** @type {{title?: string, cover?: string} | undefined} */ (undefined));
  useEffect(() => {
    let current = true;
    const start = async () => {
      if (!facts.has(id)) {
        facts.set(id, load(id));
      }
      const show = known => current && setFound(known);
      const {title, cover} = await facts.get(id) ?? {};
      show({title});
      show({title, cover: await cover});
    };
    const target = element.current;
    setFound(undefined);
    target.addEventListener('seen', start);
    visible.observe(target);
    return () => {
      current = false;
      target.removeEventListener('seen', start);
      visible.unobserve(target);
    };
  }, [id]);
  return {element, facts: found};
}
