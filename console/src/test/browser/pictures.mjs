// @ts-check
// npm run pictures -- OUT_DIR [NAME…]
// Writes the pictures of docs/images, or those with these names. The service at CONSOLE_URL, if any, has the world of the demo.
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

/**
 * @param {string} name
 * @param {string} hash address of the view
 * @param {number} height
 * @param {string} ready selector of what the picture shows
 * @param {import('./helpers.mjs').Look} [look]
 */
async function picture(name, hash, height, ready, look = {}) {
  if (names.length > 0 && !names.includes(name)) {
    return;
  }
  await inWindow(look, async page => {
    await page.setViewportSize({width: look.isPhone ? 390 : 1280, height});
    await visit(page, hash);
    await page.locator(ready).first().waitFor();
    await page.waitForTimeout(ready === CHART ? TRAFFIC_MS : COVERS_MS);
    await page.screenshot({path: join(out, `console-${name}.png`)});
    console.log(`console-${name}.png`);
  });
}

try {
  await mkdir(out, {recursive: true});
  await open([]);
  const {contents} = await service.ask('/v1/recall', {user_id: USER, size: 60});
  const ids = contents.map(content => content.content_id);
  const [first, last] = [ids[0], ids.at(-1)];
  await picture('recall', `#/recall?user=${USER}`, 860, '.results li');
  await picture('recall-phone', `#/recall?user=${USER}`, 844, '.results li', {isPhone: true});
  await picture('channels-dark', `#/recall?user=${USER}&tab=channels`, 860, '.column ol li', {scheme: 'dark'});
  await picture('compare', `#/recall?user=${USER}&tab=compare&blend=rrf&baseline=${encodeURIComponent('{"blend":"quota"}')}`, 860, '.ranks li');
  await picture('why', `#/why?user=${USER}&content=${first}`, 1250, '.graph .node');
  await picture('content', `#/content?id=${first}`, 1000, '.column ol li');
  await picture('user', `#/user?id=${USER}`, 1200, '.bars li');
  await picture('graph', `#/graph?label=User&key=${USER}&tolabel=Content&tokey=${last}`, 900, '.graph .node');
  await picture('spaces', `#/spaces?user=${USER}`, 960, '.map canvas');
  await picture('reports', '#/reports', 1260, '.heat td');
  await picture('generations', '#/generations', 860, '.grid .panel');
  const {stop} = traffic(ids);
  await picture('ingest', '#/ingest', 1100, CHART);
  await picture('live', '#/live', 1200, CHART);
  await stop();
} finally {
  await close();
}
