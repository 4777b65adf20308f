/** Titles and covers of contents, loaded when they come into view. */
import {useEffect, useRef, useState} from 'preact/hooks';
import {get, send} from './api.ts';
import {AGAIN} from './route.ts';

/** Requests at a time; browsers open six connections per host, and the views need some too. */
const CONCURRENCY = 4;

interface Facts {
  title?: string;
  cover?: Promise<string | undefined>;
}

const facts = new Map<string, Promise<Facts>>();
/** Tasks that wait: titles, which go first, and covers. */
const waiting: Record<'titles' | 'covers', (() => void)[]> = {titles: [], covers: []};
let running = 0;

async function limited<T>(queue: keyof typeof waiting, task: () => Promise<T>) {
  if (running >= CONCURRENCY) {
    await new Promise<void>(resolve => waiting[queue].push(resolve));
  }
  running++;
  try {
    return await task();
  } finally {
    running--;
    (waiting.titles.shift() ?? waiting.covers.shift())?.();
  }
}

async function load(id: string): Promise<Facts> {
  try {
    const {title, media} = await limited('titles', () => get('/v1/contents/{content_id}', {content_id: id}));
    return {title, cover: media.cover ? cover(id) : undefined};
  } catch {
    facts.delete(id); // the next view of it tries again
    return {};
  }
}

/** Returns the address of a cover in memory. */
const cover = (id: string) => address(() => send('get', '/v1/contents/{content_id}/cover', {content_id: id}));

/** Returns the address of a frame in memory. */
export const frame = (id: string, index: number, signal: AbortSignal) =>
  address(() => send('get', '/v1/contents/{content_id}/frames/{index}', {content_id: id, index}, {signal}));

/** Returns the address in memory of a picture; an image element could not send the API key. */
async function address(load: () => Promise<Response>) {
  try {
    return URL.createObjectURL(await limited('covers', async () => (await load()).blob()));
  } catch {
    return undefined; // the file is not on this machine
  }
}

/** Forgets everything, for a changed API key and for data that may have changed. */
export const forgetFacts = () => facts.clear();

addEventListener(AGAIN, forgetFacts);

const visible = new IntersectionObserver(entries => {
  for (const entry of entries) {
    if (entry.isIntersecting) {
      visible.unobserve(entry.target);
      entry.target.dispatchEvent(new CustomEvent('seen'));
    }
  }
}, {rootMargin: '300px'});

/** Returns the title and cover of a content once the element is near the visible part of the page. */
export function useFacts(id: string) {
  const element = useRef<HTMLElement>(null);
  const [found, setFound] = useState<{title?: string, cover?: string}>();
  useEffect(() => {
    const target = element.current!;
    let current = true;
    const start = async () => {
      const loading = facts.get(id) ?? load(id);
      facts.set(id, loading);
      const show = (known: typeof found) => current && setFound(known);
      const {title, cover} = await loading;
      show({title});
      show({title, cover: await cover});
    };
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
