/** Training curves of a report: loss and validation score per epoch of each model. */
import {number, score, t} from '../lib/i18n.ts';

export interface Curve {
  epochs: {loss: number, validation: number}[];
  /** From 1. */
  best_epoch: number;
}

export type Curves = Partial<Record<string, Curve>>;

const FIGURES = ['loss', 'validation'] as const;
/** Colours of the reports A and B, in degrees. */
const HUES = [230, 35];
const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [400, 190, 52, 12, 12, 34];
const MAX_TICKS = 8;

interface Props {
  first?: Curves;
  second?: Curves;
}

export function Training({first = {}, second = {}}: Props) {
  const models = [...new Set([...Object.keys(first), ...Object.keys(second)])];
  return models.length > 0 && (
    <>
      <h2>{t('reports.training')}</h2>
      <p class="muted">{t('reports.training.help')}{Object.keys(second).length > 0 && ` ${t('reports.training.two')}`}</p>
      <div class="grid reportgrid training">{models.map(model => (
        <section class="panel" key={model}>
          <h3>{model}</h3>
          {[first, second].map((curves, side) => curves[model] && <Kept curve={curves[model]} side={Object.keys(second).length > 0 ? side : undefined} />)}
          {FIGURES.map(figure => <Plot curves={[first[model], second[model]]} model={model} figure={figure} />)}
        </section>))}</div>
    </>);
}

function Kept({curve: {epochs, best_epoch: best}, side}: {curve: Curve, side?: number}) {
  const kept = epochs[best - 1];
  return kept && (
    <p>{side !== undefined && <b>{'AB'[side]}: </b>}{t('reports.training.kept', {
      best, epochs: epochs.length, loss: score(kept.loss), validation: score(kept.validation)})}</p>);
}

interface PlotProps {
  curves: (Curve | undefined)[];
  model: string;
  figure: typeof FIGURES[number];
}

function Plot({curves, model, figure}: PlotProps) {
  const values = curves.flatMap(curve => curve?.epochs.map(epoch => epoch[figure]) ?? []);
  const last = Math.max(...curves.map(curve => curve?.epochs.length ?? 0));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = (high - low) / 10 || Math.abs(high) / 10 || 1;
  const [from, to] = [low - margin, high + margin];
  const px = (epoch: number) => LEFT + (last === 1 ? .5 : (epoch - 1) / (last - 1)) * (WIDTH - LEFT - RIGHT);
  const py = (value: number) => HEIGHT - BOTTOM - (value - from) / (to - from) * (HEIGHT - BOTTOM - TOP);
  const step = Math.ceil(last / MAX_TICKS);
  const epochs = Array.from({length: last}, (_, i) => i + 1).filter(epoch => epoch === 1 || epoch % step === 0);
  const title = t(`reports.training.${figure}`);
  return (
    <svg class="scatter" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('reports.training.plot', {figure: title, model})}>
      {[0, .5, 1].map(share => low + share * (high - low)).filter((value, i, all) => all.indexOf(value) === i).map(value => (
        <><line x1={LEFT} x2={WIDTH - RIGHT} y1={py(value)} y2={py(value)} />
          <text class="end" x={LEFT - 6} y={py(value) + 4}>{number(value, {maximumSignificantDigits: 3})}</text></>))}
      {epochs.map(epoch => <text class="mid" x={px(epoch)} y={HEIGHT - BOTTOM + 14}>{epoch}</text>)}
      <text class="mid" x={(WIDTH + LEFT) / 2} y={HEIGHT - 4}>{title} · {t('reports.training.epoch')}</text>
      {curves.map((curve, side) => curve && (
        <g class="curve" style={{'--hue': HUES[side]}}>
          <polyline points={curve.epochs.map((epoch, i) => `${px(i + 1)},${py(epoch[figure])}`).join(' ')} />
          {curve.epochs.map((epoch, i) => (
            <circle cx={px(i + 1)} cy={py(epoch[figure])} r={i + 1 === curve.best_epoch ? 5.5 : 2.5}>
              <title>{`${t('reports.training.epoch')} ${i + 1}: ${score(epoch[figure])}`}</title></circle>))}
        </g>))}
    </svg>);
}
