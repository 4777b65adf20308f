/** Embedding spaces of a report: agreement with labels, purity of clusters, retrieval across modalities, and images. */
import {number, t} from '../lib/i18n.ts';
import {hueOf} from '../parts/content.tsx';
import {Figures} from './report-details.tsx';
import {type By, entriesOf, rate} from './report-rates.tsx';

const MAX_LABELS = 15;
const SIZE = 440;
const MARGIN = 24;

interface Label {
  agreement: number;
  chance: number;
  purity: number;
  majority: number;
  contents: number;
}

interface Space {
  contents: number;
  clusters: {count: number, smallest: number, median: number, largest: number};
  labels: By<Label>;
}

export interface Spaces {
  spaces?: By<Space>;
  cross_modal?: {contents: number, text_to_picture: number, picture_to_text: number, chance: number};
}

interface ClusterMap {
  label: string;
  values: string[];
  /** Contents; a value is an index, -1 for none. */
  dots: {x: number, y: number, value: number}[];
  rings: {x: number, y: number, contents: number, value: string, share: number}[];
}

/** Images of spaces, which only pages have. */
export interface Pictures {
  maps: By<ClusterMap>;
  /** Rows by space: a content and its neighbours. A picture is a JPEG in base64. */
  near: By<{title: string, picture?: string}[][]>;
}

const labelName = (label: string) => label.replace('attribute.', '').replaceAll('_', ' ');

export function SpaceTables({spaces, cross_modal: cross}: Spaces) {
  const all = entriesOf(spaces);
  const labels = [...new Set(all.flatMap(([, {labels}]) => Object.keys(labels)))]
      .map(label => ({label, contents: Math.max(...all.map(([, {labels}]) => labels[label]?.contents ?? 0))}))
      .sort((a, b) => b.contents - a.contents || (a.label < b.label ? -1 : 1)).slice(0, MAX_LABELS);
  const head = [t('reports.label'), t('reports.contents'), ...all.map(([space]) => space)];
  const row = (text: (one: Label) => [number, string]) => labels.map(({label, contents}) => [labelName(label), number(contents),
    ...all.map(([, {labels}]) => {
      const one = labels[label];
      const [value, floor] = one ? text(one) : [];
      return one ? <>{rate(value)} <small>{floor}</small></> : '–';
    })]);
  return all.length > 0 && (
    <>
      <Figures title={t('reports.agreement')} help={t('reports.agreement.help')} head={head}
        rows={row(({agreement, chance}) => [agreement, t('reports.chance', {value: rate(chance)})])} />
      <Figures title={t('reports.purity')} help={t('reports.purity.help')} head={head} rows={[
        ...row(({purity, majority}) => [purity, t('reports.onecluster', {value: rate(majority)})]),
        [t('reports.clusters'), '', ...all.map(([, {clusters: {count, smallest, median, largest}}]) => (
          <>{number(count)} <small>{t('reports.clusters.sizes', {smallest: number(smallest), largest: number(largest), median: number(median)})}</small></>))]]} />
      {cross && <Figures title={t('reports.crossmodal')} help={t('reports.crossmodal.help', {n: number(cross.contents)})}
        head={[t('reports.crossmodal.query'), t('reports.crossmodal.share')]} rows={[
          [t('reports.crossmodal.text'), rate(cross.text_to_picture)], [t('reports.crossmodal.picture'), rate(cross.picture_to_text)],
          [t('reports.crossmodal.chance'), rate(cross.chance)]]} />}
    </>);
}

export function SpacePictures({maps, near}: Pictures) {
  return (
    <>
      {entriesOf(maps).length > 0 && <><h2>{t('reports.maps')}</h2><p class="muted">{t('reports.maps.help')}</p></>}
      <div class="grid reportgrid">{entriesOf(maps).map(([space, map]) => <Clusters key={space} space={space} map={map} />)}</div>
      {entriesOf(near).length > 0 && <><h2>{t('reports.near')}</h2><p class="muted">{t('reports.near.help')}</p></>}
      {entriesOf(near).map(([space, rows]) => (
        <section key={space}><h3>{space}</h3>{rows.map(row => (
          <div class="strip">{row.map(({title, picture}) => (picture
            ? <img alt={title} title={title} src={`data:image/jpeg;base64,${picture}`} /> : <span title={title}>{title}</span>))}</div>))}
        </section>))}
    </>);
}

function Clusters({space, map: {label, values, dots, rings}}: {space: string, map: ClusterMap}) {
  const all = [...dots, ...rings];
  const [xs, ys] = [all.map(({x}) => x), all.map(({y}) => y)];
  const [left, bottom] = [Math.min(...xs), Math.min(...ys)];
  const scale = (SIZE - 2 * MARGIN) / (Math.max(Math.max(...xs) - left, Math.max(...ys) - bottom) || 1);
  const at = ({x, y}: {x: number, y: number}) => ({cx: MARGIN + scale * (x - left), cy: SIZE - MARGIN - scale * (y - bottom)});
  const largest = Math.max(...rings.map(({contents}) => contents), 1);
  const title = t('reports.map', {space, label: labelName(label)});
  return (
    <section class="panel"><h3>{title}</h3>
      <svg class="scatter clusters" viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-label={title}>
        {dots.map(dot => <circle {...at(dot)} r="2.5" class={dot.value < 0 ? 'dot none' : 'dot'} style={{'--hue': hueOf(dot.value)}} />)}
        {rings.map(ring => (
          <circle {...at(ring)} r={3 + 15 * Math.sqrt(ring.contents / largest)} class="ring">
            <title>{t('reports.map.ring', {n: number(ring.contents)})}{ring.value && `, ${number(ring.share, {style: 'percent'})} ${ring.value}`}</title></circle>))}
      </svg>
      <ul class="legend">{values.map((value, i) => <li style={{'--hue': hueOf(i)}}><span class="dot"></span>{value}</li>)}</ul>
    </section>);
}
