// @ts-check
/** Results of graph queries: as a table, as a drawing of their nodes, or as bars. */
import {html} from '../lib/html.js';
import {number, score, t, time} from '../lib/i18n.js';
import {link} from '../lib/route.js';
import {Bar} from './content.js';
import {Drawing, identity} from './drawing.js';
import {Scroll} from './scroll.js';

/** Labels of the nodes whose keys a column or parameter of a built-in query has. */
const LABELS = {user: 'User', author: 'User', content: 'Content', nearest: 'Content', tag: 'Tag', query: 'Query', cluster: 'Cluster', community: 'Community'};
/** Columns with the names of these nodes. */
const NAMES = {content: 'title', nearest: 'nearest_title'};
const isTime = column => column === 'at' || column.endsWith('_at');

/**
 * @typedef {{columns: string[], rows: any[][], nodes: {label: string, key: string, name?: string}[], truncated: boolean,
 *     relationships: {from: number, to: number, type: string, at?: number, weight?: number}[]}} Table
 */

/** Returns the hue of a relationship type. @param {string} type */
export const typeHue = type => [...type].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 360, 7);

/** Returns the edges of a table, one for all relationships of a type between two nodes. @param {Table} table */
export function edgesOf({nodes, relationships}) {
  const edges = new Map();
  for (const {from, to, type, at, weight} of relationships) {
    const [source, target] = [identity(nodes[from]), identity(nodes[to])];
    const id = `${source} ${type} ${target}`;
    const title = [type, at && time(new Date(at).toISOString()), weight !== undefined && score(weight)].filter(Boolean).join(' · ');
    edges.set(id, edges.get(id) ?? {from: source, to: target, type, forward: true, hue: typeHue(type), title});
  }
  return [...edges.values()];
}

/**
 * Returns the distance of each node from the nearest root, whatever the direction of edges. A node that no root reaches is
 * a root itself.
 *
 * @param {Iterable<string>} ids
 * @param {{from: string, to: string}[]} edges
 * @param {string[]} roots
 */
export function distances(ids, edges, roots) {
  const neighbours = new Map();
  for (const {from, to} of edges) {
    neighbours.set(from, [...neighbours.get(from) ?? [], to]);
    neighbours.set(to, [...neighbours.get(to) ?? [], from]);
  }
  const found = new Map();
  for (const start of [roots, ...[...ids].map(id => [id])]) {
    let layer = start.filter(id => !found.has(id));
    for (let distance = 0; layer.length > 0; distance++) {
      layer.forEach(id => found.set(id, distance));
      layer = [...new Set(layer.flatMap(id => neighbours.get(id) ?? []))].filter(id => !found.has(id));
    }
  }
  return found;
}

/** @param {{table: Table}} props */
export function Rows({table}) {
  const {columns, rows, truncated} = table;
  if (rows.length === 0) {
    return html`<p class="state">${t('graph.norows')}</p>`;
  }
  return html`
    <${Scroll} label=${t('graph.result')}><table>
      <thead><tr>${columns.map((name, i) => html`<th class=${typeof rows[0][i] === 'number' && !isTime(name) ? 'n' : ''}>${name}</th>`)}</tr></thead>
      <tbody>${rows.map(row => html`<tr>${row.map((value, i) => html`<${Cell} column=${columns[i]} value=${value} />`)}</tr>`)}</tbody>
    </table><//>
    <p class="muted">${t(truncated ? 'graph.truncated' : 'graph.rows', {n: number(rows.length)})}</p>`;
}

function Cell({column, value}) {
  if (value === null) {
    return html`<td class="muted">–</td>`;
  }
  if (typeof value === 'number') {
    return isTime(column) ? html`<td class="nowrap">${time(new Date(value).toISOString())}</td>`
      : html`<td class="n">${Number.isInteger(value) ? number(value) : score(value)}</td>`;
  }
  const label = typeof value === 'string' ? LABELS[column] : undefined;
  const text = typeof value === 'object' ? Array.isArray(value) ? value.join(', ') : JSON.stringify(value) : String(value);
  return label ? html`<td class="nowrap"><a href=${link('graph', {label, key: value})}>${text}</a></td>` : html`<td class=${text.length > 24 ? 'detail' : ''}>${text}</td>`;
}

/**
 * Draws a result: its own nodes; else the nodes that its columns and the parameters of the query name, joined by the first
 * number of each row; else its first number as bars. Returns nothing if there is none of these.
 *
 * @param {Table} table
 * @param {Record<string, string>} [parameters] of the query
 */
export function drawingOf(table, parameters = {}) {
  const {columns, rows} = table;
  const numeric = columns.findIndex((name, i) => !isTime(name) && rows.some(row => typeof row[i] === 'number'));
  if (table.nodes.length > 0) {
    return drawn(new Map(table.nodes.map(node => [identity(node), node])), edgesOf(table), []);
  }
  const given = Object.entries(parameters).flatMap(([name, key]) => (LABELS[name] && key ? [{label: LABELS[name], key}] : []));
  /** @type {Map<string, import('./drawing.js').Node>} */
  const nodes = new Map(given.map(node => [identity(node), node]));
  const edges = [];
  for (const row of rows) {
    const named = columns.flatMap((name, i) => (LABELS[name] && typeof row[i] === 'string'
      ? [{label: LABELS[name], key: row[i], name: row[columns.indexOf(NAMES[name])] ?? undefined}] : []));
    const [from, to] = given.length > 0 ? [given[0], named[0]] : named;
    if (from && to) {
      [from, to].forEach(node => nodes.set(identity(node), nodes.get(identity(node)) ?? node));
      const text = numeric < 0 ? '' : `${columns[numeric]} ${score(row[numeric])}`;
      edges.push({from: identity(from), to: identity(to), type: text, forward: true, hue: typeHue(columns.join()), title: text});
    }
  }
  if (edges.length > 0) {
    return drawn(nodes, edges, edges.map(({from}) => from));
  }
  return numeric >= 0 && rows.length > 0 ? html`<${Bars} table=${table} numeric=${numeric} />` : undefined;
}

const drawn = (nodes, edges, roots) => html`
  <${Drawing} nodes=${nodes} edges=${edges} columns=${distances(nodes.keys(), edges, roots)} title=${t('graph.drawing')} />`;

function Bars({table: {columns, rows}, numeric}) {
  const text = columns.findIndex((_, i) => i !== numeric);
  const highest = Math.max(...rows.map(row => Math.abs(row[numeric] ?? 0)));
  return html`
    <section class="panel"><h2>${columns[numeric]}</h2>
      <ul class="bars wide">${rows.map(row => {
        const label = text < 0 ? '' : Array.isArray(row[text]) ? row[text].join(' › ') : String(row[text]);
        return html`<li><span title=${label}>${label}</span><${Bar} value=${Math.abs(row[numeric] ?? 0)} max=${highest} />
          <span class="n">${score(row[numeric] ?? 0)}</span></li>`;
      })}</ul></section>`;
}
