/** A line chart over time, drawn by uPlot. */
import {useEffect, useRef} from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import {currentLanguage, t} from '../lib/i18n.ts';
import type {Series} from '../lib/scrapes.ts';

const HEIGHT = 150;
/** Distances between the ticks of an axis of bytes. */
const POWERS_OF_TWO = Array.from({length: 44}, (_, exponent) => 2 ** exponent);

/** Distances between the ticks of the time. */
const SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 900, 3600];

interface Props {
  title: string;
  /** In seconds. */
  times: number[];
  series: Series[];
  format: (value: number) => string;
  /** True for bytes. */
  isBinary?: boolean;
  /** Text below the values while there are none. */
  note?: string;
}

/** Returns the value of a custom property. */
const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const clock = (seconds: number) => new Date(1000 * seconds).toLocaleTimeString(currentLanguage(), {hourCycle: 'h23'});

function options({series, format, isBinary}: Props, width: number): uPlot.Options {
  const axis = {stroke: colour('--muted'), grid: {stroke: colour('--line'), width: 1}, ticks: {show: false}};
  const lightness = colour('--line-lightness');
  return {
    width, height: HEIGHT,
    legend: {show: false},
    cursor: {show: false},
    scales: {x: {time: true}, y: {range: (_, min, max) => [Math.min(0, min ?? 0), (max || 1) * 1.1]}},
    axes: [
      {...axis, space: 90, size: 30, incrs: SECONDS, values: (_, ticks) => ticks.map(clock)},
      {...axis, size: 64, ...(isBinary && {incrs: POWERS_OF_TWO}), values: (_, ticks) => ticks.map(tick => format(tick))},
    ],
    series: [{}, ...series.map(({label, hue}) => (
      {label, stroke: `hsl(${hue} 70% ${lightness})`, width: 2, points: {size: 4}, spanGaps: false}))],
  };
}

function Chart(props: Props) {
  const {title, times, series, format, note} = props;
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(null);
  const identity = series.map(({label}) => label).join();
  const data: uPlot.AlignedData = [times, ...series.map(({values}) => values)];
  useEffect(() => {
    const target = frame.current!;
    const draw = () => {
      chart.current?.destroy();
      chart.current = new uPlot(options(props, target.clientWidth), data, target);
    };
    draw();
    const resized = new ResizeObserver(() => chart.current?.setSize({width: target.clientWidth, height: HEIGHT}));
    resized.observe(target);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', draw);
    return () => {
      resized.disconnect();
      scheme.removeEventListener('change', draw);
      chart.current?.destroy();
      chart.current = null;
    };
  }, [identity]);
  useEffect(() => {
    chart.current?.setData(data);
  });
  const current = (value: number | null | undefined) => (value === null || value === undefined ? '–' : format(value));
  return (
    <section class="panel chart">
      <h2>{title}</h2>
      <div ref={frame} aria-hidden="true"></div>
      <ul class="legend">{series.map(({label, hue, values}) => (
        <li style={{'--hue': hue}}><span class="dot"></span>{label} <b>{current(values.at(-1))}</b></li>))}</ul>
      {note && <p class="muted">{note}</p>}
    </section>);
}

/**
 * A chart that says why it is empty.
 *
 * @param idle text while no scrape has a value
 */
export function LiveChart({idle = t('live.idle'), ...props}: Omit<Props, 'note'> & {idle?: string}) {
  const isEmpty = props.series.every(({values}) => values.every(value => value === null));
  return <Chart {...props} note={props.times.length < 2 ? t('live.waiting') : isEmpty ? idle : undefined} />;
}
