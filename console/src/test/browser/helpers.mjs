// @ts-check
/** The service that the tests look at, and the browser that they look with. */
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {cp, mkdtemp, readFile, rm} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {chromium} from 'playwright-core';

const RECALL = join(import.meta.dirname, '../../../../recall');
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AXE_OPTIONS = {
  resultTypes: ['violations'],
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: {'label-content-name-mismatch': {enabled: true}}, // WCAG 2.1 A, experimental in axe
};

/** Options of the small world of the tests; the demo's own is larger. It ends now, so that its contents are fresh. */
const SMALL_WORLD = ['--users=120', '--contents=200', '--events=4000', `--end=${new Date().toISOString()}`];
/** Home with other data. The tests run on a copy of it. */
const {CONSOLE_HOME} = process.env;
/** Options of commands that train, for speed. */
const SHORT_TRAINING = ['--epochs=1', '--configuration=session'];

/** Settings of the service with timeouts that also a loaded machine keeps. */
const PATIENT = {
  CONFIG_FORCE_recall_scenes_feed_timeout: '5s', CONFIG_FORCE_recall_scenes_detail_timeout: '5s',
  CONFIG_FORCE_recall_scenes_search_timeout: '5s', CONFIG_FORCE_recall_graph_probe__timeout: '5s',
};

/** @typedef {{scheme?: 'light' | 'dark', isPhone?: boolean, language?: 'en' | 'zh'}} Look */

/** @type {import('playwright-core').Browser | undefined} */
let browser;
/** The start of the browser and the service, which all files of tests wait for. @type {Promise<void> | undefined} */
let opening;
let home = '';
/** The command of the program that runs. @type {import('node:child_process').ChildProcess | undefined} */
let command;

export const service = {
  /** Address without a path. */
  url: process.env.CONSOLE_URL ? new URL(process.env.CONSOLE_URL).origin : '',
  /** True if the tests started the service, so that they may also change and stop it. */
  isOwn: !process.env.CONSOLE_URL,
  /** True for the world of the tests. */
  isSimulated: !process.env.CONSOLE_URL && !CONSOLE_HOME,

  /** Starts the service, at the same address as before, if any. */
  async start() {
    const port = this.url ? new URL(this.url).port : '0';
    this.url = await recall(['serve', `--port=${port}`], /Serving at (http\S+)/);
    await eventually(async () => { // the first queries of a graph are slow
      const {user, contents: [content]} = await this.someone();
      await this.ask('/v1/explain', {user_id: user, content_id: content});
    }, 120_000);
  },

  /** Ends the service. */
  async stop() {
    if (command) {
      const ended = once(command, 'exit');
      command.kill('SIGTERM');
      await ended;
    }
  },

  /** Returns the response to a GET, or to a POST of a body. @param {string} path @param {unknown} [body] */
  async ask(path, body) {
    const response = await fetch(this.url + path, body === undefined ? {} : {
      method: 'POST', body: JSON.stringify(body), headers: {'Content-Type': 'application/json'},
    });
    assert.ok(response.ok, `${path}: ${response.status} ${response.ok || await response.text()}`);
    return response.json();
  },

  /** Returns a user with behaviour and the ids of its recall. */
  async someone() {
    const {rows: [[user]]} = await this.ask('/v1/queries',
        {name: 'random-users', parameters: {min_engagements: '10', max_engagements: '1000000', limit: '1'}});
    const {contents} = await this.ask('/v1/recall', {user_id: user, size: 60});
    return {user, contents: contents.map(content => content.content_id)};
  },
};

/**
 * Runs a command of the program and returns what it printed, or the group of the expression as soon as it is printed.
 *
 * @param {string[]} words
 * @param {RegExp} [expression]
 * @returns {Promise<string>}
 */
function recall(words, expression) {
  return new Promise((resolve, reject) => {
    let output = '';
    const child = spawn(RECALL, [`--home=${home}`, ...words], {stdio: ['ignore', 'pipe', 'pipe'], env: {...process.env, ...PATIENT}});
    command = child;
    const print = text => {
      output += text;
      const found = expression?.exec(output);
      found && resolve(found[1]);
    };
    child.stdout.setEncoding('utf8').on('data', print);
    child.stderr.setEncoding('utf8').on('data', print);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      command = undefined;
      code === 0 && !expression ? resolve(output)
        : reject(new Error(`recall ${words.join(' ')} ended with ${signal ?? code}:\n${output.slice(-2000)}`));
    });
  });
}

/** Returns the time after which a tenth of the behaviour is. */
async function lastTenth() {
  const table = await recall(['cypher', 'MATCH (:User)-[e:CLICKED|PLAYED|LIKED]->(:Content) RETURN percentileDisc(e.at, 0.9) AS at']);
  return new Date(/^\d{4}-\S+/m.exec(table)?.[0] ?? '').toISOString();
}

/**
 * Starts the browser and, unless CONSOLE_URL names one, a service of the data in CONSOLE_HOME, or else of a simulated world with
 * an evaluation. The last of its two generations ignores a tenth of the behaviour, so that its recalls differ from the first.
 *
 * @param {string[]} [world] options of the world; without any, it is the larger one of the demo
 */
export const open = (world = SMALL_WORLD) => opening ??= start(world);

/** @param {string[]} world */
async function start(world) {
  try {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false,
    });
    if (service.isOwn) {
      home = await mkdtemp(join(tmpdir(), 'console-test-'));
      if (CONSOLE_HOME) {
        await cp(CONSOLE_HOME, home, {recursive: true});
      } else {
        if (world.length > 0) {
          await recall(['world', join(home, 'world'), ...world]);
        }
        await recall(['demo', '--once', '--port=0']);
      }
      await recall(['build', `--as-of=${await lastTenth()}`, ...SHORT_TRAINING]);
      if (!CONSOLE_HOME) {
        await recall(['evaluate', join(home, 'world'), `--out=${join(home, 'report')}`, ...SHORT_TRAINING]);
      }
      await service.start();
    }
  } catch (error) {
    await close();
    throw error;
  }
}

/** Ends the browser and the service, and deletes its home. */
export async function close() {
  await browser?.close();
  browser = undefined;
  await service.stop();
  await rm(home || '/nonexistent', {recursive: true, force: true, maxRetries: 10});
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => close().finally(() => process.exit(1)));
}

/**
 * Does something in a new browser window with an empty cache. Its problems are errors that the browser reports, violations of
 * the Content-Security-Policy among them, and requests to other hosts.
 *
 * @param {Look} look
 * @param {(page: import('playwright-core').Page, problems: string[]) => Promise<unknown>} action
 */
export async function inWindow({scheme = 'light', isPhone = false, language = 'en'}, action) {
  assert.ok(browser);
  const context = await browser.newContext({
    colorScheme: scheme, isMobile: isPhone, hasTouch: isPhone, locale: {en: 'en-GB', zh: 'zh-CN'}[language],
    viewport: isPhone ? {width: 390, height: 844} : {width: 1280, height: 860},
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  page.on('pageerror', error => problems.push(String(error.stack)));
  page.on('console', message => {
    const url = message.location().url;
    if (message.type() === 'error' && !/\/(cover|frames\/\d+)$/.test(url)) { // the file of a picture may be missing
      problems.push(`${message.text()} ${url}`);
    }
  });
  page.on('request', request => {
    const {protocol, origin} = new URL(request.url());
    if (protocol.startsWith('http') && origin !== service.url) {
      problems.push(`request to another host: ${request.url()}`);
    }
  });
  await action(page, problems).finally(() => context.close());
}

/** Waits until a view has loaded. @param {import('playwright-core').Page} page */
export async function settled(page) {
  await page.waitForFunction(() => document.querySelector('main h1') && !document.querySelector('.spinner, .stale'));
}

/** Opens a view as from a bookmark. @param {import('playwright-core').Page} page @param {string} hash */
export async function visit(page, hash) {
  await page.goto('about:blank');
  await page.goto(`${service.url}/console/${hash}`);
  await settled(page);
}

/** Returns the violations that axe-core finds, as text. @param {import('playwright-core').Page} page */
export async function violations(page) {
  await page.evaluate(AXE);
  // @ts-expect-error axe is a global of the page
  const {violations: found} = await page.evaluate(options => axe.run(document, options), AXE_OPTIONS);
  return found.flatMap(({id, nodes}) => nodes.map(({target, html}) => `${id}: ${target.join(' ')} ${html.slice(0, 120)}`));
}

/** Repeats an assertion until it holds, and fails with its last error. @param {() => Promise<unknown>} assertion */
export async function eventually(assertion, ms = 30_000) {
  for (const end = Date.now() + ms; ;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
}

/** Returns the ids of the contents of the blended list. @param {import('playwright-core').Page} page */
export const listed = page => page.locator('.results > li .words > a').evaluateAll(links =>
  links.map(link => new URLSearchParams(/** @type {HTMLAnchorElement} */ (link).hash.split('?')[1]).get('id')));

/**
 * Returns the ids of the recall that an action leads to, once the blended list shows them, and its channels.
 *
 * @param {import('playwright-core').Page} page
 * @param {() => Promise<unknown>} action
 */
export async function recallAfter(page, action) {
  const [response] = await Promise.all([page.waitForResponse(one => one.url().endsWith('/v1/recall')), action()]);
  const {generation, contents, coverage} = await response.json();
  const ids = contents.map(content => content.content_id);
  await eventually(async () => assert.deepEqual(await listed(page), ids));
  return {generation, contents, channels: coverage.channels, ids};
}
