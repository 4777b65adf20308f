// @ts-check
/** Generations: the published builds with their metrics side by side, and activation. */
import {get, post} from '../lib/api.js';
import {html, useRef, useState} from '../lib/html.js';
import {bytes, number, score, t, time} from '../lib/i18n.js';
import {useLoad} from '../lib/load.js';
import {Scroll} from '../parts/scroll.js';
import {Failure, Loading, Show} from '../parts/states.js';

/** Event of an activation. */
export const ACTIVATED = 'generation-activated';

export function GenerationsView() {
  const loaded = useLoad('generations', signal => get('/v1/generations', signal));
  const [activation, setActivation] = useState(/** @type {{id?: string, error?: Error, isBusy?: boolean}} */ ({}));
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const [candidate, setCandidate] = useState('');
  const ask = id => {
    setCandidate(id);
    dialog.current?.showModal();
  };
  const activate = async () => {
    dialog.current?.close();
    setActivation({isBusy: true});
    try {
      const {serving} = await post(`/v1/generations/${encodeURIComponent(candidate)}/activate`);
      setActivation({id: serving});
      loaded.reload();
      dispatchEvent(new Event(ACTIVATED));
    } catch (error) {
      setActivation({error});
    }
  };
  return html`
    <h1>${t('view.generations')}</h1>
    <p class="lead">${t('generations.lead')}</p>
    ${activation.isBusy && html`<${Loading} />`}
    ${activation.error && html`<${Failure} error=${activation.error} />`}
    ${activation.id && html`<p class="state good" role="status">${t('generations.activated', {id: activation.id})}</p>`}
    <${Show} of=${loaded}>${({generations, serving}) => generations.length === 0
      ? html`<p class="state">${t('generations.none')}</p>`
      : html`
        <${Cards} generations=${[...generations].reverse()} serving=${serving} isBusy=${activation.isBusy} onActivate=${ask} />
        <${Metrics} generations=${[...generations].reverse()} serving=${serving} />`}<//>
    <dialog ref=${dialog} aria-labelledby="activate-title">
      <h2 id="activate-title">${t('generations.confirm', {id: candidate})}</h2>
      <p>${t('generations.confirm.help')}</p>
      <div class="actions">
        <button class="quiet" onClick=${() => dialog.current?.close()}>${t('app.cancel')}</button>
        <button onClick=${activate}>${t('generations.activate')}</button>
      </div>
    </dialog>`;
}

const Cards = ({generations, serving, isBusy, onActivate}) => html`
  <div class="grid">${generations.map(generation => html`
    <section class="panel" key=${generation.id}>
      <h2><code>${generation.id}</code></h2>
      <dl>
        <dt>${t('generations.created')}</dt><dd>${time(generation.created_at)}</dd>
        <dt>${t('generations.asof')}</dt><dd>${time(generation.as_of)}</dd>
        <dt>${t('generations.dataset')}</dt><dd>${generation.dataset}</dd>
        <dt>${t('generations.bytes')}</dt><dd>${bytes(generation.bytes)}</dd>
        <dt>${t('generations.seq')}</dt><dd>${number(generation.seq)}</dd>
      </dl>
      ${generation.id === serving
        ? html`<span class="badge good">${t('generations.serving')}</span>`
        : html`<button class="quiet" disabled=${isBusy} onClick=${() => onActivate(generation.id)}>${t('generations.activate')}</button>`}
    </section>`)}</div>`;

function Metrics({generations, serving}) {
  const [filter, setFilter] = useState('');
  const names = [...new Set(generations.flatMap(({metrics}) => Object.keys(metrics)))].sort();
  return html`
    <div class="title"><h2>${t('generations.metrics')}</h2>
      <input type="search" placeholder=${t('generations.filter')} aria-label=${t('generations.filter')}
          onInput=${event => setFilter(event.target.value.toLowerCase())} /></div>
    <${Scroll} label=${t('generations.metrics')}><table class="compact">
      <thead><tr><th>${t('generations.metric')}</th>${generations.map(({id}) => html`
        <th class="n">${id}${id === serving && html` <span class="badge good">${t('generations.serving')}</span>`}</th>`)}</tr></thead>
      <tbody>${names.filter(name => name.toLowerCase().includes(filter)).map(name => html`
        <tr key=${name}><td><code>${name}</code></td>${generations.map(({metrics}) => html`
          <td class="n">${metrics[name] === undefined ? '–' : score(metrics[name])}</td>`)}</tr>`)}</tbody>
    </table><//>`;
}
