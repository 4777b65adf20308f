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

/** @param {{error: Error, retry?: () => void}} props */
export function Failure({error, retry}) {
  const problem = error instanceof ApiError ? error : new ApiError(0, String(error));
  const needsKey = problem.status === 401 || problem.status === 403;
  return html`
    <div class="state failure" role="alert">
      <strong>${problem.status || ''} ${needsKey ? t('app.unauthorised') : problem.status ? '' : t('app.unreachable')}</strong>
      <span>${problem.message}</span>
      ${problem.errors.length > 0 && html`<ul>${problem.errors.map(field => html`
        <li><code>${field.pointer}</code> ${field.detail}</li>`)}</ul>`}
      ${problem.requestId && html`<small>${t('app.request', {id: problem.requestId})}</small>`}
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
