/** Hit rates of a report by group of test requests: history of the user, popularity and age of the target. */
import type {ComponentChildren} from 'preact';
import {number, t} from '../lib/i18n.ts';
import {Scroll} from '../parts/scroll.tsx';
import type {Interval} from './report-rates.tsx';

const KINDS = ['history', 'target_popularity', 'target_age'] as const;

export interface Group {
  group: string;
  questions: number;
  hit_rate: Partial<Record<string, Partial<Record<string, Interval>>>>;
}

export type Splits = Partial<Record<typeof KINDS[number], Group[]>>;

interface Props {
  splits?: Splits;
  lists: string[];
  size: string;
  name: (list: string) => ComponentChildren;
}

const rate = (value: number) => number(value, {minimumFractionDigits: 3, maximumFractionDigits: 3});

export function SplitTables({splits = {}, lists, size, name}: Props) {
  const kinds = KINDS.filter(kind => splits[kind]?.length);
  return kinds.length > 0 && (
    <>
      <h2>{t('reports.splits')}</h2>
      <p class="muted">{t('reports.splits.help', {size})}</p>
      {kinds.map(kind => {
        const groups = splits[kind]!;
        const shown = lists.filter(list => groups.some(({hit_rate: rates}) => rates[list]?.[size]));
        const highest = Math.max(...groups.flatMap(({hit_rate: rates}) => shown.map(list => rates[list]?.[size]?.value ?? 0)));
        return (
          <section key={kind}>
            <h3>{t(`reports.splits.${kind}`)}</h3>
            <Scroll label={t(`reports.splits.${kind}`)}><table class="heat groups">
              <thead><tr><td></td>{groups.map(({group, questions}) => (
                <th class="n">{group}<small>{t('reports.splits.users', {n: number(questions)})}</small></th>))}</tr></thead>
              <tbody>{shown.map(list => (
                <tr key={list}><th scope="row">{name(list)}</th>{groups.map(({hit_rate: rates}) => {
                  const one = rates[list]?.[size];
                  return one === undefined ? <td></td>
                    : <td style={{'--share': highest > 0 ? one.value / highest : 0}}>{rate(one.value)}<small>{rate(one.low)} – {rate(one.high)}</small></td>;
                })}</tr>))}</tbody>
            </table></Scroll>
          </section>);
      })}
    </>);
}
