// @ts-check
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {close, eventually, inWindow, open, recallAfter, service, settled, visit} from './helpers.mjs';

before(() => open());
after(close);

const MAX_TABS = 100;

/** Presses Tab until an element has the focus. @param {import('playwright-core').Locator} element */
async function tabTo(element) {
  for (let tabs = 0; tabs < MAX_TABS; tabs++) {
    await element.page().keyboard.press('Tab');
    if (await element.evaluate(one => one === document.activeElement)) {
      return;
    }
  }
  throw new Error(`${MAX_TABS} times Tab do not reach ${element}`);
}

/** Asserts that the focus is in an element. @param {import('playwright-core').Page} page @param {string} selector */
const hasFocus = (page, selector) => eventually(async () =>
  assert.ok(await page.locator(selector).evaluate(one => one === document.activeElement), `${selector} has no focus`));

test('each view opens by its key', async () => {
  await inWindow({}, async (page, problems) => {
    await page.goto(`${service.url}/console/`);
    const names = await page.locator('nav a').allInnerTexts();
    assert.equal(names.length, 10);
    for (const [index, name] of [...names.entries()].reverse()) {
      await page.keyboard.press(String((index + 1) % 10));
      await page.getByRole('heading', {name, level: 1, exact: true}).waitFor();
      assert.equal(await page.locator('nav [aria-current]').innerText(), name);
      await settled(page);
    }
    assert.deepEqual(problems, []);
  });
});

test('the keyboard alone changes a quota and finds out why a content is recalled', async () => {
  const {user, contents: [first]} = await service.someone();
  await inWindow({}, async (page, problems) => {
    const press = key => page.keyboard.press(key);
    await page.goto(`${service.url}/console/`);
    await settled(page);
    await press('Tab');
    await hasFocus(page, '.skip');
    await press('Enter');
    await hasFocus(page, 'main');
    await press('/');
    await hasFocus(page, 'main input[name=user]');
    await page.keyboard.type(user);
    const {ids} = await recallAfter(page, () => press('Enter'));
    assert.equal(ids[0], first);
    await hasFocus(page, 'main input[name=user]');

    await tabTo(page.locator('.sliders input[type=range]').first());
    const changed = await recallAfter(page, () => press('Home'));
    assert.deepEqual([changed.channels[0].kept, changed.channels[0].dropped.duplicate], [0, 0]);
    await tabTo(page.locator('.results > li button').first());
    await press('Enter');
    await page.locator('.reasons').waitFor();
    await tabTo(page.getByRole('link', {name: 'Why this content?'}));
    await press('Enter');
    await page.locator('.verdict').getByText('Recalled at rank').waitFor();
    await hasFocus(page, 'main');
    await tabTo(page.locator('.graph a').first());
    await press('Enter');
    await page.getByRole('heading', {name: 'User', level: 1}).waitFor();
    assert.equal(await page.locator('main input[name=id]').inputValue(), user);
    assert.deepEqual(problems, []);
  });
});

test('the focus is in the view after a key was entered for it', async () => {
  await inWindow({}, async page => {
    await page.route('**/v1/scenes', route => (route.request().headers()['x-api-key'] ? route.continue()
      : route.fulfill({status: 401, json: {title: 'Unauthorized'}})));
    await visit(page, '#/recall');
    await tabTo(page.getByRole('alert').getByRole('button', {name: 'API key'}));
    await page.keyboard.press('Enter');
    await page.keyboard.type('any');
    await page.keyboard.press('Enter');
    await page.locator('main input[name=user]').waitFor();
    await hasFocus(page, 'main');
  });
});

test('the keyboard alone grows a graph and walks over a map', async () => {
  const {user} = await service.someone();
  await inWindow({}, async (page, problems) => {
    const press = key => page.keyboard.press(key);
    await page.goto(`${service.url}/console/#/graph`);
    await settled(page);
    await press('/');
    await page.keyboard.type(user);
    await press('Enter');
    const nodes = page.locator('.graph .node');
    await nodes.first().waitFor();
    const before = await nodes.count();
    await tabTo(page.getByRole('button', {name: /^Content /}).first());
    await press('Enter');
    await eventually(async () => assert.ok(await nodes.count() > before));
    await press('6');
    const map = page.getByRole('application');
    await map.waitFor();
    await settled(page);
    await tabTo(map);
    await press('ArrowRight');
    const title = await page.locator('.tip a[title]').getAttribute('href');
    await press('Enter');
    await page.locator('.facts').waitFor();
    assert.ok(title && page.url().endsWith(title));
    assert.deepEqual(problems, []);
  });
});
