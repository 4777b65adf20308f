// @ts-check
/** A map of contents on a canvas: zoom, pan, and one content in focus by pointer or keyboard. */
import {html, useEffect, useMemo, useRef, useState} from '../lib/html.js';
import {t} from '../lib/i18n.js';
import {open} from '../lib/route.js';
import {Content} from './content.js';

/** Distance in pixels within which a pointer meets a point. */
const REACH = 14;
const [RADIUS, MARGIN, MAX_ZOOM] = [3.2, 24, 60];
const ARROWS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]};

/** Returns the hue of a cluster, in degrees. @param {number} cluster */
export const clusterHue = cluster => Math.round((cluster * 137.5 + 230) % 360);

/** @typedef {{content_id: string, x: number, y: number, cluster: number}} Point */

/**
 * @param {{points: Point[], cluster?: number, marked: Map<string, string>, title: string}} props
 *     cluster: the one to emphasise; marked: contents to mark, with a note each
 */
export function SpaceMap({points, cluster, marked, title}) {
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const [size, setSize] = useState({width: 0, height: 0});
  const [view, setView] = useState({zoom: 1, x: 0, y: 0}); // centre, in units of the map's larger side
  const [focus, setFocus] = useState(-1);
  const [dark, setDark] = useState(matchMedia('(prefers-color-scheme: dark)').matches);
  const drag = useRef(/** @type {{x: number, y: number, moved: boolean} | null} */ (null));
  const extent = useMemo(() => {
    const range = values => [Math.min(...values), Math.max(...values)];
    const [[x0, x1], [y0, y1]] = [range(points.map(({x}) => x)), range(points.map(({y}) => y))];
    return {x: (x0 + x1) / 2, y: (y0 + y1) / 2, width: x1 - x0 || 1, height: y1 - y0 || 1};
  }, [points]);
  const scale = view.zoom * Math.min((size.width - 2 * MARGIN) / extent.width, (size.height - 2 * MARGIN) / extent.height);
  const screen = ({x, y}) => [size.width / 2 + (x - extent.x - view.x) * scale, size.height / 2 - (y - extent.y - view.y) * scale];

  useEffect(() => {
    const target = /** @type {HTMLCanvasElement} */ (canvas.current);
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
    const target = /** @type {HTMLCanvasElement} */ (canvas.current);
    const ratio = devicePixelRatio;
    [target.width, target.height] = [size.width * ratio, size.height * ratio];
    const pen = /** @type {CanvasRenderingContext2D} */ (target.getContext('2d'));
    pen.scale(ratio, ratio);
    const style = getComputedStyle(target);
    const dot = (point, radius, fill, alpha) => {
      const [x, y] = screen(point);
      pen.globalAlpha = alpha;
      pen.fillStyle = fill;
      pen.beginPath();
      pen.arc(x, y, radius, 0, 7);
      pen.fill();
      return [x, y];
    };
    const colour = point => `hsl(${clusterHue(point.cluster)} 65% ${dark ? 66 : 45}%)`;
    points.forEach(point => dot(point, RADIUS, colour(point), cluster === undefined || cluster === point.cluster ? .8 : .08));
    for (const point of points.filter(({content_id: id}) => marked.has(id))) {
      const [x, y] = dot(point, RADIUS + 1, colour(point), 1);
      pen.strokeStyle = style.color;
      pen.lineWidth = 2;
      pen.beginPath();
      pen.arc(x, y, RADIUS + 3, 0, 7);
      pen.stroke();
    }
    if (points[focus]) {
      const [x, y] = dot(points[focus], RADIUS + 2, colour(points[focus]), 1);
      pen.strokeStyle = style.getPropertyValue('--accent');
      pen.lineWidth = 3;
      pen.beginPath();
      pen.arc(x, y, RADIUS + 6, 0, 7);
      pen.stroke();
    }
  }, [points, cluster, marked, size, view, focus, dark]);

  /** Returns the index of the point nearest to a place, or -1. */
  const nearest = (x, y, reach, accept = (/** @type {number[]} */ _) => true) => {
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
  const centre = point => ({x: point.x - extent.x, y: point.y - extent.y});
  const zoom = (factor, around = undefined) => setView(old => (
    {...old, ...(around && centre(around)), zoom: Math.min(MAX_ZOOM, Math.max(1, old.zoom * factor))}));
  const show = index => points[index] && open('content', {id: points[index].content_id});
  const move = event => {
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
  const keyed = event => {
    const arrow = ARROWS[event.key];
    if (arrow) {
      const [x, y] = points[focus] ? screen(points[focus]) : [size.width / 2, size.height / 2];
      const next = nearest(x, y, Infinity, at => {
        const along = (at[0] - x) * arrow[0] - (at[1] - y) * arrow[1];
        return along > 1 && along >= Math.abs((at[0] - x) * arrow[1]) + Math.abs((at[1] - y) * arrow[0]);
      });
      if (next >= 0) {
        const [nextX, nextY] = screen(points[next]);
        setFocus(next);
        if (nextX < 0 || nextY < 0 || nextX > size.width || nextY > size.height) {
          setView(old => ({...old, ...centre(points[next])}));
        }
      }
    } else if (event.key === '+' || event.key === '-') {
      zoom(event.key === '+' ? 1.5 : 1 / 1.5, points[focus]);
    } else if (event.key === 'Enter') {
      show(focus);
    } else {
      return;
    }
    event.preventDefault();
  };
  const point = points[focus];
  const at = point && screen(point);
  return html`
    <div class="map panel">
      <canvas ref=${canvas} tabindex="0" role="application" aria-label=${title} aria-describedby="map-help"
          onPointerDown=${event => {
            drag.current = {x: event.offsetX, y: event.offsetY, moved: false};
          }}
          onPointerMove=${move} onPointerLeave=${event => event.pointerType !== 'touch' && setFocus(-1)}
          onPointerCancel=${() => { // a touch that scrolls the page
            drag.current = null;
          }}
          onPointerUp=${event => {
            const isClick = drag.current && !drag.current.moved;
            drag.current = null;
            if (isClick) {
              const met = nearest(event.offsetX, event.offsetY, REACH);
              event.pointerType === 'touch' ? setFocus(met) : show(met);
            }
          }}
          onWheel=${event => {
            event.preventDefault();
            zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2);
          }} onKeyDown=${keyed}></canvas>
      <span class="zoom">
        <button class="quiet" aria-label=${t('spaces.zoom.in')} onClick=${() => zoom(1.5, points[focus])}>+</button>
        <button class="quiet" aria-label=${t('spaces.zoom.out')} onClick=${() => zoom(1 / 1.5, points[focus])}>−</button>
        <button class="quiet" onClick=${() => setView({zoom: 1, x: 0, y: 0})}>${t('spaces.zoom.reset')}</button>
      </span>
      ${point && html`
        <div class="tip" role="status" style=${{left: `${Math.max(0, Math.min(at[0] + 14, size.width - 250))}px`,
          top: `${Math.max(0, Math.min(at[1] + 14, size.height - 90))}px`}}>
          <${Content} key=${point.content_id} id=${point.content_id}>${marked.get(point.content_id) ?? ''}<//>
        </div>`}
    </div>
    <p class="muted" id="map-help">${t('spaces.help')}</p>`;
}
