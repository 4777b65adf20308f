/** Chart of diversity within lists against hit rate. */
import {number, t} from '../lib/i18n.ts';
import {hue} from '../parts/content.tsx';

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [460, 320, 52, 12, 12, 40];
/** Width and height of a letter of a label. */
const [LETTER, LINE] = [6, 11];
const MAX_STEPS = 6;

export interface Point {
  name: string;
  text: string;
  /** Hit rate. */
  x: number;
  y: number;
}

interface Label {
  text: string;
  x: number;
  y: number;
  width: number;
}

/** Returns round numbers from at most the lowest to at least the highest value. */
export function ticks(low: number, high: number) {
  const rough = (high - low || Math.abs(high) || 1) / MAX_STEPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(one => one >= rough * .999)!;
  const [from, to] = [Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9)];
  return Array.from({length: Math.max(1, to - from) + 1}, (_, i) => (from + i) * step);
}

type Placed = Point & {px: number, py: number};

/** Returns the places of the labels of some points: as near to them as they meet no other label and no point. */
function labelled(points: Placed[], named: Placed[]): (Label & {px: number, py: number})[] {
  const taken: Label[] = points.map(({px, py}) => ({text: '', x: px - 6, y: py, width: 12}));
  return named.map(({text, px, py}) => {
    const width = text.length * LETTER;
    const places = Array.from({length: 12}, (_, ring) => [[9, 0], [-9 - width, 0], [-width / 2, 1], [-width / 2, -1], [9, 1], [9, -1], [-9 - width, 1], [-9 - width, -1]]
        .map(([dx = 0, dy = 0]) => ({text, px, py, width, x: px + dx, y: py + dy * (LINE + 3 + ring * LINE)}))).flat();
    const isFree = ({x, y}: Label) => x > LEFT && x + width < WIDTH && y > TOP && y < HEIGHT - BOTTOM && taken.every(other =>
      Math.abs(other.y - y) >= LINE || other.x > x + width || x > other.x + other.width);
    const place = places.find(isFree) ?? places[0]!;
    taken.push(place);
    return place;
  });
}

interface Props {
  /** Points of the reports A and B. */
  points: Point[][];
  /** Size of the lists. */
  size: string;
}

export function Diversity({points: [first = [], second = []], size}: Props) {
  const all = [...first, ...second];
  if (all.length === 0) {
    return null;
  }
  const [xs, ys] = [ticks(0, Math.max(...all.map(({x}) => x))), ticks(Math.min(...all.map(({y}) => y)), Math.max(...all.map(({y}) => y)))];
  const scaled = (value: number, [from = 0, ...others]: number[], start: number, end: number) =>
    start + (value - from) / (others.at(-1)! - from) * (end - start);
  const px = (x: number) => scaled(x, xs, LEFT, WIDTH - RIGHT);
  const py = (y: number) => scaled(y, ys, HEIGHT - BOTTOM, TOP);
  const placed = (points: Point[]) => points.map(point => ({...point, px: px(point.x), py: py(point.y)}));
  const before = new Map(first.map(point => [point.name, point]));
  const title = ({text, x, y}: Point, side = '') => <title>{`${text}${side}: HR@${size} ${number(x, {maximumFractionDigits: 4})}, ${t('reports.diversity')} ${number(y, {maximumFractionDigits: 4})}`}</title>;
  return (
    <section class="panel"><h2>{t('reports.diversity')}</h2>
      <p class="muted">{t('reports.diversity.help')}</p>
      <svg class="scatter" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('reports.diversity.help')}>
        {xs.map(x => <><line x1={px(x)} x2={px(x)} y1={TOP} y2={HEIGHT - BOTTOM} /><text x={px(x)} y={HEIGHT - BOTTOM + 15} class="mid">{number(x)}</text></>)}
        {ys.map(y => <><line x1={LEFT} x2={WIDTH - RIGHT} y1={py(y)} y2={py(y)} /><text x={LEFT - 6} y={py(y) + 4} class="end">{number(y, {maximumFractionDigits: 3})}</text></>)}
        <text x={(WIDTH + LEFT) / 2} y={HEIGHT - 6} class="mid">HR@{size}</text>
        <text transform={`translate(12 ${(HEIGHT - BOTTOM) / 2}) rotate(-90)`} class="mid">{t('reports.diversity')}</text>
        {second.map(({name, x, y}) => before.has(name) && (
          <line class="moved" style={{'--hue': hue(name)}} x1={px(before.get(name)!.x)} y1={py(before.get(name)!.y)} x2={px(x)} y2={py(y)} />))}
        {first.map(point => (
          <g style={{'--hue': hue(point.name)}}>{title(point, second.length > 0 ? ' (A)' : '')}
            <circle cx={px(point.x)} cy={py(point.y)} r={point.name === 'merged' ? 7 : 5} /></g>))}
        {second.map(point => (
          <g style={{'--hue': hue(point.name)}}>{title(point, ' (B)')}
            <rect x={px(point.x) - 5} y={py(point.y) - 5} width="10" height="10" /></g>))}
        {labelled(placed(all), placed([...first, ...second.filter(({name}) => !before.has(name))])).map(({text, x, y, width, px: toX, py: toY}) => (
          <>
            {Math.abs(y - toY) > 2 * LINE && <line class="leader" x1={x + width / 2} y1={y + (y > toY ? -4 : 4)} x2={toX} y2={toY} />}
            <text class="name" x={x} y={y + 4}>{text}</text>
          </>))}
      </svg>
      {second.length > 0 && <p class="muted">{t('reports.shapes')}</p>}
    </section>);
}
