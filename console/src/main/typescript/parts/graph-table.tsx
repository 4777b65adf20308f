/** Results of graph queries: as a table, as a drawing of their nodes, or as bars. */
import type {GraphTable} from 'contract';
import {number, score, t, textOf, timeText} from '../lib/i18n.ts';
import {IS_PAGE, link} from '../lib/route.ts';
import {Bar, hueOf} from './content.tsx';
import {Drawing, type Edge, identity, type Node} from './drawing.tsx';
import {Scroll} from './scroll.tsx';

/** Labels of the nodes whose keys a column or parameter of a built-in query has. */
const LABELS: Partial<Record<string, string>> = {user: 'User', author: 'User', content: 'Content', nearest: 'Content', tag: 'Tag', query: 'Query', cluster: 'Cluster', community: 'Community'};
/** Columns with the names of these nodes. */
const NAMES: Partial<Record<string, string>> = {content: 'title', nearest: 'nearest_title'};
/** Times are numbers in columns named `at`, `…_at`, or after a property of that name. */
const isTime = (column = '') => /(^|[._])at$/.test(column);

/** Relationship types, those that are often drawn together first: their hues differ most. */
const TYPES = ['CLICKED', 'PLAYED', 'HAS_TAG', 'LIKED', 'VIEWED', 'IN_CATEGORY', 'HAS_ATTRIBUTE', 'SEARCHED', 'SHARED', 'FAVOURITED', 'PUBLISHED',
  'LED_TO', 'IN_CLUSTER', 'PURCHASED', 'COMMENTED', 'CARTED', 'CHILD_OF', 'IN_COMMUNITY', 'SKIPPED', 'DISLIKED', 'FOLLOWS', 'MAPS_TO', 'BLOCKS', 'MUTES'];

/** Returns the hue of a relationship type, or of other edges. */
const typeHue = (type: string) => Math.round(hueOf(TYPES.indexOf(type)));

/** The relationship types of a drawing with the colours of their lines. */
export function Legend({edges}: {edges: Edge[]}) {
  const types = [...new Map(edges.map(({type, hue}) => [type, hue]))];
  return <ul class="legend">{types.map(([type, hue]) => <li style={{'--hue': hue}}><span class="dash"></span>{type}</li>)}</ul>;
}

/** Returns the edges of a table, one for all relationships of a type between two nodes. */
export function edgesOf({nodes, relationships}: GraphTable) {
  const edges = new Map<string, Edge>();
  for (const {from, to, type, at, weight} of relationships) {
    const [source, target] = [identity(nodes[from]!), identity(nodes[to]!)];
    const id = `${source} ${type} ${target}`;
    const title = [type, at && timeText(at), weight !== undefined && score(weight)].filter(Boolean).join(' · ');
    edges.set(id, edges.get(id) ?? {from: source, to: target, type, forward: true, hue: typeHue(type), title});
  }
  return [...edges.values()];
}

/**
 * Returns the distance of each node from the nearest root, whatever the direction of edges. A node that no root reaches is
 * a root itself.
 */
export function distances(ids: Iterable<string>, edges: Edge[], roots: string[]) {
  const neighbours = new Map<string, string[]>();
  for (const {from, to} of edges) {
    neighbours.set(from, [...neighbours.get(from) ?? [], to]);
    neighbours.set(to, [...neighbours.get(to) ?? [], from]);
  }
  const found = new Map<string, number>();
  for (const start of [roots, ...[...ids].map(id => [id])]) {
    let layer = start.filter(id => !found.has(id));
    for (let distance = 0; layer.length > 0; distance++) {
      layer.forEach(id => found.set(id, distance));
      layer = [...new Set(layer.flatMap(id => neighbours.get(id) ?? []))].filter(id => !found.has(id));
    }
  }
  return found;
}

export function Rows({table}: {table: GraphTable}) {
  const {columns, rows, truncated} = table;
  if (rows.length === 0) {
    return <p class="state">{t('graph.norows')}</p>;
  }
  return (
    <>
      <Scroll label={t('graph.result')}><table class="cards named">
        <thead><tr>{columns.map((name, i) => <th class={typeof rows[0]?.[i] === 'number' && !isTime(name) ? 'n' : ''}>{name}</th>)}</tr></thead>
        <tbody>{rows.map(row => <tr>{row.map((value, i) => <Cell column={columns[i]} value={value} />)}</tr>)}</tbody>
      </table></Scroll>
      <p class="muted">{t(truncated ? 'graph.truncated' : 'graph.rows', {n: number(rows.length)})}</p>
    </>);
}

function Cell({column = '', value}: {column?: string, value: unknown}) {
  if (value === null) {
    return <td class="muted" data-label={column}>–</td>;
  }
  if (typeof value === 'number') {
    return isTime(column) ? <td class="nowrap" data-label={column}>{timeText(value)}</td>
      : <td class="n" data-label={column}>{Number.isInteger(value) ? number(value) : score(value)}</td>;
  }
  const label = LABELS[column];
  const text = textOf(value);
  return label && typeof value === 'string' && !IS_PAGE
    ? <td class="nowrap" data-label={column}><a href={link('graph', {label, key: value})}>{text}</a></td>
    : <td class={text.length > 24 ? 'detail' : ''} data-label={column}>{text}</td>;
}

/**
 * Draws a result: its own nodes; else the nodes that its columns and the parameters of the query name, joined by the first
 * number of each row; else its first number as bars. Returns nothing if there is none of these.
 *
 * @param parameters those of the query
 */
export function drawingOf(table: GraphTable, parameters: Record<string, string> = {}) {
  const {columns, rows} = table;
  const numeric = columns.findIndex((name, i) => !isTime(name) && rows.some(row => typeof row[i] === 'number'));
  if (table.nodes.length > 0) {
    const edges = edgesOf(table);
    return <><Legend edges={edges} />{drawn(new Map(table.nodes.map(node => [identity(node), node])), edges, [])}</>;
  }
  const nodeOf = (column: string, key: unknown, name?: unknown): Node[] => {
    const label = LABELS[column];
    return label && key && typeof key === 'string' ? [{label, key, name: typeof name === 'string' ? name : undefined}] : [];
  };
  const given = Object.entries(parameters).flatMap(([name, key]) => nodeOf(name, key));
  const nodes = new Map(given.map(node => [identity(node), node]));
  const edges: Edge[] = [];
  for (const row of rows) {
    const named = columns.flatMap((name, i) => nodeOf(name, row[i], row[columns.indexOf(NAMES[name] ?? '')]));
    const [from, to] = given.length > 0 ? [given[0], named[0]] : named;
    if (from && to) {
      [from, to].forEach(node => nodes.set(identity(node), nodes.get(identity(node)) ?? node));
      const text = numeric < 0 ? '' : `${columns[numeric]} ${score(numberOf(row[numeric]))}`;
      edges.push({from: identity(from), to: identity(to), type: text, forward: true, hue: typeHue(columns.join()), title: text});
    }
  }
  if (edges.length > 0) {
    return drawn(nodes, edges, edges.map(({from}) => from));
  }
  return numeric >= 0 && rows.length > 0 ? <Bars table={table} numeric={numeric} /> : undefined;
}

const drawn = (nodes: Map<string, Node>, edges: Edge[], roots: string[]) => (
  <Drawing nodes={nodes} edges={edges} columns={distances(nodes.keys(), edges, roots)} title={t('graph.drawing')} />);

const numberOf = (value: unknown) => (typeof value === 'number' ? value : 0);

/** @param numeric column of the values */
function Bars({table: {columns, rows}, numeric}: {table: GraphTable, numeric: number}) {
  const text = columns.findIndex((_, i) => i !== numeric);
  const highest = Math.max(...rows.map(row => Math.abs(numberOf(row[numeric]))));
  return (
    <section class="panel"><h2>{columns[numeric]}</h2>
      <ul class="bars wide">{rows.map(row => {
        const named = text < 0 ? '' : row[text];
        const label = Array.isArray(named) ? named.map(textOf).join(' › ') : textOf(named);
        const value = numberOf(row[numeric]);
        return (
          <li><span title={label}>{label}</span><Bar value={Math.abs(value)} max={highest} />
          <span class="n">{score(value)}</span></li>);
      })}</ul></section>);
}
