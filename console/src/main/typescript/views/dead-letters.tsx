/** Dead letters in the home of this member: records that a load or the Kafka topic could not use, corrected one by one. */
import type {DeadLetter as Letter, Receipt} from 'contract';
import {useRef, useState} from 'preact/hooks';
import {ApiError, get, send} from '../lib/api.ts';
import {named, number, t} from '../lib/i18n.ts';
import {useLoad} from '../lib/load.ts';
import {Marked} from '../parts/marked.tsx';
import {Fault} from '../parts/said.tsx';
import {Failure, Show} from '../parts/states.tsx';

/** Kinds of records that the service accepts over HTTP. */
const POSTED = ['events', 'contents', 'items', 'users'] as const;

export function DeadLetters() {
  const letters = useLoad('dead-letters', signal => get('/v1/dead-letters', {}, signal));
  const isRefused = letters.error instanceof ApiError && [401, 403].includes(letters.error.status);
  return (
    <>
      <h2>{t('dead.title')}</h2>
      {isRefused ? <p class="muted">{t('dead.admin')}</p> : (
        <Show of={letters}>{({total, dead_letters: latest}) => (
          <>
            <p class="muted">{total === 0 ? t('dead.none') : <Marked>{t('dead.help', {shown: number(latest.length), total: number(total)})}</Marked>}
              {' '}{total > 0 && <button class="link" onClick={letters.reload}>{t('dead.reload')}</button>}</p>
            {latest.map(letter => <DeadLetter key={letter.id + letter.source} letter={letter} />)}
          </>)}</Show>)}
    </>);
}

/** Corrections that are not posted yet, by id and source: another API key or language starts the view again. */
const drafts = new Map<string, string>();

/** Returns the record as text to edit. A line stays as it is: parsing it would round ids that are large numbers. */
const textOf = ({record, raw}: Letter) => (record ? JSON.stringify(record, null, 2) : raw ?? '');

function DeadLetter({letter}: {letter: Letter}) {
  const {id, kind, file, line, reason, raw} = letter;
  const key = letter.id + letter.source;
  const [text, setText] = useState(() => drafts.get(key) ?? textOf(letter));
  const [isDraft] = useState(() => drafts.has(key));
  const edit = (next: string) => {
    drafts.set(key, next);
    setText(next);
  };
  const [state, setState] = useState<{busy?: boolean, error?: Error, done?: string}>({});
  const summary = useRef<HTMLElement>(null);
  const posted = POSTED.find(one => one === kind && raw !== undefined);
  const run = async (action: () => Promise<string>) => {
    setState({busy: true});
    try {
      setState({done: await action()});
      drafts.delete(key);
      summary.current?.focus(); // the buttons disappear
    } catch (error) {
      setState({error: error as Error});
    }
  };
  const remove = () => send('delete', '/v1/dead-letters/{id}', {id}).catch(error => {
    if (!(error instanceof ApiError && error.status === 404)) { // another operator removed it
      throw error;
    }
  });
  const postAgain = (event: Event) => {
    event.preventDefault();
    return run(async () => {
      try {
        JSON.parse(text);
      } catch (error) {
        throw new Error(t('dead.nojson', {error: (error as SyntaxError).message}));
      }
      const response = await send('post', `/v1/${posted!}`, {}, {headers: {'Content-Type': 'application/json'}, body: `[${text}]`});
      const {seq}: Receipt = await response.json();
      const isRemoved = await remove().then(() => true, () => false);
      return t(isRemoved ? 'dead.accepted' : 'dead.accepted.stays', {seq: number(seq)});
    });
  };
  const discard = () => confirm(t('dead.confirm')) && run(async () => {
    await remove();
    return t('dead.discarded');
  });
  return (
    <details class="letter" open={isDraft}>
      <summary ref={summary}><span class={`badge ${state.done ? 'good' : ''}`}>{state.done ?? (kind && named('ingest', kind)) ?? t('dead.unknown')}</span>
        {' '}<code>{file}:{line}</code> <Fault of={reason} /></summary>
      {!state.done && (<form onSubmit={postAgain}>
        <label class="field block"><span>{t('dead.record')}</span>
          <textarea value={text} rows={Math.min(16, text.split('\n').length + 1)} spellcheck={false} readOnly={!posted}
              onInput={event => edit(event.currentTarget.value)}></textarea></label>
        {!posted && <p class="muted"><Marked>{t(raw === undefined ? 'dead.long' : 'dead.replay')}</Marked></p>}
        {state.error && <Failure error={state.error} />}
        <p class="actions">
          {posted && <button disabled={state.busy}>{t('dead.post')}</button>}
          <button type="button" class="quiet" disabled={state.busy} onClick={discard}>{t('dead.discard')}</button>
        </p>
      </form>)}
      <span class="spoken" role="status">{state.done}</span>
    </details>);
}
