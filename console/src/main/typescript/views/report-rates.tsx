/** Hit rates of a report by group of test requests and in scene search. */
import type {ComponentChildren} from 'preact';
import {named, number, t} from '../lib/i18n.ts';
import {Bar} from '../parts/content.tsx';
import {Scroll} from '../parts/scroll.tsx';

/** Values by name or by size of a list. */
export type By<T> = Partial<Record<string, T>>;

export interface Stratum {
  questions: number;
  hit_rate: By<number>;
}

export type Name = (list: string) => ComponentChildren;

export interface Interval {
  value: number;
  low: number;
  high: number;
}

export const rate = (value?: number | null) => (value === undefined || value === null ? '–'
  : number(value, {minimumFractionDigits: 4, maximumFractionDigits: 4}));

/** Returns a share with one decimal. */
export const percent = (share: number) => number(share, {style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1});

/** Standard deviation of a figure, if there is one. */
export const Deviation = ({of}: {of?: number | null}) => (of === undefined || of === null ? undefined : <small> ±&nbsp;{rate(of)}</small>);

export const entriesOf = <T,>(values: By<T> = {}) => Object.entries(values) as [string, T][];

interface CellProps {
  value?: number;
  deviation?: number;
  max: number;
}

const Rate = ({value, deviation, max}: CellProps) => (
  <td class="n">{rate(value)}<Deviation of={deviation} /><Bar value={value ?? 0} max={max} /></td>);

export function Strata({lists, size, name}: {lists: By<{strata?: By<Stratum>}>, size: string, name: Name}) {
  const rows = entriesOf(lists).filter(([, {strata}]) => strata);
  const groups = entriesOf(rows[0]?.[1].strata);
  const max = Math.max(...rows.flatMap(([, {strata}]) => entriesOf(strata).map(([, {hit_rate: rates}]) => rates[size] ?? 0)));
  return groups.length > 0 && (
    <>
      <h2>{t('reports.strata')}</h2>
      <p class="muted">{t('reports.strata.help', {size})}</p>
      <Scroll label={t('reports.strata')}><table class="strata">
        <thead><tr><th>{t('reports.list')}</th>{groups.map(([group, {questions}]) => (
          <th class="n">{named('stratum', group)}<br /><small>{t('reports.splits.users', {n: number(questions)})}</small></th>))}</tr></thead>
        <tbody>{rows.map(([list, {strata}]) => (
          <tr key={list}><td>{name(list)}</td>{groups.map(([group]) => <Rate value={strata?.[group]?.hit_rate[size]} max={max} />)}</tr>))}</tbody>
      </table></Scroll>
    </>);
}

export function Searches({searches, sizes, name}: {searches?: By<Stratum>, sizes: string[], name: Name}) {
  const lists = entriesOf(searches);
  const max = Math.max(...lists.flatMap(([, {hit_rate: rates}]) => sizes.map(size => rates[size] ?? 0)));
  return lists.length > 0 && (
    <>
      <h2>{t('reports.searches')}</h2>
      <p class="muted">{t('reports.searches.help', {n: number(lists[0]![1].questions)})}</p>
      <Scroll label={t('reports.searches')}><table class="searches">
        <thead><tr><th>{t('reports.list')}</th>{sizes.map(size => <th class="n">HR@{size}</th>)}</tr></thead>
        <tbody>{lists.map(([list, {hit_rate: rates}]) => (
          <tr key={list}><td>{name(list)}</td>{sizes.map(size => <Rate value={rates[size]} max={max} />)}</tr>))}</tbody>
      </table></Scroll>
    </>);
}
