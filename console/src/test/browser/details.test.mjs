// @ts-check
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {close, eventually, inWindow, open, service, violations, visit} from './helpers.mjs';

before(() => open());
after(close);

/** Returns the ids of the contents that a list links to. @param {import('playwright-core').Locator} links */
const idsOf = links => links.evaluateAll(all => all.map(one =>
  new URLSearchParams(/** @type {HTMLAnchorElement} */ (one).hash.split('?')[1]).get('id')));

test('a content has its clusters with their most typical contents, and its reach', async () => {
  // The most popular content is in a list of most users, also of a large catalogue.
  const {contents: [{content_id: id}]} = await service.ask('/v1/recall', {user_id: 'nobody', size: 1});
  const path = `/v1/contents/${encodeURIComponent(id)}`;
  const {clusters} = await service.ask(`${path}/clusters?size=8`);
  assert.ok(clusters.length > 0);
  await inWindow({}, async (page, problems) => {
    const answered = page.waitForResponse('**/reach?*');
    await visit(page, `#/content?id=${encodeURIComponent(id)}`);
    const {sample} = await (await answered).json();
    assert.ok(sample.users > 0 && sample.channels.length > 0);
    const columns = page.locator('.typical');
    assert.equal(await columns.count(), clusters.length);
    for (const [i, {space, contents}] of clusters.entries()) {
      assert.ok((await columns.nth(i).locator('header').innerText()).startsWith(space));
      assert.deepEqual(await idsOf(columns.nth(i).locator('.words > a')), contents.map(({content_id: one}) => one));
    }
    assert.ok((await page.locator('.sampled > p').first().innerText()).startsWith(`${sample.reached} of ${sample.users} sampled users`));
    const rows = await page.locator('.sampled tbody tr').evaluateAll(trs => trs.map(tr => [...tr.children].map(td => td.textContent)));
    assert.deepEqual(rows.map(([channel]) => channel).sort(), sample.channels.map(({id: channel}) => channel).sort());
    assert.match(await page.locator('.answered > p').first().innerText(), /^\d+ of the [\d,]+ answers of the scene feed in memory/);
    assert.deepEqual(problems, []);
  });
});

test('the sample is cancelled when the reader leaves the content', async () => {
  const {contents: [id]} = await service.someone();
  await inWindow({}, async page => {
    await page.route('**/reach?*', () => {}); // never answered
    const asked = page.waitForRequest('**/reach?*');
    await page.goto(`${service.url}/console/#/content?id=${encodeURIComponent(id)}`);
    await asked;
    const cancelled = page.waitForEvent('requestfailed', request => request.url().includes('/reach'));
    await page.keyboard.press('4'); // User
    await cancelled;
  });
});

test('a user and a content show their whole record', async t => {
  if (!service.isSimulated) {
    t.diagnostic('only in a world that may be written to');
    return;
  }
  await service.ask('/v1/users', [{user_id: 'reader', profile: {city: 'Lyon', ages: [3, 5]}, follows: ['u-00001'], mutes: ['gel']}]);
  await service.ask('/v1/contents', [{content_id: 'recorded', title: 'Recorded', categories: [['A', 'B'], ['C']], year: 1996, vectors: {own: [1, 0]}}]);
  const facts = /** @param {import('playwright-core').Locator} list */ list => list.evaluate(dl => Object.fromEntries(
    [...dl.querySelectorAll('dt')].map(dt => [dt.textContent, dt.nextElementSibling?.textContent?.trim()])));
  await inWindow({}, async (page, problems) => {
    await visit(page, '#/user?id=reader');
    assert.deepEqual(await facts(page.locator('.panel dl').first()),
      {city: 'Lyon', ages: '3, 5', 'Follows authors': 'u-00001', 'Mutes tags': 'gel'});
    await visit(page, '#/content?id=recorded');
    const shown = await facts(page.locator('.facts dl'));
    assert.match(shown.Category ?? '', /A › B.*C/s);
    assert.equal(shown.year, '1996');
    assert.equal(shown['Own vectors'], 'own (2)');
    assert.deepEqual(problems, []);
  });
  for (const path of ['/v1/users/reader', '/v1/contents/recorded']) {
    assert.ok((await fetch(service.url + path, {method: 'DELETE'})).ok);
  }
});

test('titles have the characters of their entities, dates name the month, and the file button has the language of the page', async () => {
  await inWindow({}, async (page, problems) => {
    await page.route('**/v1/contents/starred', route => route.fulfill({json: {content_id: 'starred', status: 'active',
      title: 'A &#9733; B &amp; <C> &unknown;', published_at: '2026-05-02T10:00:00Z', fields: {}, seq: 1, categories: [], tags: [],
      attributes: [], media: {frames: []}, vectors: []}}));
    await page.route(/starred\/(similar|clusters|reach)/, route => route.fulfill({json: {contents: [], clusters: [],
      scene: 'feed', size: 1, sample: {users: 0, reached: 0, channels: []}, answers: {answers: 0, reached: 0, channels: []}}}));
    await visit(page, '#/content?id=starred');
    assert.equal(await page.locator('.facts .words > span').innerText(), 'A ★ B & <C> &unknown;');
    await page.getByText(/^[12] May 2026, \d\d:00$/).waitFor();
    await page.locator('.file .button').getByText('Choose a file').waitFor();
    await page.getByRole('button', {name: '中文'}).click();
    await page.locator('.file .button').getByText('选择文件').waitFor();
    assert.deepEqual(problems, []);
  });
});

test('ids and words of any length fit the page', async () => {
  const word = 'w'.repeat(1000);
  const answers = {
    '**/v1/contents/*': {content_id: word, status: 'active', title: word, description: word, author: word, fields: {[word]: word}, seq: 1,
      categories: [{path: [word], weight: 1, source: 'given'}], tags: [{tag: word, weight: .5, source: 'text'}], attributes: [],
      media: {frames: []}, vectors: []},
    '**/v1/users/*': {user_id: word, profile: {[word]: word}, follows: [word], tags: [{tag: word, weight: 1, horizon: 'longterm'}],
      categories: [], attributes: [], recent: [], seq: 1},
    '**/v1/generations': {generations: [{id: 'g', created_at: '2026-05-02T10:00:00Z', as_of: '2026-05-02T10:00:00Z', seq: 1,
      dataset: word, bytes: 1, metrics: {}, gate: []}]},
  };
  const refused = {status: 503, json: {title: 'Service Unavailable', detail: word}};
  for (const isPhone of [false, true]) {
    await inWindow({isPhone}, async page => {
      for (const [pattern, json] of Object.entries(answers)) {
        await page.route(pattern, route => route.fulfill({json}));
      }
      await page.route('**/similar?*', route => route.fulfill(refused));
      for (const [hash, element] of [[`#/content?id=${word}`, '.failure'], [`#/user?id=${word}`, '.bars li'], ['#/generations', '.grid .panel']]) {
        await visit(page, hash);
        await page.locator(element).first().waitFor();
        await eventually(async () => assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= (isPhone ? 390 : 1280), hash));
      }
    });
  }
});

test('frames are thumbnails', async t => {
  const {contents} = await service.ask('/v1/contents?limit=30');
  const facts = await Promise.all(contents.map(({content_id: id}) => service.ask(`/v1/contents/${encodeURIComponent(id)}`)));
  const framed = facts.find(({media}) => media.frames.length > 0);
  if (!framed) {
    t.diagnostic('no content of this data has frames');
    return;
  }
  await inWindow({}, async page => {
    await visit(page, `#/content?id=${encodeURIComponent(framed.content_id)}`);
    const frames = page.locator('dd.frames > *');
    assert.equal(await frames.count(), framed.media.frames.length);
    if (service.isSimulated) {
      await eventually(async () => assert.ok(await frames.evaluateAll(all =>
        all.every(one => one instanceof HTMLImageElement && one.naturalWidth > 0 && one.naturalWidth <= 320))));
    }
  });
});

test('a generation shows what its gate checked, and each metric its difference from the generation before', async () => {
  const {generations} = await service.ask('/v1/generations');
  const [newest, before] = generations.toReversed();
  await inWindow({}, async (page, problems) => {
    await visit(page, '#/generations');
    const checks = page.locator('.grid .panel').first().locator('.gate li');
    assert.equal(await checks.count(), newest.gate.length);
    assert.deepEqual([...new Set(await checks.locator('.badge').allInnerTexts())], newest.gate.length > 0 ? ['passed'] : []);
    if (!before) {
      return;
    }
    const names = [...new Set(generations.flatMap(({metrics}) => Object.keys(metrics)))];
    const rows = page.locator('.metrics tbody tr:not(.group)');
    assert.ok(await rows.count() < names.length / 2, 'closed groups show some metrics');
    for (const group of await page.locator('.metrics .group button').all()) {
      await group.click();
    }
    assert.equal(await rows.count(), names.length);
    const changed = names.filter(name => newest.metrics[name] !== undefined && before.metrics[name] !== undefined
      && newest.metrics[name] !== before.metrics[name]);
    assert.equal(await page.locator('.metrics td:nth-child(2) small').count(), changed.length);
    await page.locator('.metrics summary', {hasText: /^events$/}).click();
    await page.getByText('Events of users that the build read.').waitFor();
    const events = page.locator('.metrics tr', {has: page.locator('code', {hasText: /^events$/})}).locator('td:nth-child(2) small');
    const difference = newest.metrics.events - before.metrics.events;
    if (difference !== 0) {
      assert.ok((await events.innerText()).replaceAll(',', '').startsWith(`${difference > 0 ? '+' : '-'}${Math.abs(difference)} (`));
    }
    await page.getByLabel('Only changed').check();
    await eventually(async () => assert.equal(await rows.count(),
        names.filter(name => new Set(generations.map(({metrics}) => metrics[name])).size > 1).length));
    assert.deepEqual(problems, []);
  });
});

test('a report shows its splits and the course of each training', async t => {
  const {reports} = await service.ask('/v1/reports');
  const report = reports.length > 0 && await service.ask(`/v1/reports/${encodeURIComponent(reports[0].name)}`);
  if (!report || !report.results) {
    t.diagnostic('no report with hit rates in this home');
    return;
  }
  await inWindow({}, async (page, problems) => {
    await visit(page, '#/reports');
    const splits = Object.values(report.splits).filter(groups => groups.length > 0);
    const tables = page.locator('.groups');
    assert.equal(await tables.count(), splits.length);
    const size = Object.keys(report.results.merged.hit_rate).at(-1) ?? '';
    for (const [i, groups] of splits.entries()) {
      const merged = await tables.nth(i).locator('tbody tr').first().locator('td').allInnerTexts();
      assert.deepEqual(merged, groups.map(({hit_rate: rates}) => {
        const {value, low, high} = rates.merged[size];
        return `${value.toFixed(3)}\n${low.toFixed(3)} – ${high.toFixed(3)}`;
      }));
    }
    const curves = Object.entries(report.training.curves ?? {});
    const panels = page.locator('.training > .panel');
    assert.deepEqual(await panels.locator('h3').allInnerTexts(), curves.map(([model]) => model));
    for (const [i, [, {epochs, best_epoch: best}]] of curves.entries()) {
      assert.ok((await panels.nth(i).innerText()).includes(`Epoch ${best} of ${epochs.length} was kept`));
      assert.equal(await panels.nth(i).locator('circle').count(), 2 * epochs.length);
    }
    assert.equal(await page.getByRole('columnheader', {name: 'Gain, refitted'}).count(), report.ablation ? 1 : 0);
    assert.deepEqual(problems, []);
  });
});

test('the lag of a Kafka topic is shown if one is consumed', async () => {
  const metrics = (up, lag) => async route => {
    const text = await (await route.fetch()).text();
    await route.fulfill({contentType: 'text/plain', body: text.replace(/^graphrecall_topic_(up|lag) .*$/gm, (_, name) =>
      `graphrecall_topic_${name} ${name === 'up' ? up : lag}`)});
  };
  await inWindow({}, async (page, problems) => {
    const totals = page.locator('.totals');
    const chart = page.getByRole('heading', {name: 'Records behind the end of the Kafka topic'});
    await page.route('**/metrics', metrics('1.0', 'NaN'));
    await visit(page, '#/ingest');
    await totals.getByText('events accepted').waitFor();
    assert.ok(!(await totals.innerText()).includes('Kafka'));
    assert.equal(await chart.count(), 0);
    await page.route('**/metrics', metrics('1.0', '1234.0'));
    await totals.getByText('1,234 records behind the end of the Kafka topic').waitFor();
    await chart.waitFor();
    await page.route('**/metrics', metrics('0.0', 'NaN'));
    await totals.getByText('The Kafka topic waits').waitFor();
    await visit(page, '#/ingest');
    await page.locator('.chart', {has: chart}).getByText('The lag is unknown while the Kafka topic waits.').waitFor();
    assert.deepEqual(problems, []);
  });
});

test('a dead letter is posted again with the digits of its ids', async () => {
  const raw = '{"user_id":7234567890123456789,"action":"fly","content_id":"a","timestamp":"2026-05-02T10:00:00Z"}';
  await inWindow({}, async page => {
    await page.route('**/v1/dead-letters', route => route.fulfill({json: {total: 1, dead_letters: [
      {id: 'one', source: 'load', kind: 'events', file: 'events.jsonl', line: 1, reason: 'unknown action', raw, at: '2026-05-02T10:00:00Z'}]}}));
    await page.route('**/v1/dead-letters/one*', route => route.fulfill({status: 503, json: {title: 'away'}}));
    await page.route('**/v1/events', route => route.fulfill({status: 202, json: {accepted: 1, rejected: [], seq: 9}}));
    await visit(page, '#/ingest');
    const letter = page.locator('.letter');
    await letter.locator('summary').click();
    await letter.locator('textarea').fill(raw.replace('fly', 'play'));
    const posted = page.waitForRequest('**/v1/events');
    await letter.getByRole('button', {name: 'Post again'}).click();
    assert.equal((await posted).postData(), `[${raw.replace('fly', 'play')}]`);
    await eventually(async () => assert.match(await letter.locator('summary').innerText(), /Accepted.*could not be removed/));
  });
});

test('views of a content and a user ask for no list that counts as an answer', async () => {
  const {user, contents: [id]} = await service.someone();
  await inWindow({}, async page => {
    const recalls = /** @type {any[]} */ ([]);
    page.on('request', request => request.url().endsWith('/v1/recall') && recalls.push(request.postDataJSON()));
    await visit(page, `#/content?id=${encodeURIComponent(id)}`);
    assert.ok(await page.locator('.columns .column').count() > 0);
    assert.deepEqual(recalls, []);
    await visit(page, `#/user?id=${encodeURIComponent(user)}`);
    await eventually(async () => assert.deepEqual(recalls.map(({generation}) => typeof generation), ['string']));
  });
});

test('reports that differ in more than their lists are not compared', async () => {
  const report = /** @param {string} name */ name => ({dataset: 'log', data: {fingerprint: name}, protocol: 'temporal', fit: 'strict', seed: 1,
    seeds: 3, generation: 'g', users: 3, users_without_target: 1, targets: 2, contents: 9, results: {merged: {hit_rate: {10: name === 'a' ? .5 : .25}}}});
  await inWindow({}, async page => {
    await page.route('**/v1/reports', route => route.fulfill({json: {reports: ['a', 'b'].map(name => ({name, created_at: '2026-05-02T10:00:00Z'}))}}));
    await page.route('**/v1/reports/*', route => route.fulfill({json: report(route.request().url().at(-1) ?? '')}));
    await visit(page, '#/reports?a=a&b=b');
    await eventually(async () => assert.match(await page.locator('.state.warning').innerText(), /cannot be compared/));
    assert.equal(await page.locator('.better, .worse').count(), 0);
    assert.equal(await page.getByText('B − A').count(), 0);
    assert.equal(await page.getByText('mean of 1 to 3').count(), 2);
  });
});

/** Reports with every part that only some evaluations have, and of three seeds. */
const COMPLETE = {
  dataset: 'log', protocol: 'leave-one-out', fit: 'strict', seed: 1, seeds: 3, generation: 'g', users: 9, users_without_target: 1, targets: 8, contents: 90,
  results: {
    merged: {hit_rate: {10: .5, 100: .75}, strata: {search_scene: {questions: 3, hit_rate: {10: .25, 100: .625}}, own_group: {questions: 1234, hit_rate: {10: .1, 100: .2}}}},
    i2i: {hit_rate: {10: .4, 100: .5}, strata: {search_scene: {questions: 3, hit_rate: {10: 0, 100: .125}}, own_group: {questions: 1234, hit_rate: {10: 0, 100: .3}}}},
  },
  deviation: {results: {merged: {hit_rate: {10: .0125, 100: .025}}}, ecosystem: {merged: {coverage: .0375}}},
  ecosystem: {merged: {coverage: .875, gini: .5}},
  searches: {merged: {questions: 3, hit_rate: {10: .3, 100: .9}}, query_word: {questions: 3, hit_rate: {10: .2, 100: .8}}},
};

for (const [language, group, users, own] of /** @type {const} */ ([
  ['en', 'target in scene search', '3 users', 'own_group'], ['zh', '目标来自搜索场景', '3 位用户', 'own_group']])) {
  test(`a report shows groups of requests, scene search and deviations: ${language}`, async () => {
    await inWindow({language}, async (page, problems) => {
      await page.route('**/v1/reports', route => route.fulfill({json: {reports: [{name: 'a', created_at: '2026-05-02T10:00:00Z'}]}}));
      await page.route('**/v1/reports/*', route => route.fulfill({json: COMPLETE}));
      await visit(page, '#/reports');
      /** Returns the texts of the cells of a table. @param {string} table */
      const cells = table => page.locator(`${table} tbody tr`).evaluateAll(rows =>
        rows.map(row => [...row.querySelectorAll('td')].map(cell => cell.innerText.trim().replaceAll('\u00a0', ' '))));

      const heads = await page.locator('.strata thead th').allInnerTexts();
      assert.deepEqual(heads.slice(1).map(head => head.split('\n')[0]), [group, own]);
      assert.equal(heads[1]?.split('\n')[1], users);
      assert.deepEqual((await cells('.strata')).map(row => row.slice(1)), [['0.6250', '0.2000'], ['0.1250', '0.3000']]);
      assert.deepEqual((await cells('.searches')).map(row => row.slice(1)), [['0.3000', '0.9000'], ['0.2000', '0.8000']]);
      await page.getByText('0.5000 ± 0.0125').waitFor();
      await page.getByText('0.8750 ± 0.0375').waitFor();
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(problems, []);
    });
  });
}

test('a report without these parts has no empty tables', async () => {
  const {searches: _, deviation: __, ...report} = COMPLETE;
  report.results = {merged: {hit_rate: {10: .5, 100: .75}}};
  await inWindow({}, async page => {
    await page.route('**/v1/reports', route => route.fulfill({json: {reports: [{name: 'a', created_at: '2026-05-02T10:00:00Z'}]}}));
    await page.route('**/v1/reports/*', route => route.fulfill({json: report}));
    await visit(page, '#/reports');
    await page.getByRole('heading', {name: 'Hit rate'}).waitFor();
    assert.equal(await page.locator('.strata, .searches').count(), 0);
    assert.equal(await page.getByText('±').count(), 0);
  });
});
