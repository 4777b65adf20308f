// @ts-check
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {close, eventually, inWindow, listed, open, recallAfter, service, settled, visit} from './helpers.mjs';

before(() => open());
after(close);

/** Returns the nodes of a shortest path from the first node of a table to the node with a key. */
function shortestPath({nodes, relationships}, key) {
  const paths = [[0]];
  for (const path of paths) {
    const last = path[path.length - 1];
    if (nodes[last].key === key) {
      return path.map(index => nodes[index]);
    }
    const next = relationships.flatMap(({from, to}) => (from === last ? [to] : to === last ? [from] : []));
    paths.push(...next.filter(index => !path.includes(index)).map(index => [...path, index]));
  }
  throw new Error(`no path to ${key}`);
}

/** Returns the nodes of a drawing that lines run behind. @param {import('playwright-core').Page} page */
const covered = page => page.evaluate(() => {
  const {left, top} = /** @type {Element} */ (document.querySelector('.graph')).getBoundingClientRect();
  const lines = [...document.querySelectorAll('.graph .step')].map(line => /** @type {SVGPathElement} */ (line));
  const points = lines.flatMap(line => Array.from({length: Math.floor(line.getTotalLength() / 5)}, (_, i) => line.getPointAtLength(5 * i)));
  return [...document.querySelectorAll('.graph .node')].filter(node => {
    const box = node.getBoundingClientRect();
    return points.some(({x, y}) => left + x > box.left + 4 && left + x < box.right - 4 && top + y > box.top && top + y < box.bottom);
  }).map(node => node.textContent);
});

test('a newcomer finds out why a content is recalled, changes quotas, compares generations and rolls back', async t => {
  await inWindow({}, async (page, problems) => {
    const button = name => page.getByRole('button', {name, exact: true});
    const rows = page.locator('.results > li');
    let user = '';
    let recall;

    await t.test('picks a user and sees its recall', async () => {
      await page.goto(`${service.url}/console/`);
      await page.getByText('Enter a user id').waitFor();
      recall = await recallAfter(page, () => button('Random user').click());
      user = await page.locator('main input[name=user]').inputValue();
      assert.ok(user);
      assert.equal(recall.ids.length, 50);
      assert.match(await page.locator('.summary').innerText(), /^50 of 50 contents in .* ms\s+complete/);
    });

    await t.test('sees why the first content is recalled', async () => {
      const [{content_id: content, channels}] = recall.contents;
      await rows.first().getByRole('button').click();
      const reasons = await rows.first().locator('tbody tr').evaluateAll(trs => trs.map(tr => [...tr.children].slice(0, 2).map(td => td.textContent?.trim())));
      assert.deepEqual(reasons, channels.map(({id, rank}) => [id, String(rank)]));
      await page.getByRole('link', {name: 'Why this content?'}).click();
      await page.getByText('Recalled at rank 1', {exact: true}).waitFor();
      assert.equal(await page.locator('.verdict code').innerText(), content);
      const outcomes = await page.locator('main tbody tr').evaluateAll(trs => trs.map(tr => [...tr.children].slice(0, 3).map(td => td.textContent?.trim())));
      for (const {id} of channels) {
        assert.equal(outcomes.find(([channel]) => channel === id)?.[1], 'recalled', id);
      }
      assert.ok(await page.locator('.graph .node.content').count() > 1, 'paths go over other contents');
      assert.deepEqual(await covered(page), []);
    });

    await t.test('follows a path from the user to the content in the graph', async () => {
      const content = recall.ids[0];
      await page.getByRole('link', {name: 'Graph', exact: true}).click();
      await page.locator('main input[name=key]').fill(user);
      await page.locator('select[name=tolabel]').selectOption('Content');
      await page.locator('input[name=tokey]').fill(content);
      const [response] = await Promise.all([page.waitForResponse(/\/v1\/graph\/paths/), button('Show').click()]);
      const [start, ...path] = shortestPath(await response.json(), content);
      assert.deepEqual([start.label, start.key, path.at(-1).label], ['User', user, 'Content']);
      const selected = page.locator('.graphsplit section');
      await selected.getByRole('heading', {name: `User ${user}`}).waitFor();
      for (const {label, key, name} of path) { // several contents may have the same title
        await selected.getByTitle(`${label} ${key}`, {exact: true}).first().click();
        await selected.locator('h2').filter({hasText: name ?? key}).waitFor();
        assert.ok((await page.locator('.graph .node.selected title').textContent())?.includes(key));
      }
      await settled(page);
    });

    await t.test('changes a quota and takes it back', async () => {
      const most = [...recall.channels].sort((a, b) => b.kept - a.kept)[0].id;
      await visit(page, `#/recall?user=${encodeURIComponent(user)}`);
      await eventually(async () => assert.deepEqual(await listed(page), recall.ids));
      const slider = page.getByLabel(`${most}: Quota`);
      const changed = await recallAfter(page, () => slider.fill('1'));
      assert.equal(await page.locator('.slider', {has: slider}).locator('output').innerText(), '1');
      assert.notDeepEqual(changed.ids, recall.ids);
      assert.ok(changed.channels.find(({id}) => id === most).kept <= 1);
      assert.match(page.url(), new RegExp(`channels=${most}%3A1%3A`));
      const without = await recallAfter(page, () => page.locator('.switch', {hasText: most}).getByRole('checkbox').uncheck());
      assert.ok(without.contents.every(({channels}) => channels.every(({id}) => id !== most)));
      const again = await recallAfter(page, () => button('Back to the scene').click());
      assert.deepEqual(again.ids, recall.ids);
    });

    if (service.isOwn) { // a rollback changes the service
      await t.test('compares the recalls of a generation that is open beside the one that serves', async () => {
        const {generations, serving} = await service.ask('/v1/generations');
        const [earlier, later] = generations.slice(-2).map(({id}) => id);
        assert.equal(serving, later);
        await page.getByRole('link', {name: 'Generations', exact: true}).click();
        const card = page.locator('.grid .panel', {hasText: earlier});
        await card.getByRole('button', {name: 'Open to compare'}).click();
        await card.getByRole('button', {name: 'Close'}).waitFor();
        await page.goBack();
        await button('Compare').click();
        const [response] = await Promise.all([
          page.waitForResponse(one => Boolean(one.request().postData()?.includes(earlier))),
          button('Use the open generation as A').click(),
        ]);
        const {generation, contents} = await response.json();
        assert.equal(generation, earlier);
        const ids = contents.map(content => content.content_id);
        assert.notDeepEqual(ids, recall.ids);
        const common = ids.filter(id => recall.ids.includes(id)).length;
        await page.getByText(`${common} contents are in both lists (50 in A, 50 in B;`).waitFor();
        const sides = await page.locator('.sides section').evaluateAll(sections => sections.map(section =>
          [...section.querySelectorAll('li .words > a')].map(link => link.getAttribute('href')?.split('id=')[1])));
        assert.deepEqual(sides, [ids, recall.ids]);
        assert.deepEqual(await page.locator('.sides h2').allInnerTexts(), [`A Generation ${earlier}`, `B Generation ${later}`]);
      });

      await t.test('rolls back to the earlier generation after a confirmation', async () => {
        const [earlier, later] = (await service.ask('/v1/generations')).generations.slice(-2).map(({id}) => id);
        await page.getByRole('navigation').getByRole('link', {name: 'Generations', exact: true}).click();
        const events = page.locator('tr', {has: page.getByText('events', {exact: true})}).locator('td.n');
        await events.first().waitFor();
        const counts = (await events.allInnerTexts()).map(text => Number(text.split(/\s/).at(-1)?.replaceAll(',', ''))); // behind the difference
        assert.ok(counts[0] < counts[1], `the later generation ignores events: ${counts}`);
        const dialog = page.getByRole('dialog');
        const activate = page.locator('.grid .panel', {hasText: earlier}).getByRole('button', {name: 'Activate'});
        await activate.click();
        await dialog.getByRole('heading', {name: `Activate generation ${earlier}?`}).waitFor();
        await dialog.getByRole('button', {name: 'Cancel'}).click();
        assert.equal((await service.ask('/v1/generations')).serving, later);
        await activate.click();
        await dialog.getByRole('button', {name: 'Activate'}).click();
        await page.getByText(`Generation ${earlier} serves.`).waitFor();
        const {serving, opened} = await service.ask('/v1/generations');
        assert.deepEqual([serving, opened], [earlier, undefined]);
        await page.locator('.serving').getByText(earlier.split('-')[1]).waitFor();
      });
    }

    assert.deepEqual(problems, []);
  });
});
