/** Further figures of a report: differences, ranking, groups of users, baselines, blending, data set, and example lists. */
import type {ComponentChildren} from 'preact';
import {named, number, t} from '../lib/i18n.ts';
import {Scroll} from '../parts/scroll.tsx';
import {type By, Deviation, entriesOf, type Interval, type Name, percent, rate} from './report-rates.tsx';

export interface Comparison {
  of: string;
  over: string;
  hit_rate: By<Interval>;
}

export interface Ranking {
  hit_rate: By<number>;
  ndcg?: By<number>;
  mrr?: number;
  recall?: By<number>;
}

export interface Tuning {
  blend?: string;
  weights?: By<number>;
  quotas?: By<number>;
  questions?: number;
  mean_hit_rate?: number;
  held_out_mean_hit_rate?: number;
  tried?: {blend: string, fitted: string, mean_hit_rate: number, held_out_mean_hit_rate: number}[];
  learned?: {popularity: boolean, hidden_units: number, mean_hit_rate: number, over_weighted: Interval, tail_share: number,
    shapes: {popularity: boolean, hidden_units: number, mean_hit_rate: number}[]}[];
}

export interface Data {
  simulated?: boolean;
  fingerprint?: string;
  unlike_past?: {past: number, positives: number, nothing_shared: number, not_shared: By<number>};
  vocabularies?: By<{contents: number, items: number, both: number}>;
}

interface Titled {
  content_id: string;
  title?: string;
  reason?: string;
}

export interface Example {
  user_id: string;
  recent: Titled[];
  target: Titled;
  lists: By<Titled[]>;
}

export const signed = (value: number) => number(value, {minimumFractionDigits: 4, maximumFractionDigits: 4, signDisplay: 'exceptZero'});

/** A difference with its confidence interval. */
export const Difference = ({of}: {of?: Interval}) => (
  <>{of ? <>{signed(of.value)} <small>{signed(of.low)}&nbsp;– {signed(of.high)}</small></> : '–'}</>);

interface TableProps {
  title: string;
  help?: ComponentChildren;
  head: ComponentChildren[];
  /** Cells of each row; the first one is its heading. */
  rows: ComponentChildren[][];
  /** True for a heading within a section. */
  small?: boolean;
}

/** A table of figures, with a heading if it has rows. */
export function Figures({title, help, head, rows, small = false}: TableProps) {
  return rows.length > 0 && (
    <>
      {small ? <h3>{title}</h3> : <h2>{title}</h2>}
      {help && <p class="muted">{help}</p>}
      <Scroll label={title}><table>
        <thead><tr>{head.map((one, i) => <th class={i > 0 ? 'n' : ''}>{one}</th>)}</tr></thead>
        <tbody>{rows.map(row => <tr>{row.map((one, i) => <td class={i > 0 ? 'n' : ''}>{one}</td>)}</tr>)}</tbody>
      </table></Scroll>
    </>);
}

export const Differences = ({comparisons, sizes, name}: {comparisons?: By<Comparison>, sizes: string[], name: Name}) => (
  <Figures title={t('reports.differences')} head={[t('reports.difference'), ...sizes.map(size => `HR@${size}`)]}
    rows={entriesOf(comparisons).map(([, {of, over, hit_rate: rates}]) => [
      <>{name(of)} − {name(over)}</>, ...sizes.map(size => <Difference of={rates[size]} />)])} />);

interface RankingsProps {
  title: string;
  results: By<Ranking>;
  deviations?: By<Ranking>;
  sizes: string[];
  name: Name;
  /** True for hit rates too. */
  hitRates?: boolean;
}

/** NDCG, MRR and, for several targets, recall. */
export function Rankings({title, results, deviations = {}, sizes, name, hitRates = false}: RankingsProps) {
  const rows = entriesOf(results).filter(([, {ndcg}]) => ndcg);
  const hasRecall = rows.some(([, {recall}]) => recall);
  const cell = (value?: number, deviation?: number) => <>{rate(value)}<Deviation of={deviation} /></>;
  return rows.length > 0 && (
    <details class="more"><summary>{title}</summary>
      <Scroll label={title}><table>
        <thead><tr><th>{t('reports.list')}</th>{hitRates && sizes.map(size => <th class="n">HR@{size}</th>)}
          {sizes.map(size => <th class="n">NDCG@{size}</th>)}<th class="n">MRR</th>
          {hasRecall && sizes.map(size => <th class="n">recall@{size}</th>)}</tr></thead>
        <tbody>{rows.map(([list, {hit_rate: rates, ndcg, mrr, recall}]) => (
          <tr key={list}><td>{name(list)}</td>{hitRates && sizes.map(size => <td class="n">{rate(rates[size])}</td>)}
            {sizes.map(size => <td class="n">{cell(ndcg?.[size], deviations[list]?.ndcg?.[size])}</td>)}
            <td class="n">{cell(mrr, deviations[list]?.mrr)}</td>
            {hasRecall && sizes.map(size => <td class="n">{rate(recall?.[size])}</td>)}</tr>))}</tbody>
      </table></Scroll>
    </details>);
}

export const Groups = ({groups, sizes, name}: {groups?: By<By<Ranking>>, sizes: string[], name: Name}) => (
  <>{entriesOf(groups).map(([group, results]) => (
    <Rankings key={group} title={named('usergroup', group)} results={results} sizes={sizes} name={name} hitRates />))}</>);

export const Baselines = ({baselines, sizes}: {baselines?: By<By<number>>, sizes: string[]}) => (
  <Figures title={t('reports.baselines')} help={t('reports.baselines.help')}
    head={[t('reports.baseline'), ...sizes.map(size => `HR@${size}`)]}
    rows={entriesOf(baselines).map(([algorithm, rates]) => [algorithm, ...sizes.map(size => rate(rates[size]))])} />);

interface MissesProps {
  excluded?: By<number>;
  undescribed?: {contents: number, targets: number};
  targets: number;
}

/** Targets that no list can have. */
export function Misses({excluded, undescribed, targets}: MissesProps) {
  const reasons = entriesOf(excluded).sort((a, b) => b[1] - a[1]);
  return (
    <>
      {reasons.length > 0 && <p>{t('reports.excluded', {
        n: number(reasons.reduce((sum, [, count]) => sum + count, 0)), targets: number(targets),
        reasons: reasons.map(([reason, count]) => `${reason.replaceAll('_', ' ')} ${number(count)}`).join(', ')})}</p>}
      {undescribed && <p>{t('reports.undescribed', {contents: number(undescribed.contents), targets: number(undescribed.targets)})}</p>}
    </>);
}

export function Blending({tuning: {blend, weights, quotas, questions, tried = [], learned = [], ...selected} = {}}: {tuning?: Tuning}) {
  const isSelected = (one: NonNullable<Tuning['tried']>[number]) => (blend === 'learned' || one.blend === blend)
    && one.mean_hit_rate === selected.mean_hit_rate && one.held_out_mean_hit_rate === selected.held_out_mean_hit_rate;
  const best = tried.find(one => isSelected(one) && one.fitted === 'weights') ?? tried.find(isSelected);
  const shape = (units: number, popularity: boolean) => t(popularity ? 'reports.shape.popularity' : 'reports.shape',
      {units: units === 0 ? t('reports.shape.linear') : t('reports.shape.units', {n: units})});
  const fitted = t('reports.fitting.heldout');
  return weights && (
    <>
      <Figures title={t('reports.blending')} help={t('reports.blending.help', {blend: blend ?? '', n: number(questions ?? 0)})}
        head={[t('recall.channel'), t('reports.weight'), t('reports.quota')]}
        rows={entriesOf(weights).map(([channel, weight]) => [channel, rate(weight), number(quotas?.[channel] ?? 0)])} />
      <details class="more"><summary>{t('reports.candidates')}</summary>
        <Figures small title={t('reports.candidates')} head={[t('reports.blend'), t('reports.fitted'), t('reports.fitting'), fitted]}
          rows={tried.map(one => [one.blend, one === best ? <b>{t('reports.selected', {fitted: one.fitted})}</b> : one.fitted,
            rate(one.mean_hit_rate), rate(one.held_out_mean_hit_rate)])} />
        <Figures small title={t('reports.shapes.learned')} help={t('reports.learned.help')} head={[t('reports.blend'), fitted]}
          rows={learned.flatMap(({shapes}) => shapes.map(one => [shape(one.hidden_units, one.popularity), rate(one.mean_hit_rate)]))} />
        <Figures small title={t('reports.learned')} head={[t('reports.blend'), fitted, t('reports.learned.gain'), t('metric.tail_share')]}
          rows={learned.map(one => [shape(one.hidden_units, one.popularity), rate(one.mean_hit_rate),
            <Difference of={one.over_weighted} />, percent(one.tail_share)])} />
      </details>
    </>);
}

export function DataSet({data: {unlike_past: past, vocabularies} = {}}: {data?: Data}) {
  return past && (
    <>
      <Figures title={t('reports.data')} help={t('reports.data.help', {
        share: percent(past.nothing_shared), n: number(past.positives), past: past.past})}
        head={[t('reports.data.kind'), t('reports.data.share')]}
        rows={entriesOf(past.not_shared).map(([kind, share]) => [kind, percent(share)])} />
      {entriesOf(vocabularies).length === 0 && <p>{t('reports.noitems')}</p>}
      <Figures small title={t('reports.vocabulary')}
        head={[t('reports.vocabulary.values'), t('reports.contents'), t('reports.items'), t('reports.both'), t('reports.vocabulary.share')]}
        rows={entriesOf(vocabularies).map(([kind, {contents, items, both}]) => [
          kind, number(contents), number(items), number(both), items === 0 ? '–' : percent(both / items)])} />
    </>);
}

const textOf = ({content_id: id, title}: Titled) => title ?? id;

export const Examples = ({examples = []}: {examples?: Example[]}) => examples.length > 0 && (
  <>
    <h2>{t('reports.examples')}</h2>
    <p class="muted">{t('reports.examples.help')}</p>
    {examples.map(({user_id: user, recent, target, lists}) => (
      <details class="more" key={user}><summary>{user}: {recent[0] ? textOf(recent[0]) : t('reports.examples.new')}</summary>
        <p>{recent.length > 0 && `${t('reports.examples.recent', {contents: recent.map(textOf).join('; ')})} `}
          {t('reports.examples.target')} <b>{textOf(target)}</b></p>
        {entriesOf(lists).map(([list, entries]) => (
          <section key={list}><h3>{list}</h3>
            <ol>{entries.map(entry => (
              <li>{entry.content_id === target.content_id ? <b>{textOf(entry)}</b> : textOf(entry)}
                {entry.reason && <small> {entry.reason}</small>}</li>))}</ol></section>))}
      </details>))}
  </>);
