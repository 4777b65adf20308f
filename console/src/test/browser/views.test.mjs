// @ts-check
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {close, eventually, open, inWindow, service, violations, visit} from './helpers.mjs';

before(() => open());
after(close);

/** Returns the addresses of all views, each with an element that it shows once it is complete. */
async function views() {
  const {user, contents} = await service.someone();
  const [first, last] = [contents[0], contents.at(-1)].map(encodeURIComponent);
  const u = encodeURIComponent(user);
  const events = encodeURIComponent(JSON.stringify([['click', contents[0], 5], ['search', '猫', 2]]));
  const {reports} = await service.ask('/v1/reports');
  const {spaces} = await service.ask('/v1/spaces');
  return Object.entries({
    'recall, empty': ['#/recall', '.state'],
    'recall': [`#/recall?user=${u}`, '.results li'],
    'recall of an unknown user': ['#/recall?user=nobody-knows', '.results li'],
    'recall of composed behaviour': [`#/recall?events=${events}`, '.results li'],
    'recall, channel by channel': [`#/recall?user=${u}&tab=channels`, '.column ol li'],
    'recall, compare': [`#/recall?user=${u}&tab=compare&blend=rrf&baseline=${encodeURIComponent('{"blend":"quota"}')}`, '.ranks li'],
    'content, empty': ['#/content', '.state'],
    'content': [`#/content?id=${first}`, '.column ol li'],
    ...(spaces.some(({space}) => space === 'text') && {'content by text': [`#/content?text=${encodeURIComponent('猫')}`, '.found li']}),
    'why, empty': ['#/why', '.state'],
    'why': [`#/why?user=${u}&content=${last}`, '.verdict'],
    'user, empty': ['#/user', '.state'],
    'user': [`#/user?id=${u}`, '.bars li'],
    'graph, empty': ['#/graph', '.state'],
    'graph': [`#/graph?label=User&key=${u}`, '.graph .node'],
    'graph, paths': [`#/graph?label=User&key=${u}&tolabel=Content&tokey=${first}`, '.graph .node'],
    'graph, query': [`#/graph?tab=queries&query=similar-users&run=1&p.user=${u}&p.limit=12`, 'tbody tr'],
    'graph, drawing of a query': [`#/graph?tab=queries&query=similar-users&run=1&as=drawing&p.user=${u}&p.limit=8`, '.graph .node'],
    'graph, Cypher': ['#/graph?tab=cypher&statement=MATCH%20(t:Tag)%20RETURN%20t%20LIMIT%205&as=drawing', '.graph .node'],
    'spaces': [`#/spaces?user=${u}`, '.map canvas'],
    'evaluation': ['#/reports', reports.length > 0 ? '.heat td' : '.state'],
    ...(reports.length > 0 && {'evaluation, two reports': [`#/reports?a=${reports[0].name}&b=${reports.at(-1).name}`, '.heat td']}),
    'generations': ['#/generations', '.grid .panel'],
    'ingest': ['#/ingest', '.chart .u-wrap'],
    'live': ['#/live', '.chart .u-wrap'],
    'unknown view': ['#/no-such-view', '.state'],
  });
}

/** @type {Record<string, import('./helpers.mjs').Look>} each size, scheme and language with each value of another one */
const LOOKS = {
  'light, wide, English': {},
  'dark, wide, Chinese': {scheme: 'dark', language: 'zh'},
  'light, on a phone, Chinese': {isPhone: true, language: 'zh'},
  'dark, on a phone, English': {scheme: 'dark', isPhone: true},
};

/** Charts follow the size of the window, and colours have transitions. */
const SETTLE_MS = 3000;

for (const [name, look] of Object.entries(LOOKS)) {
  test(`every view is accessible, fits the page and reports no error: ${name}`, async t => {
    await inWindow(look, async (page, problems) => {
      for (const [view, [hash, element]] of await views()) {
        await t.test(view, async () => {
          problems.length = 0;
          await visit(page, hash);
          await page.locator(element).first().waitFor();
          assert.equal(await page.getAttribute('html', 'lang'), look.language ?? 'en');
          assert.deepEqual(await page.locator('[role=alert]').allTextContents(), []);
          for (const width of look.isPhone ? [320, 390] : [1280]) {
            await page.setViewportSize({width, height: 844});
            await eventually(async () => assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= width,
                `wider than ${width} pixels`), SETTLE_MS);
          }
          await eventually(async () => assert.deepEqual(await violations(page), []), SETTLE_MS);
          assert.deepEqual(problems, []);
        });
      }
    });
  });
}
