// @ts-check
/** Dead letters in the home of this member: records that a load or the Kafka topic could not use, corrected one by one. */
import {ApiError, get, post, send} from '../lib/api.js';
import {html, useRef, useState} from '../lib/html.js';
import {number, t} from '../lib/i18n.js';
import {useLoad} from '../lib/load.js';
import {Failure, Show} from '../parts/states.js';

/** Kinds of records that the service accepts over HTTP. */
const POSTED = ['events', 'contents', 'items', 'users'];

/** @typedef {{id: string, source: string, kind?: string, file: string, line: number, reason: string, raw?: string, record?: object}} Letter */

export function DeadLetters() {
  const letters = useLoad('dead-letters', signal => get('/v1/dead-letters', signal));
  const isRefused = letters.error instanceof ApiError && [401, 403].includes(letters.error.status);
  return html`
    <h2>${t('dead.title')}</h2>
    ${isRefused ? html`<p class="muted">${t('dead.admin')}</p>` : html`
      <${Show} of=${letters}>${({total, dead_letters: latest}) => html`
        <p class="muted">${total === 0 ? t('dead.none') : t('dead.help', {shown: number(latest.length), total: number(total)})}
          ${total > 0 && html` <button class="link" onClick=${letters.reload}>${t('dead.reload')}</button>`}</p>
        ${latest.map(letter => html`<${DeadLetter} key=${letter.id + letter.source} letter=${letter} />`)}`}<//>`}`;
}

/** Returns the record as text to edit. @param {Letter} letter */
function textOf({record, raw}) {
  try {
    return JSON.stringify(record ?? JSON.parse(raw ?? ''), null, 2);
  } catch {
    return raw ?? '';
  }
}

/** @param {{letter: Letter}} props */
function DeadLetter({letter}) {
  const {id, kind, file, line, reason, raw} = letter;
  const [text, setText] = useState(() => textOf(letter));
  const [state, setState] = useState(/** @type {{busy?: boolean, error?: Error, done?: string}} */ ({}));
  const summary = useRef(/** @type {HTMLElement | null} */ (null));
  const isPosted = POSTED.includes(kind ?? '');
  const run = async action => {
    setState({busy: true});
    try {
      setState({done: await action()});
      summary.current?.focus(); // the buttons disappear
    } catch (error) {
      setState({error});
    }
  };
  const remove = () => send(`/v1/dead-letters/${id}`, {method: 'DELETE'}).catch(error => {
    if (error.status !== 404) { // another operator removed it
      throw error;
    }
  });
  const postAgain = event => {
    event.preventDefault();
    return run(async () => {
      let record;
      try {
        record = JSON.parse(text);
      } catch (error) {
        throw new Error(t('dead.nojson', {error: error.message}));
      }
      const {seq} = await post(`/v1/${kind}`, [record]);
      await remove();
      return t('dead.accepted', {seq: number(seq)});
    });
  };
  const discard = () => confirm(t('dead.confirm')) && run(async () => {
    await remove();
    return t('dead.discarded');
  });
  return html`
    <details class="letter">
      <summary ref=${summary}><span class="badge ${state.done ? 'good' : ''}">${state.done ?? (kind && t('ingest.' + kind)) ?? t('dead.unknown')}</span>
        <code>${file} ${line}</code> <span lang="en">${reason}</span></summary>
      ${!state.done && html`<form onSubmit=${postAgain}>
        <label class="field block"><span>${t('dead.record')}</span>
          <textarea value=${text} rows=${Math.min(16, text.split('\n').length + 1)} spellcheck=${false} readonly=${!isPosted || raw === undefined}
              onInput=${event => setText(event.target.value)}></textarea></label>
        ${(!isPosted || raw === undefined) && html`<p class="muted">${t(raw === undefined ? 'dead.long' : 'dead.replay')}</p>`}
        ${state.error && html`<${Failure} error=${state.error} />`}
        <p class="actions">
          ${isPosted && raw !== undefined && html`<button disabled=${state.busy}>${t('dead.post')}</button>`}
          <button type="button" class="quiet" disabled=${state.busy} onClick=${discard}>${t('dead.discard')}</button>
        </p>
      </form>`}
      <span class="spoken" role="status">${state.done}</span>
    </details>`;
}
