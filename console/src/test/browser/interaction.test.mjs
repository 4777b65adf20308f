// @ts-check
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {close, eventually, inWindow, open, recallAfter, service, visit} from './helpers.mjs';

before(() => open());
after(close);

test('the comparison shows how each content moves while a slider moves', async () => {
  const {user} = await service.someone();
  await inWindow({}, async (page, problems) => {
    await visit(page, `#/recall?user=${encodeURIComponent(user)}&tab=compare&blend=quota`);
    await page.getByRole('button', {name: 'Use these settings as A'}).click();
    const moves = page.locator('.sides section:last-child li .move, .sides section:last-child li .badge');
    await eventually(async () => assert.deepEqual([...new Set(await moves.allInnerTexts())], ['=']));
    const {coverage} = await service.ask('/v1/recall', {user_id: user, size: 50, blend: 'quota'});
    const [most] = coverage.channels.sort((one, other) => other.kept - one.kept);
    await page.getByLabel(`${most.id}: Quota`).fill('0');
    await eventually(async () => assert.ok((await moves.allInnerTexts()).some(text => text !== '=')));
    assert.deepEqual(problems, []);
  });
});

test('a link to a comparison keeps the scene of A', async () => {
  const {user} = await service.someone();
  await inWindow({}, async (page, problems) => {
    await visit(page, `#/recall?user=${encodeURIComponent(user)}&tab=compare`);
    await page.getByRole('button', {name: 'Use these settings as A'}).click();
    await page.locator('.sides').waitFor();
    const scene = page.locator('.field', {hasText: /^Scene/}).locator('select');
    const first = await scene.inputValue();
    await scene.selectOption('search');
    await eventually(async () => assert.match(page.url(), /scene=search/));
    const {hash} = new URL(page.url());
    await page.goto('about:blank'); // ends the requests of the change
    const scenes = /** @type {string[]} */ ([]);
    page.on('request', request => request.url().endsWith('/v1/recall') && scenes.push(request.postDataJSON().scene));
    await visit(page, hash);
    await page.locator('.sides').waitFor();
    assert.deepEqual(scenes.sort(), [first, 'search'].sort());
    assert.deepEqual(problems, []);
  });
});

test('a form keeps what is typed while another field changes', async () => {
  const {user} = await service.someone();
  await inWindow({}, async (page, problems) => {
    await visit(page, '#/recall');
    await page.locator('main input[name=user]').fill(user);
    await page.locator('.field', {hasText: /^Scene/}).locator('select').selectOption('search');
    await eventually(async () => assert.match(page.url(), /scene=search/));
    const {ids} = await recallAfter(page, () => page.getByRole('button', {name: 'Show'}).click());
    assert.ok(ids.length > 0);
    assert.equal(await page.locator('main input[name=user]').inputValue(), user);
    assert.deepEqual(problems, []);
  });
});

for (const isPhone of [false, true]) {
  test(`the user field offers ids that start with what is typed${isPhone ? ', on a phone' : ''}`, async () => {
    const {users: [, second]} = await service.ask('/v1/users?limit=2');
    const start = second.user_id.slice(0, -1);
    const {users} = await service.ask(`/v1/users?limit=10&prefix=${encodeURIComponent(start)}`);
    await inWindow({isPhone, language: isPhone ? 'zh' : 'en'}, async (page, problems) => {
      await visit(page, '#/recall');
      const field = page.locator('main input[name=user]');
      await field.pressSequentially(start);
      const offered = () => field.evaluate(input =>
        [.../** @type {HTMLInputElement} */ (input).list?.options ?? []].map(option => option.value));
      await eventually(async () => assert.deepEqual(await offered(), users.map(user => user.user_id)));
      await field.fill(second.user_id);
      const {ids} = await recallAfter(page, () => field.press('Enter'));
      assert.ok(ids.length > 0);
      assert.match(page.url(), new RegExp(`user=${encodeURIComponent(second.user_id)}`));
      await field.fill('no such user');
      await eventually(async () => assert.deepEqual(await offered(), []));
      assert.deepEqual(problems, []);
    });
  });
}

test('composed behaviour leads to a recall with its triggers, and is kept while a user is shown', async () => {
  const {user, contents: [content]} = await service.someone();
  await inWindow({}, async (page, problems) => {
    await visit(page, '#/recall');
    await page.getByRole('button', {name: 'Composed behaviour'}).click();
    await page.getByLabel('Content id').fill(content);
    const {contents} = await recallAfter(page, () => page.getByRole('button', {name: 'Show'}).click());
    const triggers = contents.flatMap(({channels}) => channels.map(({trigger}) => trigger));
    assert.ok(triggers.includes(`content:${content}`));
    await page.getByRole('button', {name: 'User', exact: true}).click();
    await page.locator('main input[name=user]').fill(user);
    await recallAfter(page, () => page.getByRole('button', {name: 'Show'}).click());
    assert.doesNotMatch(page.url(), /events=/);
    await page.getByRole('button', {name: 'Composed behaviour'}).click();
    assert.equal(await page.getByLabel('Content id').inputValue(), content);
    assert.deepEqual(problems, []);
  });
});

if (service.isSimulated) { // contents of other data may have no pictures
  test('a picture of several megabytes finds contents and is shown', async () => {
    await inWindow({}, async (page, problems) => {
      await visit(page, '#/content');
      await page.evaluate(async () => { // noise is what a JPEG compresses least
        const canvas = new OffscreenCanvas(1500, 1500);
        const noise = new ImageData(1500, 1500);
        noise.data.forEach((_, i) => {
          noise.data[i] = i % 4 === 3 ? 255 : 256 * Math.random();
        });
        /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d')).putImageData(noise, 0, 0);
        const files = new DataTransfer();
        files.items.add(new File([await canvas.convertToBlob()], 'noise.png', {type: 'image/png'}));
        const field = /** @type {HTMLInputElement} */ (document.querySelector('main input[type=file]'));
        field.files = files.files;
        field.dispatchEvent(new Event('change', {bubbles: true}));
      });
      await page.locator('.found li').nth(5).waitFor();
      assert.equal(await page.locator('.found figure img').evaluate(image => /** @type {HTMLImageElement} */ (image).naturalWidth), 1500);
      assert.deepEqual(problems, []);
    });
  });
}

test('metrics are read while the page is visible only', async () => {
  await inWindow({}, async (page, problems) => {
    let scrapes = 0;
    page.on('request', request => {
      scrapes += request.url().endsWith('/metrics') ? 1 : 0;
    });
    const scrapesIn = async ms => {
      const before = scrapes;
      await page.waitForTimeout(ms);
      return scrapes - before;
    };
    const setHidden = hidden => page.evaluate(value => {
      Object.defineProperty(document, 'hidden', {configurable: true, value});
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
    await visit(page, '#/live');
    assert.ok(await scrapesIn(6000) > 1);
    await setHidden(true);
    await page.waitForTimeout(3000); // a scrape that runs
    assert.equal(await scrapesIn(5000), 0);
    await setHidden(false);
    assert.ok(await scrapesIn(6000) > 1);
    await page.route('**/metrics', async route => {
      await new Promise(resolve => setTimeout(resolve, 1500));
      await route.continue();
    });
    for (let i = 0; i < 6; i++) { // the reader comes back while a scrape runs
      await setHidden(true);
      await setHidden(false);
    }
    await page.waitForTimeout(5000);
    assert.ok(await scrapesIn(6000) <= 3);
    assert.deepEqual(problems, []);
  });
});

test('a chosen language is kept', async () => {
  await inWindow({}, async (page, problems) => {
    await visit(page, '#/recall');
    await page.getByRole('button', {name: '中文'}).click();
    await page.getByRole('heading', {name: '召回', level: 1}).waitFor();
    await visit(page, '#/live');
    assert.equal(await page.getAttribute('html', 'lang'), 'zh');
    await page.getByRole('button', {name: 'English'}).click();
    await page.getByRole('heading', {name: 'Live', level: 1}).waitFor();
    assert.deepEqual(problems, []);
  });
});

test('reasons of the service are Chinese on Chinese pages', async () => {
  const {user, contents} = await service.someone();
  await inWindow({language: 'zh'}, async (page, problems) => {
    await visit(page, `#/why?user=${encodeURIComponent(user)}&content=${encodeURIComponent(contents.at(-1))}&size=10`);
    assert.ok(await page.locator('td.detail').count() > 5);
    assert.deepEqual(await page.locator('td.detail [lang=en]').allInnerTexts(), []);
    await visit(page, '#/recall?user=nobody-knows&query=qwrtz&tab=channels');
    assert.ok(await page.locator('.reason').count() > 5);
    assert.match(await page.locator('.state.warning').innerText(), /搜索词/);
    await visit(page, '#/graph?tab=queries');
    assert.match(await page.locator('main p').last().innerText(), /。$/);
    assert.deepEqual(await page.locator('main [lang=en]').allInnerTexts(), []);
    assert.deepEqual(problems, []);
    await visit(page, '#/recall?user=nobody-knows&size=5000');
    assert.match(await page.getByRole('alert').innerText(), /\/size 为 5000，应为介于 1 和 1000 的整数/);
    await page.route('**/v1/rejections', route => route.fulfill({json: {rejected: [{at: '2026-05-02T10:00:00Z', records: 'contents',
      request_id: 'r', index: 0, reason: '/content_id is missing; /title is blank'}]}}));
    await visit(page, '#/ingest');
    await page.getByText('/content_id 缺失; /title 为空白').waitFor();
    await visit(page, '#/user?id=nobody-knows');
    assert.match(await page.getByRole('alert').innerText(), /用户 nobody-knows 不存在/);
  });
});

test('an exclusion is said once, in local time, and triggers have titles', async () => {
  const {user, contents: [trigger, id]} = await service.someone();
  const {title} = await service.ask(`/v1/contents/${encodeURIComponent(trigger)}`);
  const detail = 'it is published at 2026-05-02T10:00:00Z, and the service\'s clock is at 2026-05-01T09:30:00.123Z';
  const channel = (id, outcome, text) => ({id, outcome, detail: text, paths: []});
  await inWindow({}, async (page, problems) => {
    await page.route('**/v1/explain', route => route.fulfill({json: {generation: 'g', scene: 'feed', size: 100, cold_start: false,
      degraded_by: [], recalled: false, excluded_by: [{reason: 'not_published', detail}], channels: [
        channel('i2i', 'filter', `${detail}; trigger content:${trigger}`), channel('tag', 'filter', detail),
        channel('term', 'not_connected', 'the channel does not reach it')]}}));
    await visit(page, `#/why?user=${encodeURIComponent(user)}&content=${encodeURIComponent(id)}`);
    const text = await page.locator('main').innerText();
    assert.equal(text.match(/published at/g)?.length, 1);
    assert.doesNotMatch(text, /not_published|T10:00|does not reach/);
    await eventually(async () => assert.equal(await page.locator('.trigger a').innerText(), title.trim().replace(/\s+/g, ' ')));
    assert.deepEqual(problems, []);
  });
});

test('lists have their titles while the graph does not respond', async () => {
  const {user} = await service.someone();
  const {contents} = await service.ask('/v1/recall', {user_id: user, size: 50, include: ['title']});
  await inWindow({}, async page => {
    await page.route(/\/v1\/contents\/[^/]+$/, route => route.fulfill({status: 503, json: {title: 'Service Unavailable'}}));
    await visit(page, `#/recall?user=${encodeURIComponent(user)}`);
    const titles = () => page.locator('.results .words > a').allInnerTexts();
    const expected = contents.map(({content_id: id, title}) => (title ?? id).trim().replace(/\s+/g, ' '));
    await eventually(async () => assert.deepEqual(await titles(), expected));
    await page.getByRole('button', {name: 'Channel by channel'}).click();
    const first = page.locator('.column ol .words > a').first();
    assert.notEqual(await first.innerText(), new URLSearchParams((await first.getAttribute('href'))?.split('?')[1]).get('id'));
  });
});

test('the lists of channels are those of the generation of the recall, and do not count as answers', async () => {
  const {user} = await service.someone();
  await inWindow({}, async page => {
    const [asked, answered] = [page.waitForRequest('**/v1/recall/batch'), page.waitForResponse('**/v1/recall')];
    await visit(page, `#/recall?user=${encodeURIComponent(user)}&tab=channels`);
    const {generation} = await (await answered).json();
    for (const request of (await asked).postDataJSON().requests) {
      assert.deepEqual([request.generation, request.limits], [generation, []]);
    }
  });
});

test('the address of a user may name it as other views do', async () => {
  const {user} = await service.someone();
  await inWindow({}, async page => {
    await visit(page, `#/user?user=${encodeURIComponent(user)}`);
    await page.getByRole('heading', {name: 'Recent behaviour'}).waitFor();
    assert.equal(await page.locator('main input[name=id]').inputValue(), user);
  });
});

test('the navigation is not cut on a wide screen, also with a key', async () => {
  await inWindow({}, async page => {
    await visit(page, '#/recall');
    await page.evaluate(() => sessionStorage.setItem('graph-recall.api-key', 'any'));
    await visit(page, '#/recall');
    await page.getByRole('button', {name: 'API key set'}).waitFor();
    assert.ok(await page.locator('nav').evaluate(nav => nav.scrollWidth <= nav.clientWidth));
  });
});

for (const blend of ['weighted', 'rrf', 'snake']) {
  test(`the parts of the channels add up to the score of the blend ${blend}, or are not shown`, async () => {
    const {user} = await service.someone();
    await inWindow({}, async (page, problems) => {
      const answered = page.waitForResponse('**/v1/recall');
      await visit(page, `#/recall?user=${encodeURIComponent(user)}&blend=${blend}`);
      const {contents: [{score, channels}]} = await (await answered).json();
      await page.locator('.results .chips').first().click();
      const parts = page.locator('.reasons td b');
      if (blend === 'snake') {
        await page.getByText('The blend snake lets channels take turns').waitFor();
        assert.equal(await parts.count(), 0);
      } else {
        await eventually(async () => assert.equal(await parts.count(), channels.length));
        const sum = (await parts.allInnerTexts()).reduce((all, part) => all + Number(part), 0);
        assert.ok(Math.abs(sum - score) < .01 * score, `${sum} of ${score}`);
      }
      assert.deepEqual(problems, []);
    });
  });
}

test('outcomes and composed behaviour fit a phone', async () => {
  const {user, contents: [content]} = await service.someone();
  await inWindow({isPhone: true}, async (page, problems) => {
    await visit(page, `#/why?user=${encodeURIComponent(user)}&content=${encodeURIComponent(content)}`);
    assert.ok(await page.locator('.scroll', {has: page.locator('.outcomes')}).evaluate(area => area.scrollWidth <= area.clientWidth));
    await visit(page, `#/recall?events=${encodeURIComponent(JSON.stringify([['click', content, 5]]))}`);
    const controls = page.locator('.events li').locator('select, input, button');
    const [action, target, minutes, remove] = await controls.evaluateAll(all => all.map(one => one.getBoundingClientRect().y));
    assert.deepEqual([target, remove], [action, minutes], 'two lines');
    assert.deepEqual(problems, []);
  });
});

test('tables are cards on a phone, and compared lists have their ranks side by side', async () => {
  const {user} = await service.someone();
  const u = encodeURIComponent(user);
  await inWindow({isPhone: true}, async (page, problems) => {
    await page.route('**/v1/rejections', route => route.fulfill({json: {rejected: [{at: '2026-05-02T10:00:00Z', records: 'events',
      request_id: '0123456789abcdef0123456789abcdef', index: 0, reason: '/content_id is missing'}]}}));
    for (const hash of [`#/user?id=${u}`, `#/graph?tab=queries&query=similar-users&run=1&p.user=${u}&p.limit=12`, '#/ingest']) {
      await visit(page, hash);
      const cards = page.locator('.scroll', {has: page.locator('table.cards')});
      await cards.waitFor();
      assert.ok(await cards.evaluate(area => area.scrollWidth <= area.clientWidth), hash);
    }
    assert.ok(await page.locator('.cards tbody tr').evaluate(row => row.clientHeight < 160));
    await visit(page, `#/recall?user=${u}&tab=compare&blend=rrf&baseline=${encodeURIComponent('{"blend":"quota"}')}`);
    const tops = side => page.locator(`.sides section:nth-child(${side}) li`).evaluateAll(rows => rows.map(row => row.getBoundingClientRect().y));
    await eventually(async () => assert.deepEqual(await tops(1), await tops(2)));
    assert.deepEqual(problems, []);
  });
});

test('a graph says what the colours of its lines mean', async () => {
  const {user} = await service.someone();
  await inWindow({}, async (page, problems) => {
    const answered = page.waitForResponse('**/v1/graph/neighbours?*');
    await visit(page, `#/graph?label=User&key=${encodeURIComponent(user)}`);
    const types = new Set((await (await answered).json()).relationships.map(({type}) => type));
    const legend = page.locator('.legend li');
    assert.deepEqual(new Set(await legend.allInnerTexts()), types);
    assert.equal(new Set(await legend.locator('.dash').evaluateAll(all => all.map(one => getComputedStyle(one).borderTopColor))).size, types.size);
    assert.deepEqual(problems, []);
  });
});

test('the largest clusters of a map have colours, and a cluster is emphasised while it is pointed at', async () => {
  await inWindow({}, async (page, problems) => {
    await visit(page, '#/spaces');
    const clusters = page.locator('.cluster');
    const coloured = await clusters.locator('.dot:not(.grey)').evaluateAll(all => all.map(one => getComputedStyle(one).backgroundColor));
    assert.equal(coloured.length, Math.min(8, await clusters.count()));
    assert.equal(new Set(coloured).size, coloured.length);
    const pixels = () => page.locator('.map canvas').evaluate(canvas => /** @type {HTMLCanvasElement} */ (canvas).toDataURL());
    const before = await pixels();
    await clusters.last().hover();
    await eventually(async () => assert.notEqual(await pixels(), before));
    await page.locator('h1').hover();
    await eventually(async () => assert.equal(await pixels(), before));
    assert.deepEqual(problems, []);
  });
});

test('a graph can start from any other of its nodes', async () => {
  const {user} = await service.someone();
  await inWindow({}, async (page, problems) => {
    await visit(page, `#/graph?label=User&key=${encodeURIComponent(user)}`);
    const start = page.getByRole('link', {name: 'Start here'});
    assert.equal(await start.count(), 0);
    await page.locator('.graph .node.content').first().click();
    await start.click();
    await eventually(async () => assert.match(page.url(), /label=Content/));
    assert.deepEqual(problems, []);
  });
});

test('an attribute and a category are entered and shown as people write them', async () => {
  const {contents: listed} = await service.ask('/v1/contents?limit=100&include=attributes,category');
  const {category, attributes: [[property, values]]} = listed.map(one => ({...one, attributes: Object.entries(one.attributes)}))
      .find(({category: levels, attributes}) => levels?.length > 0 && attributes.length > 0);
  const [attribute, path] = [`${property}=${values[0]}`, category.join('/')];
  await inWindow({}, async (page, problems) => {
    await visit(page, '#/graph');
    await page.locator('select[name=label]').selectOption('Attribute');
    await page.locator('main input[name=key]').fill(attribute);
    await page.locator('select[name=tolabel]').selectOption('Category');
    await page.locator('input[name=tokey]').fill(path);
    await page.getByRole('button', {name: 'Show'}).click();
    await page.locator('.graphsplit h2').filter({hasText: attribute}).waitFor();
    assert.ok((await page.locator('.graph .node.selected title').textContent())?.includes(attribute));
    assert.ok(await page.locator('.graph .node.category').count() > 0);
    assert.doesNotMatch(await page.locator('main').innerHTML(), /\u001f/);
    assert.deepEqual(problems, []);
  });
});

test('paths to a second node need its label', async () => {
  const {user, contents: [content]} = await service.someone();
  await inWindow({}, async (page, problems) => {
    await visit(page, `#/graph?label=User&key=${encodeURIComponent(user)}`);
    const [label, show] = [page.locator('select[name=tolabel]'), page.getByRole('button', {name: 'Show'})];
    await page.locator('input[name=tokey]').fill(content);
    await show.click();
    assert.ok(await label.evaluate(select => select.matches(':invalid:focus')));
    await label.selectOption('Content');
    await Promise.all([page.waitForResponse(/\/v1\/graph\/paths/), show.click()]);
    await page.locator('input[name=tokey]').fill('');
    await label.selectOption('');
    await Promise.all([page.waitForResponse(/\/v1\/graph\/neighbours/), show.click()]);
    assert.deepEqual(problems, []);
  });
});

test('a table shows maps in lists', async () => {
  await inWindow({}, async (page, problems) => {
    await visit(page, `#/graph?tab=cypher&statement=${encodeURIComponent('RETURN [{n: 1}, {n: 2}] AS list, 3 AS length')}`);
    assert.deepEqual(await page.locator('main td').allInnerTexts(), ['{"n":1}, {"n":2}', '3']);
    await page.getByRole('button', {name: 'Drawing'}).click();
    assert.equal(await page.locator('.bars li span').first().innerText(), '{"n":1} › {"n":2}');
    assert.deepEqual(problems, []);
  });
});

test('a recall names the scene that is shown', async () => {
  const {user} = await service.someone();
  const {scenes} = await service.ask('/v1/scenes');
  await inWindow({}, async page => {
    await page.route('**/v1/scenes', route => route.fulfill({json: {scenes: scenes.filter(({name}) => name !== 'feed')}}));
    const asked = page.waitForRequest('**/v1/recall');
    await visit(page, `#/recall?user=${encodeURIComponent(user)}`);
    assert.equal((await asked).postDataJSON().scene, await page.locator('.field', {hasText: /^Scene/}).locator('select').inputValue());
  });
});

/** Actions of the reader before a random user arrives, and the addresses that they lead to. */
const MEANWHILE = /** @type {const} */ ([
  ['opened another view', page => page.locator('nav a', {hasText: 'Live'}).click(), /#\/live/],
  ['entered a user', async page => {
    await page.locator('main input[name=user]').fill('entered');
    await page.keyboard.press('Enter');
  }, /#\/recall\?user=entered/],
]);

for (const [meanwhile, act, address] of MEANWHILE) {
  test(`a random user that arrives late is not shown to a reader who ${meanwhile}`, async () => {
    await inWindow({}, async page => {
      let respond = () => {};
      const held = new Promise(resolve => {
        respond = () => resolve(undefined);
      });
      await page.route('**/v1/queries', async route => {
        await held;
        await route.continue();
      });
      await visit(page, '#/recall');
      const asked = page.waitForRequest('**/v1/queries');
      await page.getByRole('button', {name: 'Random user'}).click();
      await asked;
      await act(page);
      await page.waitForURL(address);
      const answered = page.waitForResponse('**/v1/queries');
      respond();
      await answered;
      await page.waitForTimeout(300);
      assert.match(page.url(), address);
    });
  });
}
