// @ts-check
import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {chineseOf} from '../../../target/modules/lib/said.js';
import {SENTENCES} from '../../../target/modules/lib/sentences-zh.js';
import {english} from '../../../target/modules/lib/texts-en.js';
import {chinese} from '../../../target/modules/lib/texts-zh.js';

const ROOT = join(import.meta.dirname, '../../../..');

const valuesOf = text => (text.match(/\{\w+\}/g) ?? []).sort();

test('both languages have the same texts with the same values', () => {
  const values = texts => Object.entries(texts).map(([key, text]) => `${key} ${valuesOf(text)}`).sort();
  assert.deepEqual(values(chinese), values(english));
});

/** Returns the files of a folder and its folders whose names have an ending. @param {string} folder @param {string} ending */
async function read(folder, ending) {
  const names = (await readdir(join(ROOT, folder), {recursive: true})).filter(name => name.endsWith(ending));
  return Promise.all(names.map(name => readFile(join(ROOT, folder, name), 'utf8')));
}

test('each sentence with a Chinese text is one of the service', async () => {
  const java = (await Promise.all(['service', 'pipeline', 'blend', 'cypher', 'loaders', 'graph-schema'].map(module => read(`${module}/src/main/java`, '.java')))).flat();
  const literals = java.map(code => [...code.matchAll(/"((?:[^"\\\n]|\\.)*)"/g)].map(([, text]) => text).join(''));
  const queries = (await read('cypher/src/main/resources', '.cypher')).map(text => text.replace(/\n\/\/ /g, ' '));
  const said = [...literals, ...queries].join('\n');
  for (const [sentence, text] of Object.entries(SENTENCES)) {
    assert.deepEqual(sentence.split(/\{\w+\}/).filter(part => !said.includes(part)), [], sentence);
    assert.deepEqual(valuesOf(text), valuesOf(sentence));
  }
});

test('sentences of the service are said in Chinese, with their values and joined as the service joins them', () => {
  assert.equal(chineseOf('rank 8 in the channel, rank 1 in the result; trigger tag:a, b'), '通道内第 8 名，列表中第 1 名；触发源 tag:a, b');
  assert.equal(chineseOf('rank 8 in the channel, but no channel of the query found it'), '通道内第 8 名，但没有搜索通道找到它');
  assert.equal(chineseOf('rank 8 in the channel, but the result has at most 3 contents with author ed'),
    '通道内第 8 名，但列表限制为最多 3 条 author ed 的内容');
  assert.equal(chineseOf('it lacks tag red; gel; the user has seen it'), '不满足条件 tag red; gel；用户已看过');
  assert.equal(chineseOf('nothing is connected to the user\'s triggers (2), searches (0) and interests'),
    '没有内容与用户的触发源（2 个）、搜索（0 次）或兴趣相连');
  assert.equal(chineseOf('the generation has no embedding space \'clip\''), '该版本没有向量空间 clip');
  assert.equal(chineseOf('Neo4j at bolt://127.0.0.1:7687 does not respond: no response to a probe within 750 ms'),
    'Neo4j（bolt://127.0.0.1:7687）无响应：探测在 750 毫秒内没有响应');
  assert.equal(chineseOf('is \'clik\', expected one of click, play'), '为 \'clik\'，应为以下之一：click, play');
  assert.equal(chineseOf('is 5000, expected an integer between 1 and 1000'), '为 5000，应为介于 1 和 1000 的整数');
  assert.equal(chineseOf('is a number, expected an object'), '为 数字，应为对象');
  assert.equal(chineseOf('the user has seen it; a sentence of an own channel'), undefined);
});
