// @ts-check
// Opens every view of a running console in Chromium: wide and narrow, light and dark. Fails on errors, on violations of the
// Content-Security-Policy, on content wider than the page, on text with too little contrast, and on what the keyboard or a
// screen reader cannot use. Writes screenshots.
//
//   node console/src/test/browser/check.mjs http://127.0.0.1:8080 OUT_DIR USER [SHOT,…]
//
// USER has behaviour. Needs Node 20 and Chromium (CHROMIUM names the command), no packages.
import {spawn} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const [base, out, user, only] = process.argv.slice(2);
if (!user) {
  console.error('usage: node check.mjs URL OUT_DIR USER [SHOT,…]');
  process.exit(2);
}
const profile = mkdtempSync(join(tmpdir(), 'console-check-'));
const chromium = spawn(process.env.CHROMIUM ?? 'chromium', [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
  '--no-first-run', '--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank',
], {stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']});

// Chrome DevTools Protocol over a pipe: JSON messages that end with a NUL.
let nextId = 1;
const pending = new Map();
const listeners = [];
let buffer = '';
chromium.stdio[4].on('data', chunk => {
  buffer += chunk;
  for (let end = buffer.indexOf('\0'); end >= 0; end = buffer.indexOf('\0')) {
    const message = JSON.parse(buffer.slice(0, end));
    buffer = buffer.slice(end + 1);
    if (message.id) {
      const {resolve, reject} = pending.get(message.id);
      pending.delete(message.id);
      message.error ? reject(new Error(message.error.message)) : resolve(message.result);
    } else {
      listeners.forEach(listener => listener(message));
    }
  }
});
let sessionId;
const call = (method, params = {}) => new Promise((resolve, reject) => {
  const id = nextId++;
  pending.set(id, {resolve, reject});
  chromium.stdio[3].write(JSON.stringify({id, method, params, sessionId}) + '\0');
});
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
const evaluate = async expression => {
  const {result, exceptionDetails} = await call('Runtime.evaluate', {expression, awaitPromise: true, returnByValue: true});
  if (exceptionDetails) {
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }
  return result.value;
};
const until = async (what, expression, ms = 90_000) => {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(100)) {
    if (await evaluate(expression)) {
      return;
    }
  }
  throw new Error(`timed out: ${what}`);
};
const press = async key => {
  await call('Input.dispatchKeyEvent', {type: 'keyDown', key, text: key.length === 1 ? key : undefined});
  await call('Input.dispatchKeyEvent', {type: 'keyUp', key});
};

/** Runs in the page: texts whose contrast with their background is below 4.5, or 3 for large ones (WCAG 2.2, AA). */
function lowContrast() {
  const pixel = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  const rgba = colour => {
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = colour;
    pixel.fillRect(0, 0, 1, 1);
    return [...pixel.getImageData(0, 0, 1, 1).data];
  };
  const luminance = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => (c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4))
      .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
  const background = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3] > 250) {
        return colour;
      }
    }
    return rgba(getComputedStyle(document.body).backgroundColor);
  };
  const opacity = element => (element ? Number(getComputedStyle(element).opacity) * opacity(element.parentElement) : 1);
  const found = [];
  for (const element of document.querySelectorAll('body *:not(svg *, option, script)')) {
    const style = getComputedStyle(element);
    const hasText = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!hasText || parseFloat(style.fontSize) === 0 || !element.checkVisibility({opacityProperty: true}) || element.closest(':disabled, .stale')) {
      continue;
    }
    const [share, behind] = [opacity(element), background(element)];
    const colour = rgba(style.color).map((value, i) => share * value + (1 - share) * behind[i]);
    const [light, dark] = [luminance(colour), luminance(behind)].sort((a, b) => b - a);
    const contrast = (light + .05) / (dark + .05);
    const isLarge = parseFloat(style.fontSize) >= 24;
    if (contrast < (isLarge ? 3 : 4.5)) {
      found.push(`${element.tagName}.${element.className} "${element.textContent.trim().slice(0, 20)}" ${contrast.toFixed(2)}`);
    }
  }
  return [...new Set(found)].slice(0, 10);
}

/** Runs in the page: regions that scroll and have no focus, empty headers of tables, and fields and buttons without a name. */
function unusable() {
  const name = element => element.getAttribute('aria-label') || element.title || element.textContent.trim()
      || element.closest('label')?.textContent.trim() || document.querySelector(`label[for="${element.id}"]`)?.textContent.trim();
  const found = (what, selector, isBad) => [...document.querySelectorAll(selector)]
      .filter(element => element.checkVisibility() && isBad(element)).map(element => `${what}: ${element.outerHTML.slice(0, 80)}`);
  return [
    ...found('scrolls without focus', 'main *', element => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX)
        && element.scrollWidth > element.clientWidth + 1 && element.tabIndex < 0 && !element.querySelector('a, button, input, select')),
    ...found('empty header', 'th', element => !element.textContent.trim()),
    ...found('no name', 'button, input, select, textarea, [role=button]', element => !name(element)),
    ...found('no heading', 'main', element => element.querySelectorAll('h1').length !== 1),
  ].slice(0, 10);
}

const problems = [];
let shown = '';
listeners.push(({method, params}) => {
  if (method === 'Runtime.exceptionThrown') {
    problems.push(`${shown}: ${params.exceptionDetails.exception?.description ?? params.exceptionDetails.text}`);
  } else if (method === 'Log.entryAdded' && params.entry.level === 'error' && !params.entry.url?.endsWith('/cover')) {
    problems.push(`${shown}: ${params.entry.text} ${params.entry.url ?? ''}`);
  } else if (method === 'Runtime.consoleAPICalled' && params.type === 'error') {
    problems.push(`${shown}: ${params.args.map(({value}) => value).join(' ')}`);
  }
});

const SIZES = {wide: [1280, 900], phone: [390, 844]};

async function show(name, hash, size, scheme, ready, isFull = true) {
  const id = `${name}-${size}-${scheme}`;
  if (only && !only.split(',').some(part => id.includes(part))) {
    return;
  }
  shown = id;
  const [width, height] = SIZES[size];
  await call('Emulation.setDeviceMetricsOverride', {width, height, deviceScaleFactor: 1, mobile: size === 'phone'});
  await call('Emulation.setEmulatedMedia', {features: [{name: 'prefers-color-scheme', value: scheme}]});
  await call('Page.navigate', {url: 'about:blank'});
  await call('Page.navigate', {url: `${base}/console/${hash}`});
  await until(`${id} shows ${ready}`, `document.querySelector(${JSON.stringify(ready)}) !== null`);
  await until(`${id} is loaded`, `!document.querySelector('.spinner, .stale')`);
  await until(`${id} has titles`, `[...document.querySelectorAll('main .words')].slice(0, 8).every(one => one.querySelector('code'))`,
      6000).catch(() => undefined); // contents may have no title
  await sleep(['live', 'ingest'].includes(name) ? 7000 : 500);
  const overflow = await evaluate(`document.documentElement.scrollWidth - ${width}`);
  if (overflow > 0) {
    problems.push(`${id}: the page is ${overflow} pixels wider than the window`);
  }
  for (const alert of await evaluate(`[...document.querySelectorAll('[role=alert]')].map(one => one.textContent)`)) {
    if (!name.includes('error')) {
      problems.push(`${id}: ${alert}`);
    }
  }
  for (const text of await evaluate(`(${lowContrast})()`)) {
    problems.push(`${id}: low contrast: ${text}`);
  }
  for (const text of await evaluate(`(${unusable})()`)) {
    problems.push(`${id}: ${text}`);
  }
  if (out !== '-') {
    const {cssContentSize} = await call('Page.getLayoutMetrics');
    const clip = {x: 0, y: 0, width, height: isFull ? Math.min(2200, cssContentSize.height) : height, scale: 1};
    const {data} = await call('Page.captureScreenshot', {clip, captureBeyondViewport: true});
    writeFileSync(join(out, `${id}.png`), Buffer.from(data, 'base64'));
  }
}

async function checkInteraction() {
  shown = 'interaction';
  await call('Emulation.setDeviceMetricsOverride', {width: 1280, height: 900, deviceScaleFactor: 1, mobile: false});
  await call('Page.navigate', {url: `${base}/console/#/recall?user=${encodeURIComponent(user)}`});
  await until('a list', `document.querySelectorAll('.results li').length > 5`);
  await evaluate(`document.querySelector('.sliders input[type=checkbox]').click()`);
  await until('a channel that is off is no channel of the list', `location.hash.includes('channels=-') && !document.querySelector('.stale')
      && ![...document.querySelectorAll('.results .channel')].some(one => one.textContent.startsWith('i2i '))`);
  await evaluate(`(() => { const slider = document.querySelectorAll('.sliders input[type=range]')[2];
      slider.value = '2'; slider.dispatchEvent(new Event('input', {bubbles: true})); })()`);
  await until('a quota in the address', `/channels=.*%3A2%3A/.test(location.hash)`);
  await evaluate(`document.querySelector('.results .chips').click()`);
  await until('the reasons of a content', `document.querySelector('.results .reasons td') !== null`);
  await evaluate(`[...document.querySelectorAll('.summary .tabs button')].at(-1).click()`);
  await until('the comparison', `document.querySelector('.baseline') !== null`);
  await evaluate(`document.querySelector('.baseline button').click()`);
  await until('settings A', `document.querySelector('.ranks li') !== null && !document.querySelector('.stale')
      && [...document.querySelectorAll('.move')].every(one => one.textContent === '=')`);
  await evaluate(`(() => { const slider = document.querySelectorAll('.sliders input[type=range]')[4];
      slider.value = '1'; slider.dispatchEvent(new Event('input', {bubbles: true})); })()`);
  await until('moved ranks', `[...document.querySelectorAll('.move, .ranks .badge.good')].some(one => one.textContent !== '=')`);
  await evaluate(`[...document.querySelectorAll('.who legend button')].at(-1).click()`);
  await until('a cold user', `!location.hash.includes('user=${user}&') && location.hash.includes('user=')`);
  await call('Page.navigate', {url: `${base}/console/#/recall`});
  await until('an empty form', `document.querySelector('main input[name=user]')?.value === ''`);
  await evaluate(`document.querySelector('main input[name=user]').focus()`);
  await call('Input.insertText', {text: user});
  await evaluate(`(() => { const scene = document.querySelector('main select'); scene.selectedIndex = 1;
      scene.dispatchEvent(new Event('change', {bubbles: true})); })()`);
  await until('a scene in the address', `location.hash.includes('scene=')`);
  await evaluate(`document.querySelector('main form').requestSubmit()`);
  await until('a list for the user that was typed before the scene', `location.hash.includes('user=') && document.querySelector('.results li') !== null`);
  if (!await evaluate(`document.activeElement?.name === 'user'`)) {
    problems.push('interaction: the field loses the focus when the form is sent');
  }
  await evaluate(`document.querySelector('.results .words a').focus()`);
  await press('Enter');
  await until('the view that a link opens has the focus', `document.querySelector('.facts') !== null && document.activeElement.id === 'main'`);
  await call('Page.navigate', {url: `${base}/console/#/graph?label=User&key=${encodeURIComponent(user)}`});
  await until('neighbours', `document.querySelectorAll('.graph .node').length > 2`);
  const nodes = await evaluate(`document.querySelectorAll('.graph .node').length`);
  await evaluate(`document.querySelector('.graph .node.content').parentElement.focus()`);
  await press('Enter');
  await until('Enter adds neighbours', `document.querySelectorAll('.graph .node').length > ${nodes}`);
  await call('Page.navigate', {url: `${base}/console/#/spaces`});
  await until('a map', `document.querySelector('.map canvas') !== null && !document.querySelector('.spinner')`);
  await sleep(300);
  await evaluate(`document.querySelector('.map canvas').focus()`);
  await press('ArrowRight');
  await until('the tip of a content', `document.querySelector('.tip a') !== null`);
  await evaluate(`document.activeElement.blur()`);
  await press('3');
  await until('key 3 opens Why not?', `document.querySelector('main input[name=content]') !== null`);
  await press('/');
  await until('key / focuses the first field', `document.activeElement?.name === 'user'`);
  await evaluate(`document.activeElement.blur(); document.querySelector('.tools button[lang=zh]').click()`);
  await until('Chinese texts', `document.documentElement.lang === 'zh' && document.querySelector('nav').textContent.includes('召回')`);
  await evaluate(`document.querySelector('.tools button[lang=en]').click()`);
  await until('English texts', `document.documentElement.lang === 'en'`);
}

/** Checks that a picture of several megabytes finds contents and is shown. Noise is what a JPEG compresses least. */
async function checkPicture() {
  shown = 'picture';
  await call('Page.navigate', {url: `${base}/console/#/content`});
  await until('a field for a picture', `document.querySelector('main input[type=file]') !== null`);
  await evaluate(`(async () => {
    const canvas = new OffscreenCanvas(1500, 1500);
    const noise = new ImageData(1500, 1500);
    noise.data.forEach((_, i) => noise.data[i] = i % 4 === 3 ? 255 : 256 * Math.random());
    canvas.getContext('2d').putImageData(noise, 0, 0);
    const files = new DataTransfer();
    files.items.add(new File([await canvas.convertToBlob()], 'noise.png', {type: 'image/png'}));
    const field = document.querySelector('main input[type=file]');
    field.files = files.files;
    field.dispatchEvent(new Event('change', {bubbles: true}));
  })()`);
  await until('contents that are similar to a picture', `document.querySelector('.found figure img')?.naturalWidth === 1500
      && document.querySelectorAll('.found li').length > 5`);
}

/** Checks that the metrics are read while the page is visible only. */
async function checkPause() {
  shown = 'pause';
  const scrapes = async () => {
    const before = await evaluate(`performance.getEntriesByType('resource').filter(({name}) => name.endsWith('/metrics')).length`);
    await sleep(5000);
    return await evaluate(`performance.getEntriesByType('resource').filter(({name}) => name.endsWith('/metrics')).length`) - before;
  };
  const setHidden = hidden => evaluate(`Object.defineProperty(document, 'hidden', {configurable: true, value: ${hidden}});
      document.dispatchEvent(new Event('visibilitychange'))`);
  await call('Page.navigate', {url: 'about:blank'});
  await call('Page.navigate', {url: `${base}/console/#/live`});
  await until('charts', `document.querySelector('.chart') !== null`);
  const visible = await scrapes();
  await setHidden(true);
  await sleep(1000); // a scrape that runs
  const hidden = await scrapes();
  await setHidden(false);
  const again = await scrapes();
  if (visible < 2 || hidden > 0 || again < 2) {
    problems.push(`pause: ${visible} scrapes in 5 s while visible, ${hidden} while hidden, ${again} afterwards`);
  }
}

try {
  if (out !== '-') {
    mkdirSync(out, {recursive: true});
  }
  const {targetId} = await call('Target.createTarget', {url: 'about:blank'});
  ({sessionId} = await call('Target.attachToTarget', {targetId, flatten: true}));
  await Promise.all(['Page', 'Runtime', 'Log'].map(domain => call(`${domain}.enable`)));

  const recall = await (await fetch(`${base}/v1/users/${encodeURIComponent(user)}/recall?size=60`)).json();
  const content = recall.contents[0].content_id;
  const last = recall.contents.at(-1).content_id;
  const events = encodeURIComponent(JSON.stringify([['click', content, 5], ['search', '猫', 2]]));
  const u = encodeURIComponent(user);
  const {reports} = await (await fetch(`${base}/v1/reports`)).json();
  const {spaces} = await (await fetch(`${base}/v1/spaces`)).json();
  const hasSpace = name => spaces.some(({space}) => space === name);
  for (const size of Object.keys(SIZES)) {
    for (const scheme of ['light', 'dark']) {
      await show('recall-empty', '#/recall', size, scheme, '.state');
      await show('recall', `#/recall?user=${u}`, size, scheme, '.results li');
      await show('recall-cold', '#/recall?user=nobody-knows', size, scheme, '.results li');
      await show('recall-composed', `#/recall?events=${events}`, size, scheme, '.results li');
      await show('recall-channels', `#/recall?user=${u}&tab=channels`, size, scheme, '.column ol li');
      await show('content', `#/content?id=${encodeURIComponent(content)}`, size, scheme, '.column ol li');
      if (hasSpace('text')) {
        await show('content-text', `#/content?text=${encodeURIComponent('猫')}`, size, scheme, '.found li');
      }
      await show('why', `#/why?user=${u}&content=${encodeURIComponent(last)}`, size, scheme, 'table');
      await show('user', `#/user?id=${u}`, size, scheme, '.bars li');
      await show('compare', `#/recall?user=${u}&tab=compare&blend=rrf&baseline=${encodeURIComponent('{"blend":"quota"}')}`, size, scheme, '.ranks li');
      await show('graph', `#/graph?label=User&key=${u}`, size, scheme, '.graph .node');
      await show('graph-paths', `#/graph?label=User&key=${u}&tolabel=Content&tokey=${encodeURIComponent(last)}`, size, scheme, '.graph .node');
      await show('graph-query', `#/graph?tab=queries&query=user-interests&run=1&p.user=${u}&p.limit=12`, size, scheme, 'tbody tr');
      await show('graph-drawing', `#/graph?tab=queries&query=similar-users&run=1&as=drawing&p.user=${u}&p.limit=8`, size, scheme, '.graph .node');
      await show('graph-cypher', '#/graph?tab=cypher', size, scheme, 'textarea');
      await show('spaces', `#/spaces?user=${u}`, size, scheme, '.map canvas');
      await show('reports', '#/reports', size, scheme, reports.length > 0 ? '.heat td' : '.state');
      if (reports.length > 1) {
        await show('reports-two', `#/reports?a=${reports[1].name}&b=${reports[0].name}`, size, scheme, '.heat td');
      }
      await show('ingest', '#/ingest', size, scheme, '.chart');
      await show('generations', '#/generations', size, scheme, '.grid .panel');
      await show('live', '#/live', size, scheme, '.chart');
    }
  }
  const expected = problems.length;
  await show('content-error', '#/content?id=no-such-content', 'wide', 'light', '[role=alert]');
  problems.splice(expected, 1); // the browser reports the expected status 404 as an error
  if (!only) {
    await checkInteraction();
    if (hasSpace('visual')) {
      await checkPicture();
    }
    await checkPause();
  }
} catch (error) {
  problems.push(`${shown}: ${error.message}`);
} finally {
  const ended = new Promise(resolve => chromium.once('exit', resolve));
  sessionId = undefined;
  await call('Browser.close').catch(() => chromium.kill());
  await ended;
  rmSync(profile, {recursive: true, force: true, maxRetries: 10});
}
problems.forEach(problem => console.error(problem));
console.log(problems.length === 0 ? 'The console passes.' : `${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
