// @ts-check
// npm run pictures -- OUT_DIR [NAME…]
// Writes the pictures of docs/images, or those with these names, for example spaces-phone-dark. The service at CONSOLE_URL, if any, has the world of the demo.
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {close, inWindow, open, service, visit} from './helpers.mjs';

const [out, ...names] = process.argv.slice(2);
if (!out) {
  console.error('usage: npm run pictures -- OUT_DIR [NAME…]');
  process.exit(2);
}

/** User of the pictures, with behaviour. */
const USER = 'u-00001';
/** Milliseconds of requests before the picture of a chart. */
const TRAFFIC_MS = 60_000;
const CHART = '.chart .u-wrap';
/** Milliseconds in which titles and covers load. */
const COVERS_MS = 3000;

/**
 * Sends recalls, clicks and new contents until it is stopped. Some records are wrong.
 *
 * @param {string[]} contents to click
 */
function traffic(contents) {
  let isOn = true;
  const send = async () => {
    for (let i = 0; isOn; i++) {
      const {user} = await service.someone();
      const now = new Date().toISOString();
      const click = {user_id: user, action: 'click', content_id: contents[i % contents.length], timestamp: now};
      await service.ask('/v1/events', i % 9 === 8 ? [click, {...click, action: 'clik'}] : [click]);
      if (i % 4 === 0) {
        const content = {content_id: `new-${now}`, title: '猫咪第一次出门', tags: ['猫'], published_at: now};
        await service.ask('/v1/contents', i % 20 === 16 ? [content, {title: '没有编号'}] : [content]);
      }
      await new Promise(resolve => setTimeout(resolve, 100 + 200 * Math.random()));
    }
  };
  const sent = Promise.all([send(), send()]);
  return {async stop() {
    isOn = false;
    await sent;
  }};
}

/** Forms of each picture, by the end of its name. @type {Record<string, import('./helpers.mjs').Look>} */
const FORMS = {'': {}, '-dark': {scheme: 'dark'}, '-phone': {isPhone: true}, '-phone-dark': {isPhone: true, scheme: 'dark'}};
const PHONE = {width: 390, height: 844};

/**
 * @param {string} name
 * @param {string} hash address of the view
 * @param {number} height of the wide forms
 * @param {string} ready selector of what the picture shows
 */
async function pictures(name, hash, height, ready) {
  await Promise.all(Object.entries(FORMS).map(async ([end, look]) => {
    const file = `console-${name}${end}.png`;
    if (names.length > 0 && !names.includes(name + end)) {
      return;
    }
    await inWindow(look, async page => {
      await page.setViewportSize(look.isPhone ? PHONE : {width: 1280, height});
      await visit(page, hash);
      await page.locator(ready).first().waitFor();
      await page.waitForFunction(() => [...document.querySelectorAll('main span.content')].every(one => { // those in view have their titles
        const {x, y} = one.getBoundingClientRect();
        return !one.contains(document.elementFromPoint(x + 5, y + 5)) || one.querySelector('code');
      }));
      await page.waitForTimeout(ready === CHART ? TRAFFIC_MS : COVERS_MS);
      await page.screenshot({path: join(out, file)});
      console.log(file);
    });
  }));
}

try {
  await mkdir(out, {recursive: true});
  await open([]);
  const {contents} = await service.ask('/v1/recall', {user_id: USER, size: 60});
  const ids = contents.map(content => content.content_id);
  const [first, last] = [ids[0], ids.at(-1)];
  await pictures('recall', `#/recall?user=${USER}`, 860, '.results li');
  await pictures('channels', `#/recall?user=${USER}&tab=channels`, 860, '.column ol li');
  await pictures('compare', `#/recall?user=${USER}&tab=compare&blend=rrf&baseline=${encodeURIComponent('{"blend":"quota"}')}`, 860, '.ranks li');
  await pictures('why', `#/why?user=${USER}&content=${first}`, 1250, '.graph .node');
  await pictures('content', `#/content?id=${first}`, 1000, '.column ol li');
  await pictures('user', `#/user?id=${USER}`, 1200, '.bars li');
  await pictures('graph', `#/graph?label=User&key=${USER}&tolabel=Content&tokey=${last}`, 900, '.graph .node');
  await pictures('spaces', `#/spaces?user=${USER}`, 960, '.map canvas');
  await pictures('reports', '#/reports', 1260, '.heat td');
  await pictures('generations', '#/generations', 860, '.grid .panel');
  const {stop} = traffic(ids);
  await pictures('ingest', '#/ingest', 1100, CHART);
  await pictures('live', '#/live', 1200, CHART);
  await stop();
} finally {
  await close();
}
