// @ts-check
/** Evaluation: the reports of the home, one or two side by side. */
import {get} from '../lib/api.js';
import {html} from '../lib/html.js';
import {number, t} from '../lib/i18n.js';
import {useLoad} from '../lib/load.js';
import {open} from '../lib/route.js';
import {Bar, Channel, hue} from '../parts/content.js';
import {Field} from '../parts/form.js';
import {Scroll} from '../parts/scroll.js';
import {Show} from '../parts/states.js';

const MERGED = 'merged';
const ECOSYSTEM = ['coverage', 'gini', 'tail_share', 'fresh_share_7d', 'category_entropy', 'exclusive_share', 'intra_list_similarity'];
const rate = value => (value === undefined || value === null ? '–' : number(value, {minimumFractionDigits: 4, maximumFractionDigits: 4}));
const signed = value => number(value, {minimumFractionDigits: 4, maximumFractionDigits: 4, signDisplay: 'exceptZero'});

/** @param {{params: Record<string, string>}} props */
export function ReportsView({params}) {
  const list = useLoad('reports', signal => get('/v1/reports', signal));
  return html`
    <h1>${t('view.reports')}</h1>
    <p class="lead">${t('reports.lead')}</p>
    <${Show} of=${list}>${({reports}) => reports.length === 0
      ? html`<div class="state"><p>${t('reports.none')}</p><code>recall evaluate DATA --out REPORT</code></div>`
      : html`<${Reports} reports=${reports} params=${params} />`}<//>`;
}

function Reports({reports, params}) {
  const a = reports.find(({name}) => name === params.a)?.name ?? reports[0].name;
  const b = reports.find(({name}) => name === params.b)?.name ?? '';
  const names = [a, b].filter(Boolean);
  const loaded = useLoad(JSON.stringify(names),
      signal => Promise.all(names.map(name => get(`/v1/reports/${encodeURIComponent(name)}`, signal))));
  const select = (side, value, none) => html`
    <${Field} label=${t('reports.' + side)} wide>
      <select value=${value} onChange=${event => open('reports', {...params, [side]: event.target.value})}>
        ${none && html`<option value="">${t('reports.single')}</option>`}
        ${reports.map(({name}) => html`<option value=${name}>${name}</option>`)}
      </select>
    <//>`;
  return html`
    <div class="form reportform">${select('a', a, false)}${select('b', b, true)}</div>
    <${Show} of=${loaded}>${([first, second]) => html`<${Report} first=${first} second=${second} />`}<//>`;
}

function Report({first, second}) {
  if (!first.results) {
    return html`<p class="state">${t('reports.spacesonly')}</p>`;
  }
  const other = second?.results ? second : undefined;
  return html`
    ${[first, other].some(report => report?.data?.simulated) && html`<p class="state warning">${t('reports.simulated')}</p>`}
    <${Facts} first=${first} second=${other} />
    <${HitRates} first=${first} second=${other} />
    <div class="grid reportgrid">
      <${Diversity} first=${first} second=${other} />
      <${Contribution} report=${first} />
    </div>
    <${Ecosystem} first=${first} second=${other} />
    <${Overlap} report=${first} />`;
}

function Facts({first, second}) {
  const rows = ['dataset', 'protocol', 'fit', 'seed', 'generation', 'users', 'requests', 'targets', 'contents', 'blend'];
  const text = (report, name) => {
    const value = {...report, requests: report.users - report.users_without_target, blend: report.tuning?.blend ?? '–'}[name];
    return typeof value === 'number' ? number(value) : value;
  };
  return html`
    <${Scroll} label=${t('reports.facts')}><table class="compact">
      <thead><tr><td></td><th>A</th>${second && html`<th>B</th>`}</tr></thead>
      <tbody>${rows.map(name => html`
        <tr><td>${t('reports.' + name)}</td><td>${text(first, name)}</td>${second && html`<td>${text(second, name)}</td>`}</tr>`)}</tbody>
    </table><//>`;
}

const listsOf = (first, second) => [...new Set([...Object.keys(first.results), ...Object.keys(second?.results ?? {})])];
const listText = name => (name === MERGED ? t('reports.merged') : name);
const ListName = ({name}) => (name === MERGED ? html`<b>${t('reports.merged')}</b>` : html`<${Channel} id=${name} />`);

function HitRates({first, second}) {
  const sizes = Object.keys(first.results[MERGED].hit_rate);
  const highest = Math.max(...[first, second].flatMap(report => Object.values(report?.results ?? {}).flatMap(({hit_rate: rates}) => Object.values(rates))));
  const cell = (report, name, size) => {
    const value = report.results[name]?.hit_rate[size];
    const interval = report.intervals?.hit_rate?.[name]?.[size];
    return html`<td class="n">${rate(value)}<${Bar} value=${value ?? 0} max=${highest} />
      ${interval && html`<small>${rate(interval.low)} – ${rate(interval.high)}</small>`}</td>`;
  };
  const change = (name, size) => {
    const [before, after] = [first.results[name]?.hit_rate[size], second.results[name]?.hit_rate[size]];
    return html`<td class="n ${after > before ? 'better' : after < before ? 'worse' : ''}">${
      before === undefined || after === undefined ? '–' : signed(after - before)}</td>`;
  };
  return html`
    <h2>${t('reports.hitrate')}</h2>
    <${Scroll} label=${t('reports.hitrate')}><table>
      <thead>
        <tr><th>${t('reports.list')}</th>${sizes.map(size => html`<th class="n" colspan=${second ? 3 : 1}>HR@${size}</th>`)}</tr>
        ${second && html`<tr><td></td>${sizes.map(() => html`<th class="n">A</th><th class="n">B</th><th class="n">B − A</th>`)}</tr>`}
      </thead>
      <tbody>${listsOf(first, second).map(name => html`
        <tr key=${name}><td><${ListName} name=${name} /></td>${sizes.map(size => html`
          ${cell(first, name, size)}${second && html`${cell(second, name, size)}${change(name, size)}`}`)}</tr>`)}</tbody>
    </table><//>
    <p class="muted">${t('reports.hitrate.help')}</p>`;
}

function Contribution({report}) {
  const size = Object.keys(report.results[MERGED].hit_rate).at(-1);
  const entries = Object.entries(report.contribution ?? {}).sort(([, a], [, b]) => b.marginal_gain[size].value - a.marginal_gain[size].value);
  const highest = Math.max(...entries.map(([, one]) => one.marginal_gain[size].value), 0);
  return html`
    <section class="panel"><h2>${t('reports.contribution')}</h2>
      <p class="muted">${t('reports.contribution.help', {size})}</p>
      <${Scroll} of="" label=${t('reports.contribution')}><table>
        <thead><tr><th>${t('recall.channel')}</th><th class="n">${t('reports.gain')}</th><th class="n">${t('reports.exclusive_hits')}</th></tr></thead>
        <tbody>${entries.map(([name, {marginal_gain: gain, exclusive_hits: hits}]) => html`
          <tr key=${name}><td><${Channel} id=${name} /></td>
            <td class="n">${signed(gain[size].value)}<${Bar} value=${Math.max(0, gain[size].value)} max=${highest} />
              <small>${signed(gain[size].low)} – ${signed(gain[size].high)}</small></td>
            <td class="n">${number(hits, {style: 'percent', maximumFractionDigits: 1})}</td></tr>`)}</tbody>
      </table><//>
    </section>`;
}

const [WIDTH, HEIGHT, LEFT, BOTTOM] = [460, 300, 44, 36];

/** Width of a letter of a label. */
const LETTER = 6;

/** Returns the places of labels: right of their points, else left, below or above, where they meet no other label. */
function labelled(points) {
  const taken = points.map(({x, y}) => ({x: x - 5, y, width: 10}));
  return points.map(({name, x, y}) => {
    const width = listText(name).length * LETTER;
    const places = [[9, 0], [-9 - width, 0], [-width / 2, 15], [-width / 2, -14], [9, 11], [-9 - width, 11], [9, -11], [-9 - width, -11]]
        .map(([dx, dy]) => ({name, x: x + dx, y: y + dy, width}));
    const isFree = place => place.x + place.width < WIDTH && taken.every(other =>
      Math.abs(other.y - place.y) > 10 || other.x > place.x + place.width || place.x > other.x + other.width);
    const place = places.find(isFree) ?? places[0];
    taken.push(place);
    return place;
  });
}

/** Diversity within lists against hit rate, one point per list. */
function Diversity({first, second}) {
  const size = Object.keys(first.results[MERGED].hit_rate).at(-1);
  const points = [first, second].flatMap((report, side) => Object.entries(report?.results ?? {}).flatMap(([name, {hit_rate: rates}]) => {
    const similarity = report.ecosystem?.[name]?.intra_list_similarity;
    return similarity === undefined || similarity === null || rates[size] === 0 ? [] : [{name, side, x: rates[size], y: 1 - similarity}];
  }));
  const max = {x: Math.max(...points.map(({x}) => x)) * 1.15 || 1, y: 1};
  const low = Math.max(0, Math.min(...points.map(({y}) => y)) - .05);
  const px = x => LEFT + x / max.x * (WIDTH - LEFT - 12);
  const py = y => HEIGHT - BOTTOM - (y - low) / (max.y - low) * (HEIGHT - BOTTOM - 12);
  const labels = labelled(points.filter(({side}) => side === 0).map(point => ({...point, x: px(point.x), y: py(point.y)})));
  const ticks = (from, to) => [0, .25, .5, .75, 1].map(share => from + share * (to - from));
  return html`
    <section class="panel"><h2>${t('reports.diversity')}</h2>
      <p class="muted">${t('reports.diversity.help')}</p>
      <svg class="scatter" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${t('reports.diversity.help')}>
        ${ticks(0, max.x).map(x => html`<line x1=${px(x)} x2=${px(x)} y1="12" y2=${HEIGHT - BOTTOM} /><text x=${px(x)} y=${HEIGHT - BOTTOM + 15} class="mid">${number(x, {maximumFractionDigits: 2})}</text>`)}
        ${ticks(low, 1).map(y => html`<line x1=${LEFT} x2=${WIDTH - 12} y1=${py(y)} y2=${py(y)} /><text x=${LEFT - 6} y=${py(y) + 4} class="end">${number(y, {maximumFractionDigits: 2})}</text>`)}
        <text x=${(WIDTH + LEFT) / 2} y=${HEIGHT - 4} class="mid">HR@${size}</text>
        ${points.map(({name, side, x, y}) => html`
          <g style=${{'--hue': hue(name)}}><title>${`${listText(name)}${second ? ` (${'AB'[side]})` : ''}: HR@${size} ${rate(x)}, ${t('reports.diversity')} ${rate(y)}`}</title>
            ${side === 0 ? html`<circle cx=${px(x)} cy=${py(y)} r=${name === MERGED ? 7 : 5} />` : html`<rect x=${px(x) - 6} y=${py(y) - 6} width="12" height="12" />`}</g>`)}
        ${labels.map(({name, x, y}) => html`<text class="name" x=${x} y=${y + 4}>${listText(name)}</text>`)}
      </svg>
      ${second && html`<p class="muted">${t('reports.shapes')}</p>`}
    </section>`;
}

function Ecosystem({first, second}) {
  const cell = (report, name, metric) => html`<td class="n">${rate(report.ecosystem?.[name]?.[metric])}</td>`;
  return html`
    <h2>${t('reports.ecosystem')}</h2>
    <${Scroll} label=${t('reports.ecosystem')}><table>
      <thead><tr><th>${t('reports.list')}</th>${ECOSYSTEM.map(metric => html`<th class="n" colspan=${second ? 2 : 1}>${t('metric.' + metric)}</th>`)}</tr>
        ${second && html`<tr><td></td>${ECOSYSTEM.map(() => html`<th class="n">A</th><th class="n">B</th>`)}</tr>`}</thead>
      <tbody>${listsOf(first, second).map(name => html`<tr key=${name}><td><${ListName} name=${name} /></td>
        ${ECOSYSTEM.map(metric => html`${cell(first, name, metric)}${second && cell(second, name, metric)}`)}</tr>`)}</tbody>
    </table><//>`;
}

function Overlap({report}) {
  const names = Object.keys(report.overlap ?? {});
  if (names.length === 0) {
    return undefined;
  }
  return html`
    <h2>${t('reports.overlap')}</h2>
    <p class="muted">${t('reports.overlap.help')}</p>
    <${Scroll} label=${t('reports.overlap')}><table class="heat">
      <thead><tr><td></td>${names.map(name => html`<th><span>${listText(name)}</span></th>`)}</tr></thead>
      <tbody>${names.map(row => html`<tr key=${row}><th scope="row">${listText(row)}</th>${names.map(column => {
        const share = report.overlap[row][column];
        return row === column || share === undefined ? html`<td></td>`
          : html`<td style=${{'--share': share}}>${number(100 * share, {maximumFractionDigits: 0})}</td>`;
      })}</tr>`)}</tbody>
    </table><//>`;
}
