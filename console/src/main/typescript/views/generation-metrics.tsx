/** Metrics of the generations side by side, in groups of what they measure. */
import type {Generation} from 'contract';
import {useState} from 'preact/hooks';
import {named, number, score, t} from '../lib/i18n.ts';
import {Scroll} from '../parts/scroll.tsx';

const GROUPS = ['data', 'models', 'spaces', 'features', 'tables', 'metapaths'] as const;
type Group = typeof GROUPS[number];
const FEATURES = ['tag', 'attribute', 'category', 'term'];
const TABLES = ['i2i', 'similar', 'led_to'];
/** Metrics that a closed group shows. */
const IMPORTANT = /^(contents|users|events|(i2i|similar|space\..*|.*\.contents)\.coverage|.*\.validation)$/;
/** A closed group also shows metrics that differ by this share from the generation before. */
const MUCH = .25;

/** Returns what a metric measures, by its name. */
function groupOf(name: string): Group {
  const [first = '', second] = name.split('.');
  return second === undefined ? 'data' : first === 'space' ? 'spaces' : first === 'metapath' ? 'metapaths'
    : FEATURES.includes(first) ? 'features' : TABLES.includes(first) ? 'tables' : 'models';
}

/** Returns a difference with its sign, and relative to the value before. */
function change(before: number, after: number) {
  const share = before === 0 ? '' : ` (${number((after - before) / Math.abs(before),
      {style: 'percent', maximumSignificantDigits: 3, signDisplay: 'exceptZero'})})`;
  const digits = Number.isInteger(after - before) ? {} : {maximumSignificantDigits: 4};
  return number(after - before, {...digits, signDisplay: 'exceptZero'}) + share;
}

/** A metric of a generation, and its difference from the generation before. */
function Metric({value, before}: {value?: number, before?: number}) {
  return (
    <td class="n">{value !== undefined && before !== undefined && value !== before && <small>{change(before, value)}</small>}
      {' '}{value === undefined ? '–' : Number.isInteger(value) ? number(value) : score(value)}</td>);
}

/** The name of a metric, which opens its definition. */
function Name({name}: {name: string}) {
  const end = name.slice(name.lastIndexOf('.') + 1);
  const help = named(`metrics.${groupOf(name)}`, end);
  return help === end ? <code>{name}</code> : <details><summary title={help}><code>{name}</code></summary><small>{help}</small></details>;
}

/** @param generations the newest first */
export function Metrics({generations, serving}: {generations: Generation[], serving?: string}) {
  const [filter, setFilter] = useState('');
  const [isChanged, setChanged] = useState(false);
  const [opened, setOpened] = useState<Group[]>([]);
  const valuesOf = (name: string) => generations.map(({metrics}) => metrics[name]);
  const isMuch = ([value, before]: (number | undefined)[]) =>
    value !== undefined && before !== undefined && Math.abs(value - before) > MUCH * Math.abs(before);
  const names = [...new Set(generations.flatMap(({metrics}) => Object.keys(metrics)))].sort()
      .filter(name => name.toLowerCase().includes(filter) && (!isChanged || new Set(valuesOf(name)).size > 1));
  const groups = GROUPS.map(group => ({group, all: names.filter(name => groupOf(name) === group)})).filter(({all}) => all.length > 0);
  const toggle = (group: Group) => setOpened(opened.includes(group) ? opened.filter(one => one !== group) : [...opened, group]);
  return (
    <>
      <div class="title"><h2>{t('generations.metrics')}</h2>
        {generations.length > 1 && (
          <label class="inline"><input type="checkbox" checked={isChanged} onChange={event => setChanged(event.currentTarget.checked)} />
            {t('generations.changed')}</label>)}
        <input type="search" placeholder={t('generations.filter')} aria-label={t('generations.filter')}
            onInput={event => setFilter(event.currentTarget.value.toLowerCase())} /></div>
      <p class="muted">{t('generations.metrics.help')} {generations.length > 1 && t('generations.difference')}</p>
      <Scroll label={t('generations.metrics')}><table class="compact metrics">
        <thead><tr><th>{t('generations.metric')}</th>{generations.map(({id}) => (
          <th class="n">{id} {id === serving && <span class="badge good">{t('generations.serving')}</span>}</th>))}</tr></thead>
        {groups.map(({group, all}) => {
          const isOpen = Boolean(filter) || isChanged || opened.includes(group);
          const shown = isOpen ? all : all.filter(name => IMPORTANT.test(name) || isMuch(valuesOf(name)));
          return (
            <tbody key={group}>
              <tr class="group"><th scope="rowgroup" colspan={generations.length + 1}>
                <button class="link" aria-expanded={isOpen} onClick={() => toggle(group)}>{t(`metrics.${group}`)}</button>
                {' '}<small>{t('generations.metrics.shown', {shown: shown.length, all: all.length})}</small></th></tr>
              {shown.map(name => {
                const values = valuesOf(name);
                return (
                  <tr key={name}><td><Name name={name} /></td>{values.map((value, i) => <Metric value={value} before={values[i + 1]} />)}</tr>);
              })}
            </tbody>);
        })}
      </table></Scroll>
    </>);
}
