/** Generations: the published builds with what the publishing gate checked, their metrics side by side, and activation. */
import type {GateCheck, Generation} from 'contract';
import {useRef, useState} from 'preact/hooks';
import {get, post, send} from '../lib/api.ts';
import {bytes, named, number, t, time, timeText} from '../lib/i18n.ts';
import {useLoad} from '../lib/load.ts';
import {Marked} from '../parts/marked.tsx';
import {Failure, Loading, Show} from '../parts/states.tsx';
import {Metrics} from './generation-metrics.tsx';

/** Event of an activation. */
export const ACTIVATED = 'generation-activated';

export function GenerationsView() {
  const loaded = useLoad('generations', signal => get('/v1/generations', {}, signal));
  const [state, setState] = useState<{activated?: string, error?: Error, isBusy?: boolean}>({});
  const dialog = useRef<HTMLDialogElement>(null);
  const [candidate, setCandidate] = useState('');
  const ask = (id: string) => {
    setCandidate(id);
    dialog.current?.showModal();
  };
  const run = async (step: () => Promise<{activated?: string}>) => {
    setState({isBusy: true});
    try {
      setState(await step());
      loaded.reload();
    } catch (error) {
      setState({error: error as Error});
    }
  };
  const activate = () => {
    dialog.current?.close();
    return run(async () => {
      const {serving} = await post('/v1/generations/{id}/activate', {id: candidate}, undefined);
      dispatchEvent(new Event(ACTIVATED));
      return {activated: serving};
    });
  };
  const open = (id: string, on: boolean) => run(async () => {
    await send(on ? 'post' : 'delete', '/v1/generations/{id}/open', {id});
    return {};
  });
  return (
    <>
      <h1>{t('view.generations')}</h1>
      <p class="lead">{t('generations.lead')} {loaded.data && loaded.data.generations.length > 1 && t('generations.open.help')}</p>
      {state.isBusy && <Loading />}
      {state.error && <Failure error={state.error} />}
      {state.activated && <p class="state good" role="status">{t('generations.activated', {id: state.activated})}</p>}
      <Show of={loaded}>{({generations, serving, opened}) => generations.length === 0
        ? <p class="state"><Marked>{t('generations.none')}</Marked></p>
        : (
          <>
            <Cards generations={[...generations].reverse()} serving={serving} opened={opened} isBusy={state.isBusy} onActivate={ask}
                onOpen={open} />
            <Metrics generations={[...generations].reverse()} serving={serving} />
          </>)}</Show>
      <dialog ref={dialog} aria-labelledby="activate-title">
        <h2 id="activate-title">{t('generations.confirm', {id: candidate})}</h2>
        <p>{t('generations.confirm.help')}</p>
        <div class="actions">
          <button class="quiet" onClick={() => dialog.current?.close()}>{t('app.cancel')}</button>
          <button onClick={activate}>{t('generations.activate')}</button>
        </div>
      </dialog>
    </>);
}

interface CardProps {
  generations: Generation[];
  serving?: string;
  opened?: string;
  isBusy?: boolean;
  onActivate: (id: string) => void;
  onOpen: (id: string, on: boolean) => void;
}

const Cards = ({generations, serving, opened, isBusy, onActivate, onOpen}: CardProps) => (
  <div class="grid builds">{generations.map(generation => (
    <section class="panel" key={generation.id}>
      <h2><code>{generation.id}</code></h2>
      <dl>
        <dt>{t('generations.created')}</dt><dd>{time(generation.created_at)}</dd>
        <dt>{t('generations.asof')}</dt><dd>{timeText(Date.parse(generation.as_of))}</dd>
        <dt>{t('generations.dataset')}</dt><dd>{generation.dataset}</dd>
        <dt>{t('generations.bytes')}</dt><dd>{bytes(generation.bytes)}</dd>
        <dt>{t('generations.seq')}</dt><dd>{number(generation.seq)}</dd>
        <dt>{t('generations.gate')}</dt><dd><Gate checks={generation.gate} /></dd>
      </dl>
      {generation.id === serving
        ? <span class="badge good">{t('generations.serving')}</span>
        : (
          <span class="actions">
            <button class="quiet" disabled={isBusy} onClick={() => onActivate(generation.id)}>{t('generations.activate')}</button>
            <button class="quiet" disabled={isBusy} onClick={() => onOpen(generation.id, generation.id !== opened)}>
              {t(generation.id === opened ? 'generations.close' : 'generations.open')}</button>
            {generation.id === opened && <span class="badge">{t('generations.opened')}</span>}
          </span>)}
    </section>))}</div>);

function Gate({checks}: {checks: GateCheck[]}) {
  if (checks.length === 0) {
    return <span class="muted">{t('generations.gate.unknown')}</span>;
  }
  return (
    <ul class="plain gate">{checks.map(({name, passes, value, minimum, against}) => (
      <li key={name}><span class={`badge ${passes ? 'good' : 'bad'}`}>{t(passes ? 'generations.gate.passed' : 'generations.gate.failed')}</span>
        {' '}{named('gate', name)}: {t('generations.gate.value', {value: number(value), minimum: number(minimum)})}
        {against && <> <small>{t('generations.gate.against', {id: against})}</small></>}</li>))}</ul>);
}
