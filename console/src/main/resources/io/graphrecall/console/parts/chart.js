// @ts-check
/** A line chart over time, drawn by uPlot. */
import uPlot from '../vendor/uplot/uPlot.esm.js';
import {html, useEffect, useRef} from '../lib/html.js';
import {currentLanguage, t} from '../lib/i18n.js';

const HEIGHT = 150;
/** The constructor, which its file declares as a function. @type {any} */
const Plot = uPlot;
/** Distances between the ticks of an axis of bytes. */
const POWERS_OF_TWO = Array.from({length: 44}, (_, exponent) => 2 ** exponent);

/** @typedef {{label: string, hue: number, values: (number | null)[]}} Series */

/** @param {string} name of a custom property */
const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** @param {number} seconds */
const clock = seconds => new Date(1000 * seconds).toLocaleTimeString(currentLanguage(), {hourCycle: 'h23'});

/** @param {Series[]} series @param {(value: number) => string} format @param {boolean} isBinary @param {number} width */
function options(series, format, isBinary, width) {
  const axis = {stroke: colour('--muted'), grid: {stroke: colour('--line'), width: 1}, ticks: {show: false}};
  const lightness = colour('--line-lightness');
  return {
    width, height: HEIGHT,
    legend: {show: false},
    cursor: {show: false},
    scales: {x: {time: true}, y: {range: (_, min, max) => [Math.min(0, min ?? 0), (max || 1) * 1.1]}},
    axes: [
      {...axis, space: 90, size: 30, values: (_, ticks) => ticks.map(clock)},
      {...axis, size: 64, incrs: isBinary ? POWERS_OF_TWO : undefined, values: (_, ticks) => ticks.map(tick => format(tick))},
    ],
    series: [{}, ...series.map(({label, hue}) => (
      {label, stroke: `hsl(${hue} 70% ${lightness})`, width: 2, points: {size: 4}, spanGaps: false}))],
  };
}

/**
 * @param {{title: string, times: number[], series: Series[], format: (value: number) => string, isBinary?: boolean,
 *     note?: string}} props times: seconds; isBinary: true for bytes; note: text in place of the values while there are none
 */
export function Chart({title, times, series, format, isBinary = false, note}) {
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  const chart = useRef(/** @type {any} */ (null));
  const identity = series.map(({label}) => label).join();
  const data = [times, ...series.map(({values}) => values)];
  useEffect(() => {
    const target = /** @type {HTMLElement} */ (frame.current);
    const draw = () => {
      chart.current?.destroy();
      chart.current = new Plot(options(series, format, isBinary, target.clientWidth), data, target);
    };
    draw();
    const resized = new ResizeObserver(() => chart.current.setSize({width: target.clientWidth, height: HEIGHT}));
    resized.observe(target);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', draw);
    return () => {
      resized.disconnect();
      scheme.removeEventListener('change', draw);
      chart.current.destroy();
      chart.current = null;
    };
  }, [identity]);
  useEffect(() => {
    chart.current?.setData(data);
  });
  const current = value => (value === null || value === undefined ? '–' : format(value));
  return html`
    <section class="panel chart">
      <h2>${title}</h2>
      <div ref=${frame} aria-hidden="true"></div>
      <ul class="legend">${series.map(({label, hue, values}) => html`
        <li style=${{'--hue': hue}}><span class="dot"></span>${label} <b>${current(values.at(-1))}</b></li>`)}</ul>
      ${note && html`<p class="muted">${note}</p>`}
    </section>`;
}

/** A chart that says why it is empty. @param {any} props those of Chart */
export function LiveChart(props) {
  const isEmpty = props.series.every(({values}) => values.every(value => value === null));
  return html`<${Chart} ...${props} note=${props.times.length < 2 ? t('live.waiting') : isEmpty ? t('live.idle') : undefined} />`;
}
