/** A map of contents on a canvas: zoom, pan, and one content in focus by pointer or keyboard. */
import type {SpacePoint} from 'contract';
import {useEffect, useMemo, useRef, useState} from 'preact/hooks';
import {t} from '../lib/i18n.ts';
import {open} from '../lib/route.ts';
import {Content} from './content.tsx';

type Pair = [number, number];

/** Distance in pixels within which a pointer meets a point. */
const REACH = 14;
const [RADIUS, MARGIN, MAX_ZOOM] = [3.2, 24, 60];
/** Height of a name on the map. */
const LINE = 16;
/** Directions of keys, to the right and up. */
const ARROWS: Partial<Record<string, Pair>> = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]};

/** A cluster on the map. */
export interface MapCluster {
  name: string;
  /** In degrees; a cluster without one is grey. Those with one have their names on the map. */
  hue?: number;
}

interface Props {
  points: SpacePoint[];
  clusters: Map<number, MapCluster>;
  /** The cluster to emphasise. */
  cluster?: number;
  /** Notes of the contents to mark, by id. */
  marked: Map<string, string>;
  title: string;
}

export function SpaceMap({points, clusters, cluster, marked, title}: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({width: 0, height: 0});
  const [view, setView] = useState({zoom: 1, x: 0, y: 0}); // centre, in units of the map's larger side
  const [focus, setFocus] = useState(-1);
  const [dark, setDark] = useState(matchMedia('(prefers-color-scheme: dark)').matches);
  const drag = useRef<{x: number, y: number, moved: boolean}>(null);
  const extent = useMemo(() => {
    const range = (values: number[]): Pair => [Math.min(...values), Math.max(...values)];
    const [[x0, x1], [y0, y1]] = [range(points.map(({x}) => x)), range(points.map(({y}) => y))];
    return {x: (x0 + x1) / 2, y: (y0 + y1) / 2, width: x1 - x0 || 1, height: y1 - y0 || 1};
  }, [points]);
  const point = points[focus];
  const scale = view.zoom * Math.min((size.width - 2 * MARGIN) / extent.width, (size.height - 2 * MARGIN) / extent.height);
  const screen = ({x, y}: SpacePoint): Pair => [size.width / 2 + (x - extent.x - view.x) * scale, size.height / 2 - (y - extent.y - view.y) * scale];

  useEffect(() => {
    const target = canvas.current!;
    const resized = new ResizeObserver(() => setSize({width: target.clientWidth, height: target.clientHeight}));
    resized.observe(target);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const change = () => setDark(scheme.matches);
    scheme.addEventListener('change', change);
    return () => {
      resized.disconnect();
      scheme.removeEventListener('change', change);
    };
  }, []);

  useEffect(() => {
    const target = canvas.current!;
    const ratio = devicePixelRatio;
    [target.width, target.height] = [size.width * ratio, size.height * ratio];
    const pen = target.getContext('2d')!;
    pen.scale(ratio, ratio);
    const style = getComputedStyle(target);
    const colour = (of: number) => {
      const hue = clusters.get(of)?.hue;
      return hue !== undefined ? `hsl(${hue} 65% ${dark ? 66 : 45}%)` : style.getPropertyValue(of === cluster ? '--accent' : '--duplicate');
    };
    const label = (of: number) => {
      const members = points.filter(one => one.cluster === of).map(screen);
      const middle = (axis: 0 | 1) => members.map(at => at[axis]).sort((a, b) => a - b)[Math.floor(members.length / 2)] ?? 0;
      const name = clusters.get(of)?.name ?? '';
      const text = of === cluster ? name : name.split(' · ')[0]!;
      const box = {x: middle(0) - pen.measureText(text).width / 2, y: middle(1), width: pen.measureText(text).width};
      if (members.length > 0 && written.every(({x, y, width}) => Math.abs(y - box.y) > LINE || x > box.x + box.width || box.x > x + width)) {
        written.push(box);
        pen.strokeText(text, box.x, box.y);
        pen.fillText(text, box.x, box.y);
      }
    };
    const written: {x: number, y: number, width: number}[] = [];
    const dot = (point: SpacePoint, radius: number, alpha: number) => {
      const [x, y] = screen(point);
      pen.globalAlpha = alpha;
      pen.fillStyle = colour(point.cluster);
      pen.beginPath();
      pen.arc(x, y, radius, 0, 7);
      pen.fill();
    };
    const ring = (point: SpacePoint, radius: number, width: number, colour: string) => {
      const [x, y] = screen(point);
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.beginPath();
      pen.arc(x, y, radius, 0, 7);
      pen.stroke();
    };
    const isFront = (of: number) => (cluster === undefined ? clusters.get(of)?.hue !== undefined : of === cluster);
    for (const front of [false, true]) { // the front over the others
      points.filter(point => isFront(point.cluster) === front).forEach(point => dot(point, RADIUS, front ? .8 : cluster === undefined ? .35 : .12));
    }
    for (const point of points.filter(({content_id: id}) => marked.has(id))) {
      dot(point, RADIUS + 1, 1);
      ring(point, RADIUS + 3, 2, style.color);
    }
    Object.assign(pen, {globalAlpha: 1, font: `550 12px ${style.fontFamily}`, textBaseline: 'middle', lineWidth: 4, lineJoin: 'round',
      strokeStyle: style.getPropertyValue('--surface'), fillStyle: style.color});
    [...clusters.keys()].filter(isFront).forEach(label);
    if (point) {
      dot(point, RADIUS + 2, 1);
      ring(point, RADIUS + 6, 3, style.getPropertyValue('--accent'));
    }
  }, [points, clusters, cluster, marked, size, view, focus, dark]);

  /** Returns the index of the point nearest to a place, or -1. */
  const nearest = (x: number, y: number, reach: number, accept: (at: Pair) => boolean = () => true) => {
    let [best, distance] = [-1, reach];
    points.forEach((point, index) => {
      const at = screen(point);
      const d = Math.hypot(at[0] - x, at[1] - y);
      if (d < distance && accept(at)) {
        [best, distance] = [index, d];
      }
    });
    return best;
  };
  const centre = (point: SpacePoint) => ({x: point.x - extent.x, y: point.y - extent.y});
  const zoom = (factor: number, around?: SpacePoint) => setView(old => (
    {...old, ...(around && centre(around)), zoom: Math.min(MAX_ZOOM, Math.max(1, old.zoom * factor))}));
  const show = (shown?: SpacePoint) => shown && open('content', {id: shown.content_id});
  const move = (event: PointerEvent) => {
    if (drag.current && event.buttons === 1) {
      const [dx, dy] = [event.offsetX - drag.current.x, event.offsetY - drag.current.y];
      const moved = drag.current.moved || Math.hypot(dx, dy) > 4;
      if (moved) {
        drag.current = {x: event.offsetX, y: event.offsetY, moved};
        setView(old => ({...old, x: old.x - dx / scale, y: old.y + dy / scale}));
      }
    } else {
      setFocus(nearest(event.offsetX, event.offsetY, REACH));
    }
  };
  const keyed = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (arrow) {
      const [x, y] = point ? screen(point) : [size.width / 2, size.height / 2];
      const index = nearest(x, y, Infinity, at => {
        const along = (at[0] - x) * arrow[0] - (at[1] - y) * arrow[1];
        return along > 1 && along >= Math.abs((at[0] - x) * arrow[1]) + Math.abs((at[1] - y) * arrow[0]);
      });
      const next = points[index];
      if (next) {
        const [nextX, nextY] = screen(next);
        setFocus(index);
        if (nextX < 0 || nextY < 0 || nextX > size.width || nextY > size.height) {
          setView(old => ({...old, ...centre(next)}));
        }
      }
    } else if (event.key === '+' || event.key === '-') {
      zoom(event.key === '+' ? 1.5 : 1 / 1.5, point);
    } else if (event.key === 'Enter') {
      show(point);
    } else {
      return;
    }
    event.preventDefault();
  };
  const [left, top] = point ? screen(point) : [0, 0];
  return (
    <>
      <div class="map panel">
        <canvas ref={canvas} tabindex={0} role="application" aria-label={title} aria-describedby="map-help"
            onPointerDown={event => {
              drag.current = {x: event.offsetX, y: event.offsetY, moved: false};
            }}
            onPointerMove={move} onPointerLeave={event => event.pointerType !== 'touch' && setFocus(-1)}
            onPointerCancel={() => { // a touch that scrolls the page
              drag.current = null;
            }}
            onPointerUp={event => {
              const isClick = drag.current && !drag.current.moved;
              drag.current = null;
              if (isClick) {
                const met = nearest(event.offsetX, event.offsetY, REACH);
                event.pointerType === 'touch' ? setFocus(met) : show(points[met]);
              }
            }}
            onWheel={event => {
              event.preventDefault();
              zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2);
            }} onKeyDown={keyed}></canvas>
        <span class="zoom">
          <button class="quiet" aria-label={t('spaces.zoom.in')} onClick={() => zoom(1.5, point)}>+</button>
          <button class="quiet" aria-label={t('spaces.zoom.out')} onClick={() => zoom(1 / 1.5, point)}>−</button>
          <button class="quiet" onClick={() => setView({zoom: 1, x: 0, y: 0})}>{t('spaces.zoom.reset')}</button>
        </span>
        {point && (
          <div class="tip" role="status" style={{left: `${Math.max(0, Math.min(left + 14, size.width - 250))}px`,
            top: `${Math.max(0, Math.min(top + 14, size.height - 90))}px`}}>
            <Content key={point.content_id} id={point.content_id}>{marked.get(point.content_id) ?? ''}</Content>
            <small>{clusters.get(point.cluster)?.name}</small>
          </div>)}
      </div>
      <p class="muted" id="map-help">{t('spaces.help')}</p>
    </>);
}
