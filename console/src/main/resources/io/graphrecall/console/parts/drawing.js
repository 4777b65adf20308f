// @ts-check
/** A graph as layers in SVG: a node is in the column that its caller gives, and edges run from left to right. */
import {html, useEffect, useRef} from '../lib/html.js';
import {link} from '../lib/route.js';

const [WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN] = [150, 44, 104, 12, 12];
/** Width of the label of a node, in Latin letters; others count as wider. */
const MAX_LABEL = 16;
/** Width of a letter and height of a line in the labels of lines. */
const [LETTER, LINE] = [6, 11];

/**
 * @typedef {{label: string, key: string, name?: string}} Node
 * @typedef {{from: string, to: string, type: string, forward: boolean, hue: number, title: string}} Edge
 *     from, to: identities of nodes; forward: true along the direction of the relationship
 * @typedef {Node & {id: string, column: number, x: number, y: number}} Placed
 */

/** Returns the identity of a node. @param {Node} node */
export const identity = ({label, key}) => `${label} ${key}`;

/** Returns the page of a node, if it has one. @param {Node} node */
export const pageOf = ({label, key}) => (label === 'Content' ? link('content', {id: key})
  : label === 'User' ? link('user', {id: key}) : undefined);

/** @param {string} text */
const short = text => {
  const characters = [...text];
  let width = 0;
  const end = characters.findIndex(c => (width += c.charCodeAt(0) > 0x2e80 ? 1.75 : 1) > MAX_LABEL);
  return end < 0 ? text : characters.slice(0, end).join('') + '…';
};

/**
 * Places nodes: in a column, a node is near the nodes of the column before it that it is connected with. A line over several
 * columns has a place in each column between, so that it runs beside the nodes there.
 *
 * @param {Map<string, Node>} nodes
 * @param {Map<string, number>} columns
 * @param {{chain: string[]}[]} lines
 * @returns {Map<string, Placed>} nodes, and the places of lines, which have no label
 */
function place(nodes, columns, lines) {
  /** @type {Map<string, Placed>} */
  const placed = new Map();
  const all = new Map([...nodes.keys()].map(id => [id, columns.get(id) ?? 0]));
  lines.forEach(({chain}) => chain.forEach((id, index) => all.set(id, all.get(id) ?? Number(all.get(chain[0])) + index)));
  const steps = lines.flatMap(({chain}) => chain.slice(1).map((id, index) => [chain[index], id]));
  const byColumn = Map.groupBy(all.keys(), id => Number(all.get(id)));
  const rows = Math.max(...[...byColumn.values()].map(({length}) => length));
  for (const [column, ids] of [...byColumn].sort(([a], [b]) => a - b)) {
    const middle = id => {
      const linked = steps.flatMap(([from, to]) => (to === id ? [from] : from === id ? [to] : []))
          .flatMap(other => placed.get(other)?.y ?? []);
      return linked.length === 0 ? Infinity : linked.reduce((sum, y) => sum + y, 0) / linked.length;
    };
    const middles = new Map(ids.map(id => [id, middle(id)]));
    const sorted = [...ids].sort((a, b) => (middles.get(a) === middles.get(b) ? 0 : Number(middles.get(a)) - Number(middles.get(b))));
    const offset = (rows - sorted.length) * (HEIGHT + GAP_Y) / 2;
    sorted.forEach((id, row) => placed.set(id, {
      .../** @type {Node} */ (nodes.get(id)), id, column,
      x: MARGIN + column * (WIDTH + GAP_X), y: MARGIN + offset + row * (HEIGHT + GAP_Y),
    }));
  }
  return placed;
}

/**
 * Returns a line for all edges between two nodes that have the same direction.
 *
 * @param {Edge[]} edges
 */
function bundled(edges) {
  const bundles = Map.groupBy(edges, ({from, to, forward}) => (from < to ? `${from} ${to} ${forward}` : `${to} ${from} ${!forward}`));
  return [...bundles.values()].map(bundle => (
    {...bundle[0], types: [...new Set(bundle.map(({type}) => type))], title: bundle.map(({title}) => title).join('\n')}));
}

/** Returns the ends of a line and its places in the columns between, from left to right. */
function chainOf({from, to}, columns) {
  const [left, right] = [from, to].sort((a, b) => columns.get(a) - columns.get(b));
  const gap = columns.get(right) - columns.get(left);
  return [left, ...Array.from({length: Math.max(0, gap - 1)}, (_, i) => `${from} ${to} ${i}`), right];
}

/** Returns the curve of a line and the place of its label, near its end with fewer lines, where it meets fewer labels. */
function route(forward, from, to, chain, isFan) {
  const isBackward = to.column < from.column;
  const [left, right] = [chain[0], chain[chain.length - 1]];
  const isSameColumn = left.column === right.column;
  const [x1, y1] = [left.x + WIDTH, left.y + HEIGHT / 2];
  const [x2, y2] = [isSameColumn ? right.x + WIDTH : right.x, right.y + HEIGHT / 2];
  const isNearRight = isFan !== isBackward || chain.length > 2;
  const before = chain[chain.length - 2].y + HEIGHT / 2;
  const [x, y] = isSameColumn ? [x1 + GAP_X / 3, (y1 + y2) / 2]
    : isNearRight ? [x2 - .42 * GAP_X, y2 + .2 * (before - y2) - 4] : [x1 + .42 * GAP_X, y1 + .2 * (y2 - y1) - 4];
  const bend = GAP_X / 2;
  const steps = chain.slice(1).map((node, index) => {
    const [startX, startY, endY] = [chain[index].x + WIDTH, chain[index].y + HEIGHT / 2, node.y + HEIGHT / 2];
    return `L${startX} ${startY} C${startX + bend} ${startY} ${isSameColumn ? x2 + bend : node.x - bend} ${endY} ${isSameColumn ? x2 : node.x} ${endY}`;
  });
  return {x, y, isAgainst: forward === isBackward, path: `M${x1} ${y1} ${steps.join(' ')}`};
}

/** Returns labels, one line per type, with those moved up or down that would meet others. */
function spread(labels, height) {
  const taken = [];
  return labels.map(({types, x, y}) => {
    const half = Math.max(...types.map(({length}) => length)) * LETTER / 2;
    const rows = types.length * LINE;
    const first = y - (types.length - 1) * LINE / 2;
    const isFree = top => top >= LINE && top + rows < height + LINE && taken.every(other =>
      Math.abs(other.x - x) > other.half + half || top >= other.top + other.rows || top + rows <= other.top);
    const top = Array.from({length: 12}, (_, i) => first + (i % 2 ? 1 : -1) * Math.ceil(i / 2) * LINE).find(isFree) ?? first;
    taken.push({x, half, top, rows});
    return {types, x, y: top};
  });
}

/**
 * @param {{nodes: Map<string, Node>, columns: Map<string, number>, edges: Edge[], title: string, selected?: string,
 *     onNode?: (id: string) => void}} props selected, onNode: identities; without onNode, a node links to its page
 */
export function Drawing({nodes, columns, edges, title, selected, onNode}) {
  const bundles = bundled(edges).map(line => ({...line, chain: chainOf(line, columns)}));
  const placed = place(nodes, columns, bundles);
  const hasLoops = edges.some(({from, to}) => columns.get(from) === columns.get(to)); // they bend beyond their column
  const width = Math.max(...[...placed.values()].map(({x}) => x)) + WIDTH + (hasLoops ? GAP_X / 2 : MARGIN);
  const height = Math.max(...[...placed.values()].map(({y}) => y)) + HEIGHT + MARGIN;
  const counts = new Map();
  bundles.forEach(({from, to}) => [from, to].forEach(id => counts.set(id, (counts.get(id) ?? 0) + 1)));
  const isFan = ({from, to}) => counts.get(to) < counts.get(from);
  const labelled = new Set();
  /** Returns true for one line of a label per node, so that labels do not repeat. */
  const isFirst = line => {
    const label = `${isFan(line) ? line.to : line.from} ${line.types}`;
    return !labelled.has(label) && Boolean(labelled.add(label));
  };
  const lines = bundles.map(line => ({...line,
    ...route(line.forward, placed.get(line.from), placed.get(line.to), line.chain.map(id => placed.get(id)), isFan(line))}));
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  const focus = placed.get(selected ?? '');
  useEffect(() => {
    const view = /** @type {HTMLElement} */ (frame.current);
    if (focus) { // the selected node stays in view when the drawing grows
      view.scrollTo({top: focus.y + HEIGHT / 2 - view.clientHeight / 2, left: focus.x - view.clientWidth / 2 + WIDTH / 2});
    }
  }, [selected, nodes.size]);
  return html`
    <div class="scroll panel drawing" ref=${frame} tabindex="0" role="group" aria-label=${title}>
      <svg class="graph" width=${width} height=${height} viewBox="0 0 ${width} ${height}">
        ${lines.map(({from, to, types, title, hue, isAgainst, path}) => html`
          <path key=${`${from} ${types} ${to}`} class=${isAgainst ? 'step against' : 'step'} style=${{'--hue': hue}} d=${path}><title>${title}</title></path>`)}
        ${spread(lines.filter(isFirst), height).map(({types, x, y}) => html`
          <text class="steplabel">${types.map((type, i) => html`<tspan x=${x} y=${y + i * LINE}>${type}</tspan>`)}</text>`)}
        ${[...placed.values()].filter(({label}) => label).map(node => html`<${Box} key=${node.id} node=${node} selected=${node.id === selected} onNode=${onNode} />`)}
      </svg>
    </div>`;
}

/** @param {{node: Placed, selected: boolean, onNode?: (id: string) => void}} props */
function Box({node, selected, onNode}) {
  const title = `${node.label} ${node.key}${node.name ? `: ${node.name}` : ''}`;
  const box = html`
    <g class="node ${node.label.toLowerCase()} ${selected ? 'selected' : ''}" transform="translate(${node.x} ${node.y})">
      <title>${title}</title>
      <rect width=${WIDTH} height=${HEIGHT} rx="9" />
      <text class="type" x="12" y="17">${node.label}</text>
      <text x="12" y="34">${short(node.name ?? node.key)}</text>
    </g>`;
  if (onNode) {
    const choose = event => {
      if (event.type === 'click' || event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        onNode(node.id);
      }
    };
    return html`<g role="button" tabindex="0" aria-pressed=${selected} onClick=${choose} onKeyDown=${choose}>${box}</g>`;
  }
  return pageOf(node) ? html`<a href=${pageOf(node)}>${box}</a>` : box;
}
