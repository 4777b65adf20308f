/** Evaluation: the reports of the home, one or two side by side. */
import type {ReportSummary} from 'contract';
import {get} from '../lib/api.ts';
import {number, t} from '../lib/i18n.ts';
import {useLoad} from '../lib/load.ts';
import {open, type Params} from '../lib/route.ts';
import {Bar, Channel} from '../parts/content.tsx';
import {Field} from '../parts/form.tsx';
import {Marked} from '../parts/marked.tsx';
import {Scroll} from '../parts/scroll.tsx';
import {Show} from '../parts/states.tsx';
import {Tiles} from '../parts/tiles.tsx';
import {Baselines, Blending, type Comparison, type Data, DataSet, Differences, type Example, Examples, Groups, Misses, type Ranking, Rankings, signed, type Tuning} from './report-details.tsx';
import {Diversity} from './report-diversity.tsx';
import {Deviation, type Interval, percent, rate, Searches, Strata, type Stratum} from './report-rates.tsx';
import {type Splits, SplitTables} from './report-splits.tsx';
import {type Pictures, SpacePictures, type Spaces, SpaceTables} from './report-spaces.tsx';
import {type Curves, Training} from './report-training.tsx';

const MERGED = 'merged';
/** Baseline of the deep match model; it is no channel. */
const LINEAR = 'linear_ranker';
const ECOSYSTEM = ['coverage', 'gini', 'tail_share', 'fresh_share_7d', 'category_entropy', 'exclusive_share', 'intra_list_similarity'] as const;

/** Numbers by size of the list. */
type BySize<T> = Partial<Record<string, T>>;
/** Values by name of the list. */
type ByList<T> = Partial<Record<string, T>>;

type Ecology = Partial<Record<typeof ECOSYSTEM[number] | 'unique_contents', number | null>>;

/** Fields of report.json that the view shows; the contract describes them in words only. */
export interface Evaluation extends Spaces {
  dataset: string;
  protocol: string;
  fit: string;
  seed: number;
  /** Number of seeds, from `seed` on, of which the figures are means; absent for one seed. */
  seeds?: number;
  generation: string;
  users: number;
  users_without_target: number;
  targets: number;
  contents: number;
  seconds?: number;
  tuning?: Tuning;
  data?: Data;
  results: ByList<Ranking & {strata?: ByList<Stratum>}>;
  /** Results by group of users. */
  groups?: ByList<ByList<Ranking>>;
  comparisons?: ByList<Comparison>;
  baselines?: ByList<BySize<number>>;
  excluded_targets?: ByList<number>;
  undescribed?: {contents: number, targets: number};
  examples?: Example[];
  /** Standard deviations over the seeds. */
  deviation?: {results?: ByList<Ranking>, ecosystem?: ByList<Ecology>};
  intervals?: {level?: number, resamples?: number, hit_rate?: ByList<BySize<Interval>>};
  contribution?: ByList<{marginal_gain: BySize<Interval>, exclusive_hits: number, exclusive_share?: number}>;
  ecosystem?: ByList<Ecology>;
  overlap?: ByList<ByList<number>>;
  ablation?: ByList<BySize<Interval>>;
  splits?: Splits;
  searches?: ByList<Stratum>;
  training?: {models?: string[], epochs?: number, curves?: Curves};
}

interface Pair {
  first: Evaluation;
  second?: Evaluation;
}

export function ReportsView({params}: {params: Params}) {
  const list = useLoad('reports', signal => get('/v1/reports', {}, signal));
  return (
    <>
      <h1>{t('view.reports')}</h1>
      <p class="lead"><Marked>{t('reports.lead')}</Marked></p>
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
const settingOf = (report: Evaluation) => JSON.stringify([
  report.dataset, report.data?.fingerprint, report.protocol, report.fit, report.targets, report.contents]);
const isComparable = ({first, second}: Pair) => !second || settingOf(first) === settingOf(second);

/** Returns a report as an evaluation; one of spaces only has no results. */
const evaluationOf = (report?: object) => (report && 'results' in report ? report as Evaluation : undefined);

/** @param pictures images of spaces, which only a page has */
export function Report({first, second, pictures}: Partial<Pair> & {pictures?: Pictures}) {
  if (!first) {
    return <p class="state">{t('reports.spacesonly')}</p>;
  }
  const simulated = [first, second].flatMap((report, side) => (report?.data?.simulated ? 'AB'[side]! : []));
  return (
    <>
      {simulated.length > 0 && (
        <p class="state warning">{second && `${simulated.join(', ')}: `}{t('reports.simulated')}</p>)}
      {!isComparable({first, second}) && <p class="state warning">{t('reports.incomparable')}</p>}
      {second && <p class="muted">{t('reports.onlya')}</p>}
      <Headline report={first} />
      <Facts first={first} second={second} />
      <HitRates first={first} second={second} />
      <Differences comparisons={first.comparisons} sizes={sizesOf(first)} name={listText} />
      <Rankings title={t('reports.ranking')} results={first.results} deviations={first.deviation?.results} sizes={sizesOf(first)} name={listName} />
      <Misses excluded={first.excluded_targets} undescribed={first.undescribed} targets={first.targets} />
      <div class="grid reportgrid">
        <Diversity size={sizesOf(first).at(-1) ?? ''}
            points={[first, second].map((report, side) => (side === 0 || isComparable({first, second}) ? pointsOf(report) : []))} />
        <Contribution report={first} />
      </div>
      <Ecosystem first={first} second={second} />
      <Strata lists={first.results} size={sizesOf(first).at(-1) ?? ''} name={listName} />
      <Searches searches={first.searches} sizes={sizesOf(first)} name={listName} />
      <Baselines baselines={first.baselines} sizes={sizesOf(first)} />
      <SplitTables splits={first.splits} lists={Object.keys(first.results)} size={sizesOf(first).at(-1) ?? ''} name={listText} />
      <Groups groups={first.groups} sizes={sizesOf(first)} name={listName} />
      <Overlap report={first} />
      <SpaceTables spaces={first.spaces} cross_modal={first.cross_modal} />
      {pictures && <SpacePictures {...pictures} />}
      <Examples examples={first.examples} />
      <DataSet data={first.data} />
      <Blending tuning={first.tuning} />
      <Training first={first.training?.curves} second={second?.training?.curves} />
    </>);
}

/** The figures that a reader looks for first. */
function Headline({report: {results, intervals, comparisons = {}, ecosystem}}: {report: Evaluation}) {
  const size = sizesOf({results}).at(-1) ?? '';
  const merged = results[MERGED]?.hit_rate[size];
  const interval = intervals?.hit_rate?.[MERGED]?.[size];
  const gain = (name: string, text: 'reports.tile.best' | 'reports.tile.tuning') => {
    const {over, hit_rate: rates} = comparisons[name] ?? {};
    const one = rates?.[size];
    return one && over ? [{value: signed(one.value), text: t(text, {size, over: listText(over), low: signed(one.low), high: signed(one.high),
      verdict: t(one.low > 0 || one.high < 0 ? 'reports.significant' : 'reports.insignificant')})}] : [];
  };
  const {coverage, tail_share: tail} = ecosystem?.[MERGED] ?? {};
  return (
    <Tiles of={[
      ...(interval ? [{value: rate(merged), text: t('reports.tile.hitrate', {size, low: rate(interval.low), high: rate(interval.high)})}] : []),
      ...gain('merged_over_best_channel', 'reports.tile.best'), ...gain('tuned_over_equal_weights', 'reports.tile.tuning'),
      ...(typeof coverage === 'number' ? [{value: percent(coverage), text: t('reports.tile.coverage', {share: percent(tail ?? 0)})}] : [])]} />);
}

function Facts({first, second}: Pair) {
  const rows = ['dataset', 'protocol', 'fit', 'seed', 'generation', 'users', 'notarget', 'requests', 'targets', 'contents',
    'blend', 'models', 'intervals', 'fingerprint', 'seconds'] as const;
  const text = (report: Evaluation, name: typeof rows[number]) => {
    const {models = [], epochs} = report.training ?? {};
    const names = models.length > 0 ? models.join(', ') : t('reports.nomodels');
    const {level, resamples} = report.intervals ?? {};
    const value = {...report, requests: report.users - report.users_without_target, blend: report.tuning?.blend ?? '–',
      notarget: report.users_without_target, fingerprint: report.data?.fingerprint ?? '–',
      models: epochs === undefined ? names : t(epochs === 1 ? 'reports.epoch' : 'reports.epochs', {models: names, n: epochs}),
      intervals: level && resamples ? t('reports.intervals.text', {level: number(level, {style: 'percent'}), n: number(resamples)}) : '–',
      seconds: report.seconds === undefined ? '–' : `${number(report.seconds, {maximumFractionDigits: 0})} s`,
      seed: report.seeds ? t('reports.seeds', {first: report.seed, last: report.seed + report.seeds - 1}) : report.seed}[name];
    return typeof value === 'number' ? number(value) : value;
  };
  return (
    <Scroll label={t('reports.facts')}><table class="compact">
      {second && <thead><tr><td></td><th>A</th><th>B</th></tr></thead>}
      <tbody>{rows.map(name => (
        <tr><td class="nowrap">{t(`reports.${name}`)}</td><td>{text(first, name)}</td>{second && <td>{text(second, name)}</td>}</tr>))}</tbody>
    </table></Scroll>);
}

/** Returns true for a list that had no content for any request. */
const isEmpty = (name: string, ...reports: (Evaluation | undefined)[]) => reports.every(report => report === undefined || report.ecosystem?.[name]?.unique_contents === 0);
const allLists = ({first, second}: Pair) => [...new Set([...Object.keys(first.results), ...Object.keys(second?.results ?? {})])];
const listsOf = ({first, second}: Pair) => allLists({first, second}).filter(name => !isEmpty(name, first, second));
const listText = (name: string) => (name === MERGED ? t('reports.merged') : name === LINEAR ? t('reports.linear') : name.replaceAll('_', name === 'equal_weights' ? ' ' : '_'));
const sizesOf = ({results}: Pick<Evaluation, 'results'>) => Object.keys(results[MERGED]?.hit_rate ?? {});
const ListName = ({name}: {name: string}) => (name === MERGED ? <b>{t('reports.merged')}</b>
  : name === LINEAR ? <span title={t('reports.linear.help')}>{t('reports.linear')}</span> : <Channel id={name} />);

const listName = (name: string) => <ListName name={name} />;

/** Returns the hit rate and the diversity of each list that has both. */
function pointsOf(report?: Evaluation) {
  return Object.entries(report?.results ?? {}).flatMap(([name, list]) => {
    const similarity = report?.ecosystem?.[name]?.intra_list_similarity;
    const hitRate = list?.hit_rate[sizesOf(report!).at(-1) ?? ''];
    return similarity && hitRate !== undefined ? [{name, text: listText(name), x: hitRate, y: 1 - similarity}] : [];
  });
}

function HitRates({first, second}: Pair) {
  const sizes = sizesOf(first);
  const hasChange = second && isComparable({first, second});
  const without = allLists({first, second}).filter(name => isEmpty(name, first, second));
  const highest = Math.max(...[first, second].flatMap(report => Object.values(report?.results ?? {}).flatMap(list => Object.values(list?.hit_rate ?? {}).map(Number))));
  const cell = (report: Evaluation, name: string, size: string) => {
    const value = report.results[name]?.hit_rate[size];
    const interval = report.intervals?.hit_rate?.[name]?.[size];
    return (
      <td class="n">{rate(value)}<Deviation of={report.deviation?.results?.[name]?.hit_rate[size]} /><Bar value={value ?? 0} max={highest} />
      {interval && <small>{rate(interval.low)}&nbsp;– {rate(interval.high)}</small>}</td>);
  };
  const change = (name: string, size: string) => {
    const [before, after] = [first, second].map(report => report?.results[name]?.hit_rate[size]);
    const difference = before === undefined || after === undefined ? undefined : after - before;
    return <td class={`n ${difference ? difference > 0 ? 'better' : 'worse' : ''}`}>{difference === undefined ? '–' : signed(difference)}</td>;
  };
  return (
    <>
      <h2>{t('reports.hitrate')}</h2>
      <Scroll label={t('reports.hitrate')}><table>
        <thead>
          <tr><th>{t('reports.list')}</th>{sizes.map(size => <th class="n" colspan={hasChange ? 3 : second ? 2 : 1}>HR@{size}</th>)}</tr>
          {second && <tr><td></td>{sizes.map(() => <><th class="n">A</th><th class="n">B</th>{hasChange && <th class="n">B − A</th>}</>)}</tr>}
        </thead>
        <tbody>{listsOf({first, second}).map(name => (
          <tr key={name}><td><ListName name={name} /></td>{sizes.map(size => (
            <>
              {cell(first, name, size)}{second && <>{cell(second, name, size)}{hasChange && change(name, size)}</>}
            </>))}</tr>))}
          {!second && <tr><td title={t('reports.random.help')}>{t('reports.random')}</td>{sizes.map(size => (
            <td class="n">{rate(Math.min(1, Number(size) / first.contents))}</td>))}</tr>}</tbody>
      </table></Scroll>
      {without.length > 0 && <p class="muted">{t('reports.without', {lists: without.join(', ')})}</p>}
      <p class="muted">{t('reports.hitrate.help')} {(first.deviation ?? second?.deviation) && t('reports.deviation.help')} {LINEAR in first.results && t('reports.linear.help')}</p>
    </>);
}

function Contribution({report}: {report: Evaluation}) {
  const size = sizesOf(report).at(-1) ?? '';
  const entries = Object.entries(report.contribution ?? {}).flatMap(([name, one]) => {
    const gain = one?.marginal_gain[size];
    return one && gain && !isEmpty(name, report) ? [{name, gain, refitted: report.ablation?.[name]?.[size], hits: one.exclusive_hits, entries: one.exclusive_share}] : [];
  }).sort((a, b) => b.gain.value - a.gain.value);
  const highest = Math.max(...entries.flatMap(({gain, refitted}) => [gain.value, refitted?.value ?? 0]), 0);
  const cell = (gain?: Interval) => (gain === undefined ? <td class="n">–</td> : (
    <td class="n">{signed(gain.value)}<Bar value={Math.max(0, gain.value)} max={highest} />
      <small>{signed(gain.low)}&nbsp;– {signed(gain.high)}</small></td>));
  return (
    <section class="panel"><h2>{t('reports.contribution')}</h2>
      <p class="muted">{t('reports.contribution.help', {size})} <Marked>{t(report.ablation ? 'reports.ablation.help' : 'reports.ablation.none')}</Marked></p>
      <Scroll of="" label={t('reports.contribution')}><table>
        <thead><tr><th>{t('recall.channel')}</th><th class="n">{t('reports.gain')}</th>
          {report.ablation && <th class="n">{t('reports.ablation')}</th>}<th class="n">{t('reports.exclusive_hits')}</th>
          <th class="n">{t('reports.exclusive_entries')}</th></tr></thead>
        <tbody>{entries.map(({name, gain, refitted, hits, entries: only}) => (
          <tr key={name}><td><Channel id={name} /></td>{cell(gain)}{report.ablation && cell(refitted)}
            <td class="n">{number(hits, {style: 'percent', maximumFractionDigits: 1})}</td>
            <td class="n">{only === undefined ? '–' : number(only, {style: 'percent', maximumFractionDigits: 1})}</td></tr>))}</tbody>
      </table></Scroll>
    </section>);
}

function Ecosystem({first, second}: Pair) {
  const cell = (report: Evaluation, name: string, metric: typeof ECOSYSTEM[number]) => {
    const values = report.ecosystem?.[name];
    const isMeaningless = metric === 'intra_list_similarity' ? values?.[metric] === 0 : metric !== 'coverage' && values?.coverage === 0; // of empty lists
    return <td class="n">{isMeaningless ? '–' : <>{rate(values?.[metric])}<Deviation of={report.deviation?.ecosystem?.[name]?.[metric]} /></>}</td>;
  };
  return (
    <>
      <h2>{t('reports.ecosystem')}</h2>
      <Scroll label={t('reports.ecosystem')}><table>
        <thead><tr><th>{t('reports.list')}</th>{ECOSYSTEM.map(metric => <th class="n" colspan={second ? 2 : 1}>{t(`metric.${metric}`)}</th>)}{!second && <th class="n">{t('reports.unique_contents')}</th>}</tr>
          {second && <tr><td></td>{ECOSYSTEM.map(() => <><th class="n">A</th><th class="n">B</th></>)}</tr>}</thead>
        <tbody>{listsOf({first, second}).filter(name => name !== LINEAR).map(name => (<tr key={name}><td><ListName name={name} /></td>
          {ECOSYSTEM.map(metric => <>{cell(first, name, metric)}{second && cell(second, name, metric)}</>)}
          {!second && <td class="n">{number(first.ecosystem?.[name]?.unique_contents ?? 0)}</td>}</tr>))}</tbody>
      </table></Scroll>
    </>);
}

function Overlap({report}: {report: Evaluation}) {
  const names = Object.keys(report.overlap ?? {}).filter(name => !isEmpty(name, report));
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
