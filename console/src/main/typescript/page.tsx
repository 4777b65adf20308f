/** A page that a command writes: one report, drawn by the views of the console, with its data inside. */
import type {GraphTable} from 'contract';
import {render} from 'preact';
import {number, t} from './lib/i18n.ts';
import {Bar} from './parts/content.tsx';
import {drawingOf, Rows} from './parts/graph-table.tsx';
import {Tiles} from './parts/tiles.tsx';
import {Difference, Figures} from './views/report-details.tsx';
import {type By, type Interval, percent} from './views/report-rates.tsx';
import {type Pictures, SpacePictures, type Spaces, SpaceTables} from './views/report-spaces.tsx';
import {type Evaluation, Report} from './views/reports.tsx';
import './style.css';

interface SpaceReport extends Spaces {
  dataset: string;
  contents: number;
  generation: string;
  seed: number;
  seconds: number;
}

interface Comparison {
  reports: {path: string, setting: string, seeds: string}[];
  comparable: boolean;
  without_contents: string[];
  columns: string[];
  rows: {list: string, label: string, values: string[]}[];
  caption: string;
  differences: {list: string, label: string, hit_rate: By<Interval>}[];
  notes: string[];
}

interface Profile {
  title: string;
  tiles: {value: string, text: string}[];
  conclusions: string[];
  warnings: string[];
  /** Counts by label; `total` is what their shares are of. */
  distributions: {title: string, label: string, counted: string, counts: {name: string, count: number}[], total: number}[];
  files: string[];
}

interface Result {
  title: string;
  summary: string;
  statement: string;
  parameters: By<string>;
  caption: string;
  table: GraphTable;
}

const VIEWS = {
  evaluation: ({report, pictures}: {report: Evaluation, pictures: Pictures}) => (
    <>
      <h1>{report.dataset}</h1>
      <Report first={report} pictures={pictures} />
      <p class="muted">{t('reports.footer')}</p>
    </>),
  spaces: ({report, pictures}: {report: SpaceReport, pictures: Pictures}) => (
    <>
      <h1>{report.dataset}</h1>
      <p class="lead">{t('page.spaces', {n: number(report.contents)})}</p>
      {Object.keys(report.spaces ?? {}).length === 0 && <p>{t('page.nospaces')}</p>}
      <SpaceTables {...report} />
      <SpacePictures {...pictures} />
      <p class="muted">{t('page.measured', {generation: report.generation, seed: report.seed, seconds: number(report.seconds, {maximumFractionDigits: 0})})}</p>
    </>),
  comparison: ComparisonPage,
  profile: ProfilePage,
  result: ResultPage,
};

function ComparisonPage({reports, comparable, without_contents: without, columns, rows, caption, differences, notes}: Comparison) {
  const letter = (index: number) => String.fromCharCode(65 + index);
  const sizes = Object.keys(differences[0]?.hit_rate ?? {});
  return (
    <>
      <h1>{t('page.comparison')}</h1>
      {!comparable && <p class="state warning">{t('page.incomparable')}</p>}
      <Figures title={t('view.reports')} head={[t('page.report'), t('page.file'), t('page.setting'), t('reports.seed')]}
        rows={reports.map(({path, setting, seeds}, i) => [letter(i), path, setting, seeds])} />
      {without.length > 0 && <p>{t('reports.without', {lists: without.join(', ')})}</p>}
      <Figures title={t('page.lists')} help={t('page.lists.help')} head={[t('reports.list'), t('page.report'), ...columns]}
        rows={rows.map(({list, label, values}) => [list === 'merged' ? <b>{list}</b> : list, label, ...values])} />
      <Figures title={t('reports.differences')} help={`${caption}. ${t('page.significant')}`}
        head={[t('reports.list'), t('view.reports'), ...sizes.map(size => `HR@${size}`)]}
        rows={differences.map(({list, label, hit_rate: rates}) => [
          list === 'merged' ? <b>{list}</b> : list, label, ...sizes.map(size => <Difference of={rates[size]} />)])} />
      {notes.map(note => <p>{t('page.nointervals')} {note}.</p>)}
    </>);
}

function ProfilePage({title, tiles, conclusions, warnings, distributions, files}: Profile) {
  const list = (heading: string, lines: string[]) => lines.length > 0 && (
    <><h2>{heading}</h2><ul>{lines.map(line => <li>{line}</li>)}</ul></>);
  return (
    <>
      <h1>{title}</h1>
      <p class="lead">{t('page.profile')}</p>
      <Tiles of={tiles} />
      {list(t('page.meaning'), conclusions)}
      {list(t('page.warnings'), warnings)}
      {distributions.filter(({counts}) => counts.length > 0).map(({title, label, counted, counts, total}) => {
        const max = Math.max(...counts.map(({count}) => count), 1);
        return (
          <section key={title}>
            <Figures title={title} head={[label, counted, t('page.share')]} rows={counts.map(({name, count}) => [
              name, <>{number(count)}<Bar value={count} max={max} /></>,
              percent(count / Math.max(1, total))])} />
          </section>);
      })}
      {list(t('page.files'), files)}
    </>);
}

function ResultPage({title, summary, statement, parameters, caption, table}: Result) {
  return (
    <>
      <h1>{title}</h1>
      {summary && <p class="lead">{summary}</p>}
      <details class="more" open={!summary}><summary>Cypher</summary><pre>{statement}</pre></details>
      {Object.keys(parameters).length > 0 && (
        <dl>{Object.entries(parameters).map(([name, value]) => <><dt>{name}</dt><dd>{value}</dd></>)}</dl>)}
      {drawingOf(table)}
      <p class="muted">{caption}</p>
      <h2>{t('graph.result')}</h2>
      <Rows table={table} />
    </>);
}

const root = document.getElementById('app')!;
const {kind, ...data} = JSON.parse(document.getElementById('data')!.textContent!) as {kind: keyof typeof VIEWS};
const View = VIEWS[kind] as (data: object) => ReturnType<typeof ProfilePage>;
root.replaceChildren();
render(<main id="main" class="page"><View {...data} /></main>, root);
