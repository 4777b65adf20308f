// @ts-check
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {english} from '../../../target/modules/lib/texts-en.js';
import {chinese} from '../../../target/modules/lib/texts-zh.js';

test('both languages have the same texts with the same values', () => {
  const values = texts => Object.entries(texts).map(([key, text]) => `${key} ${(text.match(/\{\w+\}/g) ?? []).sort()}`).sort();
  assert.deepEqual(values(chinese), values(english));
});
