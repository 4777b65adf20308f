// @ts-check
/** Loading, empty and error states. */
import {ApiError} from '../lib/api.js';
import {html} from '../lib/html.js';
import {t} from '../lib/i18n.js';

/** Event that opens the dialog for the API key. */
export const ASK_KEY = 'ask-key';

export const Empty = ({children}) => html`<p class="state">${children}</p>`;

export const Loading = () => html`
  <div class="state" role="status"><span class="spinner" aria-hidden="true"></span>${t('app.loading')}</div>`;

/** Statuses with a sentence of their own; 0 is no response. */
const STATUSES = [0, 400, 401, 403, 404, 429, 503];

/** @param {{error: Error, retry?: () => void}} props */
export function Failure({error, retry}) {
  const {status, errors, requestId} = error instanceof ApiError ? error : {status: undefined, errors: [], requestId: ''};
  const needsKey = status === 401 || status === 403;
  return html`
    <div class="state failure" role="alert">
      <strong>${status || ''} ${t('app.status.' + (STATUSES.includes(status ?? -1) ? status : 'other'))}</strong>
      ${errors.length > 0 ? html`<ul lang="en">${errors.map(field => html`<li><code>${field.pointer}</code> ${field.detail}</li>`)}</ul>`
        : error.message && html`<span lang=${status === undefined ? undefined : 'en'}>${error.message}</span>`}
      ${requestId && html`<small>${t('app.request', {id: requestId})}</small>`}
      <span class="actions">
        ${needsKey && html`<button onClick=${() => dispatchEvent(new Event(ASK_KEY))}>${t('app.key')}</button>`}
        ${retry && html`<button class="quiet" onClick=${retry}>${t('app.retry')}</button>`}
      </span>
    </div>`;
}

/**
 * Shows data, or the state of its loading.
 *
 * @param {{of: import('../lib/load.js').Loaded<any>, empty?: string, children: (data: any) => unknown}} props
 *     empty: text if nothing is to be loaded yet
 */
export function Show({of, empty, children}) {
  if (of.error) {
    return html`<${Failure} error=${of.error} retry=${of.reload} />`;
  }
  if (of.data === undefined) {
    return of.loading ? html`<${Loading} />` : html`<${Empty}>${empty}<//>`;
  }
  return html`<div class=${of.loading ? 'stale' : ''} aria-busy=${of.loading}>${children(of.data)}</div>`;
}
