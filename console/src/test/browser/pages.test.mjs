// @ts-check
// npm run types && node --test pages.test.mjs
// Pages that commands write, opened from disk.
import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';

const FILES = join(import.meta.dirname, '../../../target/classes/io/graphrecall/console');
const HOSTILE = '</script><img src=x onerror=alert(1)>';
const bySize = value => ({10: value, 30: value, 50: value, 100: value});
const interval = (value, low = value - .01, high = value + .01) => bySize({value, low, high});
const ranking = (rate, rest = {}) => ({hit_rate: bySize(rate), ndcg: bySize(rate / 2), mrr: .05, ...rest});
const ecology = {unique_contents: 9, coverage: .5, gini: .2, tail_share: .4, fresh_share_7d: null, category_entropy: 1.5, exclusive_share: .1, intra_list_similarity: .3};
const REPORT = {
  dataset: HOSTILE, protocol: 'temporal', fit: 'strict', seed: 1, seeds: 3, generation: 'g1', seconds: 9,
  users: 12, users_without_target: 2, targets: 2000, contents: 1000,
  training: {models: ['deep_match'], epochs: 2, curves: {deep_match: {best_epoch: 1, epochs: [{loss: 2, validation: .1}, {loss: 1, validation: .09}]}}},
  excluded_targets: {hidden: 1, not_published: 1234}, undescribed: {contents: 77, targets: 56},
  data: {simulated: true, fingerprint: 'sha256:0', unlike_past: {past: 50, positives: 10, nothing_shared: .4, not_shared: {tag: .5}},
    vocabularies: {tag: {contents: 8, items: 4, both: 3}}},
  tuning: {blend: 'learned', weights: {tag: .5}, quotas: {tag: 100}, questions: 10, mean_hit_rate: .2, held_out_mean_hit_rate: .1,
    tried: [{blend: 'rrf', fitted: 'given', mean_hit_rate: .2, held_out_mean_hit_rate: .3},
      {blend: 'weighted', fitted: 'given', mean_hit_rate: .2, held_out_mean_hit_rate: .1},
      {blend: 'weighted', fitted: 'weights', mean_hit_rate: .2, held_out_mean_hit_rate: .1}],
    learned: [{popularity: false, hidden_units: 16, mean_hit_rate: .21, over_weighted: {value: .01, low: -.005, high: .02}, tail_share: .4,
      shapes: [{hidden_units: 16, popularity: false, mean_hit_rate: .2}]}]},
  results: {merged: ranking(.3), tag: ranking(.2), idle: ranking(0), linear_ranker: ranking(.1)},
  deviation: {results: {tag: ranking(.0123)}, ecosystem: {}},
  groups: {without_history: {tag: ranking(.25)}},
  intervals: {level: .95, resamples: 1000, hit_rate: {merged: bySize({low: .2, high: .4})}},
  comparisons: {merged_over_best_channel: {of: 'merged', over: 'tag', hit_rate: interval(.1)},
    tuned_over_equal_weights: {of: 'merged', over: 'equal_weights', hit_rate: interval(0)}},
  splits: {}, ecosystem: {merged: ecology, tag: ecology, idle: {...ecology, unique_contents: 0, coverage: 0}},
  contribution: {tag: {exclusive_share: .5, exclusive_hits: .25, marginal_gain: interval(.05)}},
  baselines: {fast_rp: bySize(.375)}, overlap: {merged: {tag: .5}, tag: {merged: 1}},
  spaces: {clip: {contents: 3, clusters: {count: 4, smallest: 1, median: 5, largest: 1234},
    labels: {'attribute.colour': {agreement: .75, chance: .125, purity: .7, majority: .55, contents: 3}}}},
  cross_modal: {contents: 2, text_to_picture: .625, picture_to_text: .3125, chance: .0625},
  examples: [{user_id: 'ann', recent: [{content_id: 'b', title: 'Title of <b>'}], target: {content_id: 'a'},
    lists: {tag: [{content_id: 'a', reason: 'by tag'}, {content_id: 'c', title: 'Third'}]}}],
};
const PICTURES = {
  maps: {clip: {label: 'attribute.colour', values: ['red'], dots: [{x: 0, y: 1, value: 0}, {x: 1, y: 1, value: -1}],
    rings: [{x: 1, y: 0, contents: 3, value: 'red', share: .5}, {x: 0, y: 0, contents: 4, value: '', share: 0}]}},
  near: {clip: [[{title: 'first', picture: 'AAAA'}, {title: 'no picture'}]]},
};

let folder = '';
/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await chromium.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium'});
  folder = await mkdtemp(join(tmpdir(), 'pages-'));
});
after(async () => {
  await rm(folder, {recursive: true});
  await browser.close();
});

/** Opens a page with some data and returns its text, with details open. @param {object} data */
async function shown(data) {
  const [script, style] = await Promise.all(['page.js', 'page.css'].map(name => readFile(join(FILES, name), 'utf8')));
  const file = join(folder, 'page.html');
  await writeFile(file, `<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><style>${style}</style><div id="app"></div>
    <script id="data" type="application/json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script><script type="module">${script}</script>`);
  const page = await browser.newPage({locale: 'en'});
  /** @type {string[]} */
  const problems = [];
  page.on('pageerror', error => problems.push(String(error)));
  page.on('dialog', dialog => problems.push(dialog.message()));
  await page.goto(pathToFileURL(file).href);
  await page.locator('h1').waitFor();
  await page.evaluate(() => document.querySelectorAll('details').forEach(one => (one.open = true)));
  const text = await page.locator('main').innerText();
  assert.deepEqual(problems, []);
  assert.equal(await page.locator('a[href]').count(), 0, 'there is no other view');
  await page.close();
  return text.replaceAll(/\s+/g, ' ');
}

const contains = (text, ...parts) => parts.forEach(part => assert.ok(text.includes(part), `${part} in ${text}`));

test('a report shows all its figures', async () => {
  const text = await shown({kind: 'evaluation', report: REPORT, pictures: PICTURES});
  contains(text, HOSTILE, 'Simulated data', 'gain over the best channel, tag (+0.0900 to +0.1100, significant)',
      'gain from tuning, over equal weights', 'not significant', 'random list 0.0100', 'left out: idle', '± 0.0123', 'mean of 1 to 3',
      'NDCG@10', '1,235 of 2,000 targets cannot be recalled: not published 1,234, hidden 1.', '77 contents are mentioned by events only',
      'fast_rp 0.3750', 'Users without history', 'weights (selected)', '16 hidden units, without popularity', 'colour', '0.7500 chance 0.1250',
      '0.7000 one cluster 0.5500', '1 to 1,234 contents, median 5', '0.6250', 'clip, by colour', 'no picture', 'Latest contents: Title of <b>.', 'a by tag',
      '40.0%', '75.0%', 'deep_match, at most 2 epochs', '1,000 resamples');
  assert.ok(!text.includes('NaN') && !text.includes('undefined'));
});

test('the report of spaces, a comparison, a profile and a result are drawn', async () => {
  contains(await shown({kind: 'spaces', report: {...REPORT, dataset: 'd'}, pictures: PICTURES}), '1,000 contents without behaviour', 'Cluster purity');
  contains(await shown({kind: 'comparison', reports: [{path: 'p', setting: 's', seeds: 'seed 1'}, {path: 'q', setting: 's', seeds: 'seed 1'}],
    comparable: false, without_contents: ['idle'], columns: ['HR@10'], rows: [{list: 'merged', label: 'A', values: ['0.1']}],
    caption: 'Differences', differences: [{list: 'merged', label: 'B − A', hit_rate: interval(.15)}], notes: ['A has no ranks']}),
  'not comparable', 'left out: idle', 'B − A', '+0.1500', 'No confidence intervals: A has no ranks.');
  contains(await shown({kind: 'profile', title: 'world', tiles: [{value: '200', text: 'contents'}], conclusions: ['No searches.'], warnings: ['w'],
    distributions: [{title: 'Events by action', label: 'action', counted: 'events', counts: [{name: 'click', count: 3}], total: 4}], files: ['f']}),
  '200 contents', 'No searches.', 'click 3', '75.0%');
  contains(await shown({kind: 'result', title: 'Query result', summary: '', statement: 'MATCH', parameters: {user: 'u'}, caption: '2 nodes',
    table: {columns: ['user'], rows: [['u']], truncated: true, nodes: [{label: 'User', key: 'u'}, {label: 'Content', key: 'c', name: 'Title'}],
      relationships: [{from: 0, to: 1, type: 'CLICKED'}]}}), 'CLICKED', 'Title', 'MATCH');
});
