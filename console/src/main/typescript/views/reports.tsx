/** Evaluation: the reports of the home, one or two side by side. */
import type {ReportSummary} from 'contract';
import {get} from '../lib/api.ts';
import {number, t} from '../lib/i18n.ts';
import {useLoad} from '../lib/load.ts';
import {open, type Params} from '../lib/route.ts';
import {Bar, Channel, hue} from '../parts/content.tsx';
import {Field} from '../parts/form.tsx';
import {Scroll} from '../parts/scroll.tsx';
import {Show} from '../parts/states.tsx';
import {type Splits, SplitTables} from './report-splits.tsx';
import {type Curves, Training} from './report-training.tsx';

const MERGED = 'merged';
const ECOSYSTEM = ['coverage', 'gini', 'tail_share', 'fresh_share_7d', 'category_entropy', 'exclusive_share', 'intra_list_similarity'] as const;

interface Interval {
  low: number;
  high: number;
}

/** Numbers by size of the list. */
type BySize<T> = Partial<Record<string, T>>;
/** Values by name of the list. */
type ByList<T> = Partial<Record<string, T>>;

/** Fields of report.json that the view shows; the contract describes them in words only. */
interface Evaluation {
  dataset: string;
  protocol: string;
  fit: string;
  seed: number;
  generation: string;
  users: number;
  users_without_target: number;
  targets: number;
  contents: number;
  tuning?: {blend?: string};
  data?: {simulated?: boolean};
  results: ByList<{hit_rate: BySize<number>}>;
  intervals?: {hit_rate?: ByList<BySize<Interval>>};
  contribution?: ByList<{marginal_gain: BySize<Interval & {value: number}>, exclusive_hits: number}>;
  ecosystem?: ByList<Partial<Record<typeof ECOSYSTEM[number], number | null>>>;
  overlap?: ByList<ByList<number>>;
  ablation?: ByList<BySize<Interval & {value: number}>>;
  splits?: Splits;
  training?: {curves?: Curves};
}

interface Pair {
  first: Evaluation;
  second?: Evaluation;
}

const rate = (value?: number | null) => (value === undefined || value === null ? '–' : number(value, {minimumFractionDigits: 4, maximumFractionDigits: 4}));
const signed = (value: number) => number(value, {minimumFractionDigits: 4, maximumFractionDigits: 4, signDisplay: 'exceptZero'});

export function ReportsView({params}: {params: Params}) {
  const list = useLoad('reports', signal => get('/v1/reports', {}, signal));
  return (
    <>
      <h1>{t('view.reports')}</h1>
      <p class="lead">{t('reports.lead')}</p>
      <Show of={list}>{({reports}) => reports.length === 0
        ? <div class="state"><p>{t('reports.none')}</p><code>./recall --home HOME evaluate DATA --out REPORT</code></div>
        : <Reports reports={reports} params={params} />}</Show>
    </>);
}

function Reports({reports, params}: {reports: ReportSummary[], params: Params}) {
  const a = (reports.find(({name}) => name === params.a) ?? reports[0]!).name;
  const b = reports.find(({name}) => name === params.b)?.name ?? '';
  const names = [a, b].filter(Boolean);
  const loaded = useLoad(JSON.stringify(names),
      signal => Promise.all(names.map(name => get('/v1/reports/{name}', {name}, signal))));
  const select = (side: 'a' | 'b', value: string, none: boolean) => (
    <Field label={t(`reports.${side}`)} wide>
      <select value={value} onChange={event => open('reports', {...params, [side]: event.currentTarget.value})}>
        {none && <option value="">{t('reports.single')}</option>}
        {reports.map(({name}) => <option value={name}>{name}</option>)}
      </select>
    </Field>);
  return (
    <>
      <div class="form reportform">{select('a', a, false)}{select('b', b, true)}</div>
      <Show of={loaded}>{([first, second]) => (
        <>
          {second && !evaluationOf(second) && <p class="state">{t('reports.spacesonly.b')}</p>}
          <Report first={evaluationOf(first)} second={evaluationOf(second)} />
        </>)}</Show>
    </>);
}

/** Reports can be compared if these are equal. */
const settingOf = (report: Evaluation) => JSON.stringify([report.dataset, report.protocol, report.fit, report.targets, report.contents]);
const isComparable = ({first, second}: Pair) => !second || settingOf(first) === settingOf(second);

/** Returns a report as an evaluation; one of spaces only has no results. */
const evaluationOf = (report?: object) => (report && 'results' in report ? report as Evaluation : undefined);

function Report({first, second}: Partial<Pair>) {
  if (!first) {
    return <p class="state">{t('reports.spacesonly')}</p>;
  }
  return (
    <>
      {[first, second].some(report => report?.data?.simulated) && <p class="state warning">{t('reports.simulated')}</p>}
      {!isComparable({first, second}) && <p class="state warning">{t('reports.incomparable')}</p>}
      <Facts first={first} second={second} />
      <HitRates first={first} second={second} />
      <div class="grid reportgrid">
        <Diversity first={first} second={second} />
        <Contribution report={first} />
      </div>
      <Ecosystem first={first} second={second} />
      <SplitTables splits={first.splits} lists={Object.keys(first.results)} size={sizesOf(first).at(-1) ?? ''} name={listText} />
      <Overlap report={first} />
      <Training first={first.training?.curves} second={second?.training?.curves} />
    </>);
}

function Facts({first, second}: Pair) {
  const rows = ['dataset', 'protocol', 'fit', 'seed', 'generation', 'users', 'requests', 'targets', 'contents', 'blend'] as const;
  const text = (report: Evaluation, name: typeof rows[number]) => {
    const value = {...report, requests: report.users - report.users_without_target, blend: report.tuning?.blend ?? '–'}[name];
    return typeof value === 'number' ? number(value) : value;
  };
  return (
    <Scroll label={t('reports.facts')}><table class="compact">
      <thead><tr><td></td><th>A</th>{second && <th>B</th>}</tr></thead>
      <tbody>{rows.map(name => (
        <tr><td class="nowrap">{t(`reports.${name}`)}</td><td>{text(first, name)}</td>{second && <td>{text(second, name)}</td>}</tr>))}</tbody>
    </table></Scroll>);
}

const listsOf = ({first, second}: Pair) => [...new Set([...Object.keys(first.results), ...Object.keys(second?.results ?? {})])];
const listText = (name: string) => (name === MERGED ? t('reports.merged') : name);
const sizesOf = ({results}: Evaluation) => Object.keys(results[MERGED]?.hit_rate ?? {});
const ListName = ({name}: {name: string}) => (name === MERGED ? <b>{t('reports.merged')}</b> : <Channel id={name} />);

function HitRates({first, second}: Pair) {
  const sizes = sizesOf(first);
  const highest = Math.max(...[first, second].flatMap(report => Object.values(report?.results ?? {}).flatMap(list => Object.values(list?.hit_rate ?? {}).map(Number))));
  const cell = (report: Evaluation, name: string, size: string) => {
    const value = report.results[name]?.hit_rate[size];
    const interval = report.intervals?.hit_rate?.[name]?.[size];
    return (
      <td class="n">{rate(value)}<Bar value={value ?? 0} max={highest} />
      {interval && <small>{rate(interval.low)}&nbsp;– {rate(interval.high)}</small>}</td>);
  };
  const change = (name: string, size: string) => {
    const [before, after] = [first, second].map(report => report?.results[name]?.hit_rate[size]);
    const difference = before === undefined || after === undefined ? undefined : after - before;
    return <td class={`n ${difference && isComparable({first, second}) ? difference > 0 ? 'better' : 'worse' : ''}`}>{difference === undefined ? '–' : signed(difference)}</td>;
  };
  return (
    <>
      <h2>{t('reports.hitrate')}</h2>
      <Scroll label={t('reports.hitrate')}><table>
        <thead>
          <tr><th>{t('reports.list')}</th>{sizes.map(size => <th class="n" colspan={second ? 3 : 1}>HR@{size}</th>)}</tr>
          {second && <tr><td></td>{sizes.map(() => <><th class="n">A</th><th class="n">B</th><th class="n">B − A</th></>)}</tr>}
        </thead>
        <tbody>{listsOf({first, second}).map(name => (
          <tr key={name}><td><ListName name={name} /></td>{sizes.map(size => (
            <>
              {cell(first, name, size)}{second && <>{cell(second, name, size)}{change(name, size)}</>}
            </>))}</tr>))}</tbody>
      </table></Scroll>
      <p class="muted">{t('reports.hitrate.help')}</p>
    </>);
}

function Contribution({report}: {report: Evaluation}) {
  const size = sizesOf(report).at(-1) ?? '';
  const entries = Object.entries(report.contribution ?? {}).flatMap(([name, one]) => {
    const gain = one?.marginal_gain[size];
    return one && gain ? [{name, gain, refitted: report.ablation?.[name]?.[size], hits: one.exclusive_hits}] : [];
  }).sort((a, b) => b.gain.value - a.gain.value);
  const highest = Math.max(...entries.flatMap(({gain, refitted}) => [gain.value, refitted?.value ?? 0]), 0);
  const cell = (gain?: Interval & {value: number}) => (gain === undefined ? <td class="n">–</td> : (
    <td class="n">{signed(gain.value)}<Bar value={Math.max(0, gain.value)} max={highest} />
      <small>{signed(gain.low)}&nbsp;– {signed(gain.high)}</small></td>));
  return (
    <section class="panel"><h2>{t('reports.contribution')}</h2>
      <p class="muted">{t('reports.contribution.help', {size})} {t(report.ablation ? 'reports.ablation.help' : 'reports.ablation.none')}</p>
      <Scroll of="" label={t('reports.contribution')}><table>
        <thead><tr><th>{t('recall.channel')}</th><th class="n">{t('reports.gain')}</th>
          {report.ablation && <th class="n">{t('reports.ablation')}</th>}<th class="n">{t('reports.exclusive_hits')}</th></tr></thead>
        <tbody>{entries.map(({name, gain, refitted, hits}) => (
          <tr key={name}><td><Channel id={name} /></td>{cell(gain)}{report.ablation && cell(refitted)}
            <td class="n">{number(hits, {style: 'percent', maximumFractionDigits: 1})}</td></tr>))}</tbody>
      </table></Scroll>
    </section>);
}

const [WIDTH, HEIGHT, LEFT, BOTTOM] = [460, 300, 44, 36];

interface Point {
  name: string;
  x: number;
  y: number;
}

/** Width of a letter of a label. */
const LETTER = 6;

/** Returns the places of labels: right of their points, else left, below or above, where they meet no other label. */
function labelled(points: Point[]): Point[] {
  const taken = points.map(({x, y}) => ({x: x - 5, y, width: 10}));
  return points.map(({name, x, y}) => {
    const width = listText(name).length * LETTER;
    const places = [[9, 0], [-9 - width, 0], [-width / 2, 15], [-width / 2, -14], [9, 11], [-9 - width, 11], [9, -11], [-9 - width, -11]]
        .map(([dx = 0, dy = 0]) => ({name, x: x + dx, y: y + dy, width}));
    const isFree = (place: typeof taken[number]) => place.x + place.width < WIDTH && taken.every(other =>
      Math.abs(other.y - place.y) > 10 || other.x > place.x + place.width || place.x > other.x + other.width);
    const place = places.find(isFree) ?? places[0]!;
    taken.push(place);
    return place;
  });
}

/** Diversity within lists against hit rate, one point per list. */
function Diversity({first, second}: Pair) {
  const size = sizesOf(first).at(-1) ?? '';
  const points = [first, second].flatMap((report, side) => Object.entries(report?.results ?? {}).flatMap(([name, list]) => {
    const similarity = report?.ecosystem?.[name]?.intra_list_similarity;
    const hitRate = list?.hit_rate[size];
    return typeof similarity === 'number' && hitRate ? [{name, side, x: hitRate, y: 1 - similarity}] : [];
  }));
  if (points.length === 0) {
    return null;
  }
  const max = {x: Math.max(...points.map(({x}) => x)) * 1.15 || 1, y: 1};
  const low = Math.max(0, Math.min(...points.map(({y}) => y)) - .05);
  const px = (x: number) => LEFT + x / max.x * (WIDTH - LEFT - 12);
  const py = (y: number) => HEIGHT - BOTTOM - (y - low) / (max.y - low) * (HEIGHT - BOTTOM - 12);
  const labels = labelled(points.filter(({side}) => side === 0).map(point => ({...point, x: px(point.x), y: py(point.y)})));
  const ticks = (from: number, to: number) => [0, .25, .5, .75, 1].map(share => from + share * (to - from));
  return (
    <section class="panel"><h2>{t('reports.diversity')}</h2>
      <p class="muted">{t('reports.diversity.help')}</p>
      <svg class="scatter" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('reports.diversity.help')}>
        {ticks(0, max.x).map(x => <><line x1={px(x)} x2={px(x)} y1="12" y2={HEIGHT - BOTTOM} /><text x={px(x)} y={HEIGHT - BOTTOM + 15} class="mid">{number(x, {maximumFractionDigits: 4})}</text></>)}
        {ticks(low, 1).map(y => <><line x1={LEFT} x2={WIDTH - 12} y1={py(y)} y2={py(y)} /><text x={LEFT - 6} y={py(y) + 4} class="end">{number(y, {maximumFractionDigits: 3})}</text></>)}
        <text x={(WIDTH + LEFT) / 2} y={HEIGHT - 4} class="mid">HR@{size}</text>
        {points.map(({name, side, x, y}) => (
          <g style={{'--hue': hue(name)}}><title>{`${listText(name)}${second ? ` (${'AB'[side]})` : ''}: HR@${size} ${rate(x)}, ${t('reports.diversity')} ${rate(y)}`}</title>
            {side === 0 ? <circle cx={px(x)} cy={py(y)} r={name === MERGED ? 7 : 5} /> : <rect x={px(x) - 6} y={py(y) - 6} width="12" height="12" />}</g>))}
        {labels.map(({name, x, y}) => <text class="name" x={x} y={y + 4}>{listText(name)}</text>)}
      </svg>
      {second && <p class="muted">{t('reports.shapes')}</p>}
    </section>);
}

function Ecosystem({first, second}: Pair) {
  const cell = (report: Evaluation, name: string, metric: typeof ECOSYSTEM[number]) => <td class="n">{rate(report.ecosystem?.[name]?.[metric])}</td>;
  return (
    <>
      <h2>{t('reports.ecosystem')}</h2>
      <Scroll label={t('reports.ecosystem')}><table>
        <thead><tr><th>{t('reports.list')}</th>{ECOSYSTEM.map(metric => <th class="n" colspan={second ? 2 : 1}>{t(`metric.${metric}`)}</th>)}</tr>
          {second && <tr><td></td>{ECOSYSTEM.map(() => <><th class="n">A</th><th class="n">B</th></>)}</tr>}</thead>
        <tbody>{listsOf({first, second}).map(name => (<tr key={name}><td><ListName name={name} /></td>
          {ECOSYSTEM.map(metric => <>{cell(first, name, metric)}{second && cell(second, name, metric)}</>)}</tr>))}</tbody>
      </table></Scroll>
    </>);
}

function Overlap({report}: {report: Evaluation}) {
  const names = Object.keys(report.overlap ?? {});
  if (names.length === 0) {
    return undefined;
  }
  return (
    <>
      <h2>{t('reports.overlap')}</h2>
      <p class="muted">{t('reports.overlap.help')}</p>
      <Scroll label={t('reports.overlap')}><table class="heat">
        <thead><tr><td></td>{names.map(name => <th><span>{listText(name)}</span></th>)}</tr></thead>
        <tbody>{names.map(row => (<tr key={row}><th scope="row">{listText(row)}</th>{names.map(column => {
          const share = report.overlap?.[row]?.[column];
          return row === column || share === undefined ? <td></td>
            : <td style={{'--share': share}}>{number(100 * share, {maximumFractionDigits: 0})}</td>;
        })}</tr>))}</tbody>
      </table></Scroll>
    </>);
}
