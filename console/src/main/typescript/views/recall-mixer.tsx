/** Quotas and weights of the channels, as sliders. */
import type {SceneChannel, SceneSettings} from 'contract';
import {useState} from 'preact/hooks';
import {number, t} from '../lib/i18n.ts';
import {Channel} from '../parts/content.tsx';

/** Quota and weight of a channel, as the reader set them. */
export interface Share extends SceneChannel {
  on: boolean;
  changed: boolean;
}

const WEIGHTED = ['weighted', 'rrf'];
const MAX_WEIGHT = 2;
/** Logarithmic steps of the quota slider: small quotas are where a list changes. */
const QUOTAS = [0, 1, 2, 3, 5, 8, 10, 15, 20, 30, 40, 50, 75, 100, 150, 200, 300, 500, 750, 1000];

function decoded(text: string) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a damaged link
  }
}

/**
 * Returns the channels of a scene with the changes of a route: `ID:QUOTA:WEIGHT`, or `-ID` for a channel that is off,
 * separated by commas.
 */
export function sharesOf(text: string | undefined, scene: SceneSettings): Share[] {
  const changes = new Map<string, Partial<Share>>();
  for (const change of text ? text.split(',') : []) {
    const [id = '', quota, weight] = change.split(':');
    if (id.startsWith('-')) {
      changes.set(decoded(id.slice(1)), {on: false});
    } else {
      changes.set(decoded(id), {quota: Number(quota) || 0, weight: Number(weight) || 0, changed: true});
    }
  }
  return scene.channels.map(channel => ({...channel, on: true, changed: false, ...changes.get(channel.id)}));
}

const textOf = (shares: Share[]) => shares.filter(share => share.changed || !share.on)
    .map(({id, on, quota, weight}) => (on ? `${encodeURIComponent(id)}:${quota}:${weight}` : `-${encodeURIComponent(id)}`))
    .join(',');

interface Props {
  shares: Share[];
  blend: string;
  /** True if a build fitted the weights of the scene. */
  isFitted: boolean;
  /** Takes the text of the changes. */
  onChange: (channels: string) => void;
}

export function Mixer({shares, blend, isFitted, onChange}: Props) {
  const [isOpen, setOpen] = useState(matchMedia('(min-width: 960px)').matches);
  const change = (id: string, changes: Partial<Share>) => onChange(textOf(shares.map(share => (share.id === id ? {...share, ...changes} : share))));
  const changed = textOf(shares) !== '';
  const hasWeights = WEIGHTED.includes(blend);
  return (
    <details class="mixer panel" open={isOpen} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary><h2>{t('recall.mixer')}</h2>{changed && <span class="badge">{t('recall.mixer.changed')}</span>}</summary>
      <p class="muted">{t('recall.mixer.help')} {hasWeights
        ? isFitted && t('recall.mixer.fitted')
        : t('recall.mixer.weightless', {blend})}</p>
      <div class="actions">
        <button class="quiet" disabled={!changed} onClick={() => onChange('')}>{t('recall.mixer.reset')}</button>
        <button class="quiet" onClick={() => onChange(textOf(shares.map(share => ({...share, on: true}))))}>
          {t('recall.mixer.all')}</button>
        <button class="quiet" onClick={() => onChange(textOf(shares.map(share => ({...share, on: false}))))}>
          {t('recall.mixer.none')}</button>
      </div>
      <div class="sliders">
        <span class="head">{t('recall.channel')}</span><span class="head">{t('recall.quota')}</span>
        <span class="head">{t('recall.weight')}</span>
        {shares.map(share => (<Sliders key={share.id} share={share} hasWeights={hasWeights}
            onChange={changes => change(share.id, changes)} />))}
      </div>
    </details>);
}

interface SliderProps {
  share: Share;
  hasWeights: boolean;
  onChange: (changes: Partial<Share>) => void;
}

function Sliders({share, hasWeights, onChange}: SliderProps) {
  const {id, on, quota, weight} = share;
  const step = QUOTAS.findLastIndex(value => value <= quota);
  return (
    <>
      <label class="switch"><input type="checkbox" checked={on} onChange={event => onChange({on: event.currentTarget.checked})} />
        <Channel id={id} /></label>
      <label class="slider"><input type="range" min="0" max={QUOTAS.length - 1} value={step} disabled={!on}
          aria-label={`${id}: ${t('recall.quota')}`} aria-valuetext={String(quota)}
          onInput={event => onChange({quota: QUOTAS[Number(event.currentTarget.value)], changed: true})} />
        <output>{quota}</output></label>
      <label class="slider"><input type="range" min="0" max={MAX_WEIGHT} step="0.05" value={weight}
          disabled={!on || !hasWeights} aria-label={`${id}: ${t('recall.weight')}`}
          onInput={event => onChange({weight: Number(event.currentTarget.value), changed: true})} />
        <output>{number(weight)}</output></label>
    </>);
}
