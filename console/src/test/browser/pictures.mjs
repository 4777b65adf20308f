// @ts-check
// npm run pictures -- OUT_DIR [USER]
// Writes the pictures of docs/images: from the world of the demo, or from the service at CONSOLE_URL.
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {close, eventually, inWindow, open, service, visit} from './helpers.mjs';

const [out, chosen] = process.argv.slice(2);
if (!out) {
  console.error('usage: npm run pictures -- OUT_DIR [USER]');
  process.exit(2);
}

/** Milliseconds of requests before the picture of a chart. */
const TRAFFIC_MS = 60_000;

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

/** @type {(name: string, hash: string, height: number, ready: string, look?: import('./helpers.mjs').Look) => Promise<void>} */
const picture = (name, hash, height, ready, look = {}) => inWindow(look, async page => {
  await page.setViewportSize({width: look.isPhone ? 390 : 1280, height});
  await visit(page, hash);
  await page.locator(ready).first().waitFor();
  if (ready === '.chart') {
    await page.waitForTimeout(TRAFFIC_MS);
  }
  await eventually(async () => { // titles and covers come later than their contents
    await page.waitForLoadState('networkidle');
  });
  await page.waitForTimeout(1000);
  await page.screenshot({path: join(out, `console-${name}.png`)});
  console.log(`console-${name}.png`);
});

try {
  await mkdir(out, {recursive: true});
  await open([]);
  const some = await service.someone();
  const user = chosen ?? some.user;
  const {contents} = await service.ask('/v1/recall', {user_id: user, size: 60});
  const [first, last] = [contents[0], contents.at(-1)].map(content => encodeURIComponent(content.content_id));
  const u = encodeURIComponent(user);
  await picture('recall', `#/recall?user=${u}`, 860, '.results li');
  await picture('recall-phone', `#/recall?user=${u}`, 844, '.results li', {isPhone: true});
  await picture('channels-dark', `#/recall?user=${u}&tab=channels`, 860, '.column ol li', {scheme: 'dark'});
  await picture('compare', `#/recall?user=${u}&tab=compare&blend=rrf&baseline=${encodeURIComponent('{"blend":"quota"}')}`, 860, '.ranks li');
  await picture('why', `#/why?user=${u}&content=${first}`, 1250, '.graph .node');
  await picture('content', `#/content?id=${first}`, 1000, '.column ol li');
  await picture('user', `#/user?id=${u}`, 900, '.bars li');
  await picture('graph', `#/graph?label=User&key=${u}&tolabel=Content&tokey=${last}`, 900, '.graph .node');
  await picture('spaces', `#/spaces?user=${u}`, 960, '.map canvas');
  await picture('reports', '#/reports', 1260, '.heat td');
  await picture('generations', '#/generations', 860, '.grid .panel');
  const {stop} = traffic(contents.map(content => content.content_id));
  await picture('ingest', '#/ingest', 1100, '.chart');
  await picture('live', '#/live', 1200, '.chart');
  await stop();
} finally {
  await close();
}
