/** Loading, empty and error states. */
import type {ComponentChildren} from 'preact';
import {ApiError} from '../lib/api.ts';
import {t} from '../lib/i18n.ts';
import type {Loaded} from '../lib/load.ts';
import {Said} from './said.tsx';

/** Event that opens the dialog for the API key. */
export const ASK_KEY = 'ask-key';

export const Empty = ({children}: {children: ComponentChildren}) => <p class="state">{children}</p>;

export const Loading = () => (
  <div class="state" role="status"><span class="spinner" aria-hidden="true"></span>{t('app.loading')}</div>);

/** Statuses with a sentence of their own; 0 is no response. */
const STATUSES = [0, 400, 401, 403, 404, 429, 503] as const;

export function Failure({error, retry}: {error: Error, retry?: () => void}) {
  const {status, errors = [], requestId} = error instanceof ApiError ? error : {};
  const needsKey = status === 401 || status === 403;
  return (
    <div class="state failure" role="alert">
      <strong>{status || ''} {t(`app.status.${STATUSES.find(one => one === status) ?? 'other'}`)}</strong>
      {errors.length > 0 ? <ul>{errors.map(({pointer, detail}) => <li><code>{pointer}</code> <Said of={detail} /></li>)}</ul>
        : error.message && (status === undefined ? <span>{error.message}</span> : <Said of={error.message} />)}
      {requestId && <small>{t('app.request', {id: requestId})}</small>}
      <span class="actions">
        {needsKey && <button onClick={() => dispatchEvent(new Event(ASK_KEY))}>{t('app.key')}</button>}
        {retry && <button class="quiet" onClick={retry}>{t('app.retry')}</button>}
      </span>
    </div>);
}

interface ShowProps<T> {
  of: Loaded<T>;
  /** Text if nothing is to be loaded yet. */
  empty?: string;
  children: (data: T) => ComponentChildren;
}

/** Shows data, or the state of its loading. */
export function Show<T>({of, empty, children}: ShowProps<T>) {
  if (of.error) {
    return <Failure error={of.error} retry={of.reload} />;
  }
  if (of.data === undefined) {
    return of.loading ? <Loading /> : <Empty>{empty}</Empty>;
  }
  return <div class={of.loading ? 'stale' : ''} aria-busy={of.loading}>{children(of.data)}</div>;
}
