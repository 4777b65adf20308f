/** A graph as layers in SVG: a node is in the column that its caller gives, and edges run from left to right. */
import {useEffect, useRef} from 'preact/hooks';
import {decoded} from '../lib/i18n.ts';
import {IS_PAGE, link} from '../lib/route.ts';

const [WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN] = [150, 44, 104, 12, 12];
/** Width of the label of a node, in Latin letters; others count as wider. */
const MAX_LABEL = 16;
/** Width of a letter and height of a line in the labels of lines. */
const [LETTER, LINE] = [6, 11];

export interface Node {
  label: string;
  key: string;
  name?: string;
}

export interface Edge {
  /** Identity of a node. */
  from: string;
  /** Identity of a node. */
  to: string;
  type: string;
  /** True along the direction of the relationship. */
  forward: boolean;
  hue: number;
  title: string;
}

/** A line for all edges between two nodes that have the same direction. */
interface Line extends Omit<Edge, 'type'> {
  types: string[];
  /** The ends of the line and its places in the columns between, from left to right. */
  chain: string[];
}

/** The place of a node, or of a line in a column that it crosses. */
interface Place {
  id: string;
  node?: Node;
  column: number;
  x: number;
  y: number;
}

/** A label of a line, with a row per type. */
interface Label {
  types: string[];
  x: number;
  y: number;
}

/** Returns the identity of a node. */
export const identity = ({label, key}: Node) => `${label} ${key}`;

/** Returns the page of a node, if it has one. */
export const pageOf = ({label, key}: Node) => (IS_PAGE ? undefined : label === 'Content' ? link('content', {id: key})
  : label === 'User' ? link('user', {id: key}) : undefined);

const short = (text: string) => {
  const characters = [...text];
  let width = 0;
  const end = characters.findIndex(c => (width += c.charCodeAt(0) > 0x2e80 ? 1.75 : 1) > MAX_LABEL);
  return end < 0 ? text : characters.slice(0, end).join('') + '…';
};

/**
 * Places nodes: in a column, a node is near the nodes of the column before it that it is connected with. A line over several
 * columns has a place in each column between, so that it runs beside the nodes there.
 */
function place(nodes: Map<string, Node>, columns: Map<string, number>, lines: Line[]) {
  const placed = new Map<string, Place>();
  const all = new Map([...nodes.keys()].map(id => [id, columns.get(id) ?? 0]));
  lines.forEach(({chain}) => chain.forEach((id, index) => all.set(id, all.get(id) ?? all.get(chain[0]!)! + index)));
  const steps = lines.flatMap(({chain}) => chain.slice(1).map((id, index) => [chain[index]!, id] as const));
  const byColumn = Map.groupBy(all.keys(), id => all.get(id)!);
  const rows = Math.max(...[...byColumn.values()].map(({length}) => length));
  for (const [column, ids] of [...byColumn].sort(([a], [b]) => a - b)) {
    const middle = (id: string) => {
      const linked = steps.flatMap(([from, to]) => (to === id ? [from] : from === id ? [to] : []))
          .flatMap(other => placed.get(other)?.y ?? []);
      return linked.length === 0 ? Infinity : linked.reduce((sum, y) => sum + y, 0) / linked.length;
    };
    const sorted = ids.map(id => ({id, y: middle(id)})).sort((a, b) => (a.y === b.y ? 0 : a.y - b.y)); // both may be infinite
    const offset = (rows - sorted.length) * (HEIGHT + GAP_Y) / 2;
    sorted.forEach(({id}, row) => placed.set(id, {
      id, node: nodes.get(id), column,
      x: MARGIN + column * (WIDTH + GAP_X), y: MARGIN + offset + row * (HEIGHT + GAP_Y),
    }));
  }
  return placed;
}

function linesOf(edges: Edge[], columns: Map<string, number>): Line[] {
  const bundles = Map.groupBy(edges, ({from, to, forward}) => (from < to ? `${from} ${to} ${forward}` : `${to} ${from} ${!forward}`));
  return [...bundles.values()].map(bundle => ({
    ...bundle[0]!, types: [...new Set(bundle.map(({type}) => type))], title: bundle.map(({title}) => title).join('\n'),
    chain: chainOf(bundle[0]!, columns),
  }));
}

function chainOf({from, to}: Edge, columns: Map<string, number>) {
  const column = (id: string) => columns.get(id) ?? 0;
  const [left, right] = column(to) < column(from) ? [to, from] : [from, to];
  const gap = column(right) - column(left);
  return [left, ...Array.from({length: Math.max(0, gap - 1)}, (_, i) => `${from} ${to} ${i}`), right];
}

/** Returns the curve of a line and the place of its label, near its end with fewer lines, where it meets fewer labels. */
function route({from, forward}: Line, chain: Place[], isFan: boolean) {
  const [left, right] = [chain[0]!, chain.at(-1)!];
  const isBackward = left.column < right.column && left.id !== from;
  const isSameColumn = left.column === right.column;
  const [x1, y1] = [left.x + WIDTH, left.y + HEIGHT / 2];
  const [x2, y2] = [isSameColumn ? right.x + WIDTH : right.x, right.y + HEIGHT / 2];
  const isNearRight = isFan !== isBackward;
  const [after, before] = [chain[1]!.y + HEIGHT / 2, chain.at(-2)!.y + HEIGHT / 2];
  const [x, y] = isSameColumn ? [x1 + GAP_X / 3, (y1 + y2) / 2]
    : isNearRight ? [x2 - .42 * GAP_X, y2 + .2 * (before - y2) - 4] : [x1 + .42 * GAP_X, y1 + .2 * (after - y1) - 4];
  const bend = GAP_X / 2;
  const steps = chain.slice(1).map((node, index) => {
    const start = chain[index]!;
    const [startX, startY, endY] = [start.x + WIDTH, start.y + HEIGHT / 2, node.y + HEIGHT / 2];
    return `L${startX} ${startY} C${startX + bend} ${startY} ${isSameColumn ? x2 + bend : node.x - bend} ${endY} ${isSameColumn ? x2 : node.x} ${endY}`;
  });
  return {x, y, isAgainst: forward === isBackward, path: `M${x1} ${y1} ${steps.join(' ')}`};
}

/** Returns labels, one line per type, with those moved up or down that would meet others. */
function spread(labels: Label[], height: number): Label[] {
  const taken: {x: number, half: number, top: number, rows: number}[] = [];
  return labels.map(({types, x, y}) => {
    const half = Math.max(...types.map(({length}) => length)) * LETTER / 2;
    const rows = types.length * LINE;
    const first = y - (types.length - 1) * LINE / 2;
    const isFree = (top: number) => top >= LINE && top + rows < height + LINE && taken.every(other =>
      Math.abs(other.x - x) > other.half + half || top >= other.top + other.rows || top + rows <= other.top);
    const top = Array.from({length: 12}, (_, i) => first + (i % 2 ? 1 : -1) * Math.ceil(i / 2) * LINE).find(isFree) ?? first;
    taken.push({x, half, top, rows});
    return {types, x, y: top};
  });
}

interface Props {
  /** Nodes by identity. */
  nodes: Map<string, Node>;
  /** Columns by identity. */
  columns: Map<string, number>;
  edges: Edge[];
  title: string;
  /** Identity of a node. */
  selected?: string;
  /** Takes the identity of a node that the reader chooses; without it, a node links to its page. */
  onNode?: (id: string) => void;
}

export function Drawing({nodes, columns, edges, title, selected, onNode}: Props) {
  const bundles = linesOf(edges, columns);
  const placed = place(nodes, columns, bundles);
  const hasLoops = edges.some(({from, to}) => columns.get(from) === columns.get(to)); // they bend beyond their column
  const width = Math.max(...[...placed.values()].map(({x}) => x)) + WIDTH + (hasLoops ? GAP_X / 2 : MARGIN);
  const height = Math.max(...[...placed.values()].map(({y}) => y)) + HEIGHT + MARGIN;
  const counts = new Map<string, number>();
  bundles.forEach(({from, to}) => [from, to].forEach(id => counts.set(id, (counts.get(id) ?? 0) + 1)));
  const isFan = ({from, to}: Line) => counts.get(to)! < counts.get(from)!;
  const labelled = new Set<string>();
  /** Returns true for one line of a label per side of a node, so that labels do not repeat. */
  const isFirst = (line: Line) => {
    const node = isFan(line) ? line.to : line.from;
    const label = `${node} ${line.types} ${line.chain[0] === node}`;
    return !labelled.has(label) && Boolean(labelled.add(label));
  };
  const lines = bundles.map(line => ({...line, ...route(line, line.chain.map(id => placed.get(id)!), isFan(line))}));
  const frame = useRef<HTMLDivElement>(null);
  const focus = placed.get(selected ?? '');
  useEffect(() => {
    const view = frame.current!;
    if (focus) { // the selected node stays in view when the drawing grows
      view.scrollTo({top: focus.y + HEIGHT / 2 - view.clientHeight / 2, left: focus.x - view.clientWidth / 2 + WIDTH / 2});
    }
  }, [selected, nodes.size]);
  return (
    <div class="scroll panel drawing" ref={frame} tabindex={0} role="group" aria-label={title}>
      <svg class="graph" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        {lines.map(({from, to, types, title, hue, isAgainst, path}) => (
          <path key={`${from} ${types} ${to}`} class={isAgainst ? 'step against' : 'step'} style={{'--hue': hue}} d={path}><title>{title}</title></path>))}
        {spread(lines.filter(isFirst).sort((a, b) => a.y - b.y), height).map(({types, x, y}) => (
          <text class="steplabel">{types.map((type, i) => <tspan x={x} y={y + i * LINE}>{type}</tspan>)}</text>))}
        {[...placed.values()].map(({id, node, x, y}) => node && <Box key={id} node={node} x={x} y={y} selected={id === selected} onNode={onNode} />)}
      </svg>
    </div>);
}

interface BoxProps extends Pick<Props, 'onNode'> {
  node: Node;
  x: number;
  y: number;
  selected: boolean;
}

function Box({node, x, y, selected, onNode}: BoxProps) {
  const name = decoded(node.name ?? node.key);
  const title = `${node.label} ${node.key}${node.name ? `: ${name}` : ''}`;
  const box = (
    <g class={`node ${node.label.toLowerCase()} ${selected ? 'selected' : ''}`} transform={`translate(${x} ${y})`}>
      <title>{title}</title>
      <rect width={WIDTH} height={HEIGHT} rx="9" />
      <text class="type" x="12" y="17">{node.label}</text>
      <text x="12" y="34">{short(name)}</text>
    </g>);
  if (onNode) {
    const choose = (event: Event) => {
      event.preventDefault();
      onNode(identity(node));
    };
    return <g role="button" tabindex={0} aria-pressed={selected} onClick={choose}
      onKeyDown={event => ['Enter', ' '].includes(event.key) && choose(event)}>{box}</g>;
  }
  return pageOf(node) ? <a href={pageOf(node)}>{box}</a> : box;
}
