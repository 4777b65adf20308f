// @ts-check
// npm run types && node --test wilson.test.mjs
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {wilson} from '../../../target/modules/lib/wilson.js';

const rounded = ({low, high}) => [low, high].map(end => Number(end.toFixed(4)));

test('the interval is that of published examples', () => {
  assert.deepEqual(rounded(wilson(81, 263)), [0.2553, 0.3662]); // Newcombe 1998, table I
  assert.deepEqual(rounded(wilson(15, 148)), [0.0624, 0.1605]);
  assert.deepEqual(rounded(wilson(0, 20)), [0, 0.1611]);
  assert.deepEqual(rounded(wilson(1, 29)), [0.0061, 0.1718]);
  assert.deepEqual(rounded(wilson(29, 29)), [0.883, 1]);
});
