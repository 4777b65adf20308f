// @ts-check
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {close, inWindow, open, recallAfter, service, violations, visit} from './helpers.mjs';

before(() => open());
after(close);

/** Views without a request, and what they say. */
const EMPTY = {
  '#/recall': 'Enter a user id, or compose behaviour by hand.',
  '#/content': 'Enter a content id or a text, or choose a picture.',
  '#/why': 'Enter a user id and a content id.',
  '#/user': 'Enter a user id.',
  '#/graph': 'Enter a node for its neighbours, or two nodes for the paths between them.',
  '#/graph?tab=queries': 'Fill in the parameters and run the query.',
  '#/graph?tab=cypher': 'A statement that returns nodes or paths is drawn.',
};

/** Requests that fail, and what the view says. */
const FAILING = {
  '#/user?id=nobody': "404 Not found. unknown user 'nobody'",
  '#/content?id=no-such-content': "404 Not found. unknown content 'no-such-content'",
  '#/why?user=nobody&content=no-such-content': "404 Not found. unknown content 'no-such-content'",
  '#/graph?label=User&key=nobody': "404 Not found. the graph has no User 'nobody'",
  '#/recall?user=nobody&size=5000': '400 The request is not valid. /size is 5000, expected an integer between 1 and 1000',
  '#/recall?user=nobody&blend=none': "400 The request is not valid. /blend is 'none', expected one of",
  '#/graph?tab=cypher&statement=CREATE%20(n)': '400 The request is not valid. /statement the statement must only read the graph',
  '#/graph?tab=cypher&statement=MATCH%20(n%20RETURN': '400 The request is not valid. /statement the statement was refused by Neo4j: Invalid input',
};

test('a view without a request says what to enter', async () => {
  await inWindow({}, async (page, problems) => {
    for (const [hash, text] of Object.entries(EMPTY)) {
      await visit(page, hash);
      assert.equal(await page.locator('.state').innerText(), text);
    }
    assert.deepEqual(problems, []);
  });
});

test('a view says what is wrong with a request', async () => {
  await inWindow({}, async page => {
    for (const [hash, text] of Object.entries(FAILING)) {
      await visit(page, hash);
      const shown = (await page.getByRole('alert').innerText()).replaceAll('\n', ' ');
      assert.ok(shown.startsWith(text), shown);
      assert.deepEqual(await violations(page), []);
    }
  });
});

test('an unknown user gets a cold start', async () => {
  await inWindow({}, async (page, problems) => {
    await visit(page, '#/recall');
    await page.locator('main input[name=user]').fill('nobody');
    const {ids, channels} = await recallAfter(page, () => page.keyboard.press('Enter'));
    assert.ok(ids.length > 0);
    assert.ok(channels.find(({id}) => id === 'popular').returned > 0);
    assert.equal(channels.find(({id}) => id === 'i2i').returned, 0);
    assert.deepEqual(problems, []);
  });
});

if (service.isOwn) {
  test('the console says that the service stopped, and recovers when it is back', async () => {
    const {user} = await service.someone();
    await inWindow({}, async page => {
      const [header, alert] = [page.locator('.serving'), page.getByRole('alert')];
      await visit(page, `#/recall?user=${encodeURIComponent(user)}`);
      await header.getByText('Generation').waitFor();
      const ready = await header.textContent();
      await service.stop();
      await header.getByText('Not ready').waitFor();
      await page.getByLabel('Size').fill('20');
      await page.keyboard.press('Enter');
      await alert.getByText('The service does not respond.').waitFor();
      await service.start();
      const {ids} = await recallAfter(page, () => alert.getByRole('button', {name: 'Try again'}).click());
      assert.equal(ids.length, 20);
      await header.getByText('Generation').waitFor();
      assert.equal(await header.textContent(), ready);
    });
  });

  test('charts go on when the service is back', async () => {
    await inWindow({}, async page => {
      await visit(page, '#/live');
      await page.locator('.lead').getByText('Ready').waitFor();
      await service.stop();
      await page.locator('.lead').getByText('Not ready').waitFor();
      await page.getByRole('alert').getByText('The service does not respond.').waitFor();
      await service.start();
      await page.locator('.lead').getByText('Ready', {exact: true}).waitFor();
      assert.equal(await page.getByRole('alert').count(), 0);
    });
  });
}
