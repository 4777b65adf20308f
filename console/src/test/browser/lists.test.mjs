// @ts-check
// npm run types && node --test lists.test.mjs
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {compare} from '../../../target/modules/lib/compare.js';

test('a comparison reports the move of each content', () => {
  const {first, second, common, overlap, meanMove} = compare(['a', 'b', 'c'], ['c', 'a', 'd', 'b']);
  assert.deepEqual(second.map(({id, move}) => [id, move]), [['c', 2], ['a', -1], ['d', 'new'], ['b', -2]]);
  assert.deepEqual(first.map(({id, move}) => [id, move]), [['a', -1], ['b', -2], ['c', 2]].map(([id, move]) => [id, -move]));
  assert.equal(common, 3);
  assert.equal(overlap, 3 / 4);
  assert.equal(meanMove, 5 / 3);
});

test('equal and empty lists do not differ', () => {
  assert.equal(compare(['a'], ['a']).meanMove, 0);
  assert.equal(compare([], []).overlap, 1);
  assert.equal(compare(['a'], []).first[0].move, 'new');
});
