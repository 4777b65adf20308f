// @ts-check
/** Two recalls side by side: other settings, or the same settings on another generation, with the change of each rank. */
import {html, useEffect, useState} from '../lib/html.js';
import {compare} from '../lib/compare.js';
import {number, t} from '../lib/i18n.js';
import {link} from '../lib/route.js';
import {Content} from '../parts/content.js';

const MAX_REMEMBERED = 200;

/**
 * Lists that this page has shown, by request and generation. A list of a generation that no longer serves comes from here.
 *
 * @type {Map<string, Map<string, string[]>>}
 */
const shown = new Map();

/** Remembers a list. @param {string} request @param {{generation: string, contents: {content_id: string}[]}} answer */
export function remember(request, {generation, contents}) {
  const lists = shown.get(request) ?? new Map();
  shown.delete(request); // the oldest request is first
  shown.set(request, lists.set(generation, contents.map(content => content.content_id)));
  if (shown.size > MAX_REMEMBERED) {
    shown.delete(/** @type {string} */ (shown.keys().next().value));
  }
}

/**
 * @param {{baseline: {key: string, answer: any} | undefined, request: string, answer: any, onBaseline: (on: boolean) => void}} props
 *     baseline: the recall with the settings that were set as A; request: identity of the request of `answer`
 */
export function Comparison({baseline, request, answer, onBaseline}) {
  const own = shown.get(request) ?? new Map();
  const others = [...own.keys()].filter(generation => generation !== answer.generation).reverse();
  const [generation, setGeneration] = useState('');
  useEffect(() => setGeneration(''), [answer.generation]);
  const choice = generation || (baseline ? '' : others[0] ?? '');
  const first = choice ? own.get(choice) : baseline?.answer.contents.map(content => content.content_id);
  return html`
    <div class="panel baseline">
      <span class="actions">
        <button class="quiet" onClick=${() => onBaseline(true)}>${t('compare.set')}</button>
        ${baseline && html`<button class="quiet" onClick=${() => onBaseline(false)}>${t('compare.clear')}</button>`}
        ${others.length > 0 && html`
          <label class="inline"><span class="muted">A</span>
            <select value=${choice} onChange=${event => setGeneration(event.target.value)}>
              ${baseline && html`<option value="">${t('compare.settings')}</option>`}
              ${others.map(id => html`<option value=${id}>${t('compare.generation', {id})}</option>`)}
            </select></label>`}
      </span>
      <p class="muted">${t('compare.help')} <a href=${link('generations')}>${t('view.generations')}</a></p>
    </div>
    ${first && html`<${SideBySide} ...${compare(first, answer.contents.map(content => content.content_id))}
        titles=${choice ? [choice, answer.generation].map(id => t('compare.generation', {id})) : [t('compare.settings'), t('compare.now')]} />`}`;
}

function SideBySide({first, second, common, overlap, meanMove, titles}) {
  return html`
    <p role="status">${t('compare.summary', {common, a: first.length, b: second.length,
      overlap: number(overlap, {style: 'percent'}), move: number(meanMove, {maximumFractionDigits: 1})})}</p>
    <div class="sides">
      <${Side} name="A" title=${titles[0]} entries=${first} gone />
      <${Side} name="B" title=${titles[1]} entries=${second} />
    </div>`;
}

/** @param {{name: string, title: string, entries: import('../lib/compare.js').Moved[], gone?: boolean}} props */
const Side = ({name, title, entries, gone = false}) => html`
  <section class="panel"><h2><span class="badge">${name}</span> ${title}</h2>
    <ol class="ranks">${entries.map(({id, rank, move}) => html`
      <li key=${id} class=${move === 'new' ? 'only' : ''}><span class="rank">${rank}</span><${Content} id=${id} />
        ${gone ? move === 'new' && html`<span class="badge bad">${t('compare.gone')}</span>` : html`<${Move} move=${move} />`}</li>`)}</ol>
  </section>`;

/** @param {{move: number | 'new'}} props */
function Move({move}) {
  if (move === 'new') {
    return html`<span class="badge good">${t('compare.new')}</span>`;
  }
  const label = move === 0 ? t('compare.same') : t(move > 0 ? 'compare.up' : 'compare.down', {n: Math.abs(move)});
  return html`<span class="move ${move > 0 ? 'up' : move < 0 ? 'down' : ''}" role="img" title=${label} aria-label=${label}>${
    move > 0 ? `▲ ${move}` : move < 0 ? `▼ ${-move}` : '='}</span>`;
}
