/** Two recalls side by side: other settings, or another generation, with the change of each rank. */
import type {RecallResult} from 'contract';
import {get} from '../lib/api.ts';
import {compare, type ListComparison, type Moved} from '../lib/compare.ts';
import {number, t} from '../lib/i18n.ts';
import {type Loaded, useLoad} from '../lib/load.ts';
import {link, type Params} from '../lib/route.ts';
import {Content} from '../parts/content.tsx';
import {Failure} from '../parts/states.tsx';

const idsOf = ({contents}: RecallResult) => contents.map(content => content.content_id);

interface Props {
  /** The recall with the settings that were set as A. */
  baseline: Loaded<RecallResult>;
  answer: RecallResult;
  /** Takes what A has other than the settings of now; null removes A. */
  onBaseline: (settings: Params | null) => void;
}

export function Comparison({baseline: {data: baseline, error}, answer, onBaseline}: Props) {
  const {opened} = useLoad('generations', signal => get('/v1/generations', {}, signal)).data ?? {};
  const titles = baseline && baseline.generation !== answer.generation
    ? [baseline, answer].map(({generation}) => t('compare.generation', {id: generation}))
    : [t('compare.settings'), t('compare.now')];
  return (
    <>
      <div class="panel baseline">
        <span class="actions">
          <button class="quiet" onClick={() => onBaseline({})}>{t('compare.set')}</button>
          {opened && <button class="quiet" title={opened} onClick={() => onBaseline({generation: opened})}>{t('compare.opened')}</button>}
          {(baseline || error) && <button class="quiet" onClick={() => onBaseline(null)}>{t('compare.clear')}</button>}
        </span>
        <p class="muted">{t('compare.help')} <a href={link('generations')}>{t('view.generations')}</a></p>
      </div>
      {error && <Failure error={error} />}
      {baseline && <SideBySide {...compare(idsOf(baseline), idsOf(answer))} titles={titles}
          names={new Map([baseline, answer].flatMap(({contents}) => contents.map(({content_id: id, title}) => [id, title])))} />}
    </>);
}

/** Titles of contents, by id. */
type Names = Map<string, string | undefined>;

function SideBySide({first, second, common, overlap, meanMove, titles, names}: ListComparison & {titles: string[], names: Names}) {
  return (
    <>
      <p role="status">{t('compare.summary', {common, a: first.length, b: second.length,
        overlap: number(overlap, {style: 'percent'}), move: number(meanMove, {maximumFractionDigits: 1})})}</p>
      <div class="sides">
        <Side name="A" title={titles[0]} entries={first} names={names} gone />
        <Side name="B" title={titles[1]} entries={second} names={names} />
      </div>
    </>);
}

interface SideProps {
  name: string;
  title?: string;
  entries: Moved[];
  names: Names;
  /** True for the list whose contents may be gone from the other one. */
  gone?: boolean;
}

const Side = ({name, title, entries, names, gone = false}: SideProps) => (
  <section class="panel"><h2><span class="badge">{name}</span> {title}</h2>
    <ol class="ranks">{entries.map(({id, rank, move}) => (
      <li key={id} class={move === 'new' ? 'only' : ''}><span class="rank">{rank}</span><Content id={id} title={names.get(id)} />
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
