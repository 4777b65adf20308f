/** Two recalls side by side: other settings, or the same settings on another generation, with the change of each rank. */
import type {RecallResult} from 'contract';
import {useEffect, useState} from 'preact/hooks';
import {compare, type ListComparison, type Moved} from '../lib/compare.ts';
import {number, t} from '../lib/i18n.ts';
import {link} from '../lib/route.ts';
import {Content} from '../parts/content.tsx';

const MAX_REMEMBERED = 200;

/** Lists that this page has shown, by request and generation. A list of a generation that no longer serves comes from here. */
const shown = new Map<string, Map<string, string[]>>();

const idsOf = ({contents}: RecallResult) => contents.map(content => content.content_id);

/** Remembers the list of a request. */
export function remember(request: string, answer: RecallResult) {
  const lists = shown.get(request) ?? new Map<string, string[]>();
  shown.delete(request); // the oldest request is first
  shown.set(request, lists.set(answer.generation, idsOf(answer)));
  const [oldest] = shown.keys();
  if (shown.size > MAX_REMEMBERED && oldest !== undefined) {
    shown.delete(oldest);
  }
}

interface Props {
  /** The recall with the settings that were set as A. */
  baseline?: RecallResult;
  /** Identity of the request of the answer. */
  request: string;
  answer: RecallResult;
  onBaseline: (on: boolean) => void;
}

export function Comparison({baseline, request, answer, onBaseline}: Props) {
  const own = shown.get(request) ?? new Map<string, string[]>();
  const others = [...own.keys()].filter(generation => generation !== answer.generation).reverse();
  const [generation, setGeneration] = useState('');
  useEffect(() => setGeneration(''), [answer.generation]);
  const choice = generation || (baseline ? '' : others[0] ?? '');
  const first = choice ? own.get(choice) : baseline && idsOf(baseline);
  return (
    <>
      <div class="panel baseline">
        <span class="actions">
          <button class="quiet" onClick={() => onBaseline(true)}>{t('compare.set')}</button>
          {baseline && <button class="quiet" onClick={() => onBaseline(false)}>{t('compare.clear')}</button>}
          {others.length > 0 && (
            <label class="inline"><span class="muted">A</span>
              <select value={choice} onChange={event => setGeneration(event.currentTarget.value)}>
                {baseline && <option value="">{t('compare.settings')}</option>}
                {others.map(id => <option value={id}>{t('compare.generation', {id})}</option>)}
              </select></label>)}
        </span>
        <p class="muted">{t('compare.help')} <a href={link('generations')}>{t('view.generations')}</a></p>
      </div>
      {first && (<SideBySide {...compare(first, idsOf(answer))}
          titles={choice ? [choice, answer.generation].map(id => t('compare.generation', {id})) : [t('compare.settings'), t('compare.now')]} />)}
    </>);
}

function SideBySide({first, second, common, overlap, meanMove, titles}: ListComparison & {titles: string[]}) {
  return (
    <>
      <p role="status">{t('compare.summary', {common, a: first.length, b: second.length,
        overlap: number(overlap, {style: 'percent'}), move: number(meanMove, {maximumFractionDigits: 1})})}</p>
      <div class="sides">
        <Side name="A" title={titles[0]} entries={first} gone />
        <Side name="B" title={titles[1]} entries={second} />
      </div>
    </>);
}

interface SideProps {
  name: string;
  title?: string;
  entries: Moved[];
  /** True for the list whose contents may be gone from the other one. */
  gone?: boolean;
}

const Side = ({name, title, entries, gone = false}: SideProps) => (
  <section class="panel"><h2><span class="badge">{name}</span> {title}</h2>
    <ol class="ranks">{entries.map(({id, rank, move}) => (
      <li key={id} class={move === 'new' ? 'only' : ''}><span class="rank">{rank}</span><Content id={id} />
        {gone ? move === 'new' && <span class="badge bad">{t('compare.gone')}</span> : <Move move={move} />}</li>))}</ol>
  </section>);

function Move({move}: Pick<Moved, 'move'>) {
  if (move === 'new') {
    return <span class="badge good">{t('compare.new')}</span>;
  }
  const label = move === 0 ? t('compare.same') : t(move > 0 ? 'compare.up' : 'compare.down', {n: Math.abs(move)});
  return (
    <span class={`move ${move > 0 ? 'up' : move < 0 ? 'down' : ''}`} role="img" title={label} aria-label={label}>{
    move > 0 ? `▲ ${move}` : move < 0 ? `▼ ${-move}` : '='}</span>);
}
