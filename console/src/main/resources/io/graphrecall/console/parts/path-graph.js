// @ts-check
/** Paths from a user to a content as one graph, drawn in SVG: a node is in the column of its longest distance from the user. */
import {html} from '../lib/html.js';
import {t} from '../lib/i18n.js';
import {link} from '../lib/route.js';
import {hue} from './content.js';

const [WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN] = [168, 44, 132, 26, 12];
/** Width of a label, in Latin letters; others count as wider. */
const MAX_LABEL = 18;

/**
 * @typedef {{type: string, id: string, name?: string}} Node
 * @typedef {{channel: string, metapath?: string, nodes: Node[], relationships: {type: string, forward: boolean}[]}} Path
 * @typedef {Node & {column: number, x: number, y: number}} Placed
 */

/** @param {Node} node */
const keyOf = ({type, id}) => `${type} ${id}`;

/** @param {string} text */
const short = text => {
  const characters = [...text];
  let width = 0;
  const end = characters.findIndex(c => (width += c.charCodeAt(0) > 0x2e80 ? 1.75 : 1) > MAX_LABEL);
  return end < 0 ? text : characters.slice(0, end).join('') + '…';
};

/** @param {Path[]} paths @returns {Map<string, Placed>} */
function place(paths) {
  /** @type {Map<string, Placed>} */
  const nodes = new Map();
  for (const path of paths) {
    path.nodes.forEach((node, index) => {
      const known = nodes.get(keyOf(node));
      nodes.set(keyOf(node), {...node, name: node.name ?? known?.name, column: Math.max(index, known?.column ?? 0), x: 0, y: 0});
    });
  }
  const columns = Map.groupBy(nodes.values(), ({column}) => column);
  const rows = Math.max(...[...columns.values()].map(({length}) => length));
  for (const [column, members] of columns) {
    const offset = (rows - members.length) * (HEIGHT + GAP_Y) / 2;
    members.forEach((node, row) => {
      node.x = MARGIN + column * (WIDTH + GAP_X);
      node.y = MARGIN + offset + row * (HEIGHT + GAP_Y);
    });
  }
  return nodes;
}

/** Returns the distinct steps of all paths, each with the channels that take it. @param {Path[]} paths */
function steps(paths) {
  const found = new Map();
  for (const {channel, nodes, relationships} of paths) {
    relationships.forEach(({type, forward}, index) => {
      const [from, to] = [keyOf(nodes[index]), keyOf(nodes[index + 1])];
      const step = found.get(`${from} ${type} ${to}`) ?? {from, to, type, forward, channels: new Set()};
      step.channels.add(channel);
      found.set(`${from} ${type} ${to}`, step);
    });
  }
  return [...found.values()];
}

/** @param {{paths: Path[]}} props */
export function PathGraph({paths}) {
  const nodes = place(paths);
  const placed = [...nodes.values()];
  const width = Math.max(...placed.map(({x}) => x)) + WIDTH + MARGIN;
  const height = Math.max(...placed.map(({y}) => y)) + HEIGHT + MARGIN;
  return html`
    <div class="scroll panel" tabindex="0" role="group" aria-label=${t('why.paths')}>
      <svg class="graph" width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="img" aria-label=${t('why.paths.help')}>
        ${steps(paths).map(step => html`<${Step} step=${step} from=${nodes.get(step.from)} to=${nodes.get(step.to)} />`)}
        ${placed.map(node => html`<${Box} node=${node} />`)}
      </svg>
    </div>`;
}

function Step({step, from, to}) {
  const [x1, y1, x2, y2] = [from.x + WIDTH, from.y + HEIGHT / 2, to.x, to.y + HEIGHT / 2];
  const bend = Math.max(GAP_X / 2, (x2 - x1) / 2);
  const channel = [...step.channels][0];
  // The label is on the straight part of the gap in front of the target, so that long edges do not cross it.
  return html`
    <g class="step" style=${{'--hue': hue(channel)}}>
      <path class=${step.forward ? '' : 'against'} d="M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}" />
      <text x=${x2 - GAP_X / 2} y=${(x2 - x1 > GAP_X ? y2 : (y1 + y2) / 2) - 5}>${step.type}</text>
      <title>${step.type}: ${[...step.channels].join(', ')}</title>
    </g>`;
}

function Box({node}) {
  const text = node.name ?? node.id;
  const target = node.type === 'Content' ? link('content', {id: node.id})
    : node.type === 'User' ? link('user', {id: node.id}) : undefined;
  const box = html`
    <g class="node ${node.type.toLowerCase()}" transform="translate(${node.x} ${node.y})">
      <title>${node.type} ${node.id}${node.name ? `: ${node.name}` : ''}</title>
      <rect width=${WIDTH} height=${HEIGHT} rx="9" />
      <text class="type" x="12" y="17">${node.type}</text>
      <text x="12" y="34">${short(text)}</text>
    </g>`;
  return target ? html`<a href=${target}>${box}</a>` : box;
}
