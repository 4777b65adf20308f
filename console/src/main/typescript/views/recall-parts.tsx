/** The channels of a content, and the part that each has in its score. */
import type {ContentChannel, RecalledContent, RecallRequest, RecallResult} from 'contract';
import {post} from '../lib/api.ts';
import {number, score, t} from '../lib/i18n.ts';
import {useLoad} from '../lib/load.ts';
import {Channel, Trigger} from '../parts/content.tsx';
import type {Share} from './recall-mixer.tsx';

/** Constant of reciprocal rank fusion. */
const RRF_K = 60;
/** Below it are the scores of contents that only fill a list; their part is 0. */
const FILLER = 1e-37;
/** Greatest relative difference of a score from the sum of its parts. */
const TOLERANCE = .01;
/** Blends whose scores are sums over channels. */
const SUMS = ['rrf', 'weighted'];

/** A recall with what it asked for. */
export interface Recall {
  answer: RecallResult;
  request: RecallRequest;
  shares: Share[];
  /** The blend of the request or else of its scene. */
  blend: string;
}

/** L2 norms of the scores of each channel, by channel. */
type Norms = Map<string, number>;
const known = new WeakMap<RecallResult, Promise<Norms>>();

/** Returns the norms of the channels, by a recall of each channel alone. */
async function norms({answer, request, shares}: Recall): Promise<Norms> {
  const channels = answer.coverage.channels.flatMap(({id, returned}) => {
    const quota = shares.find(share => share.id === id)?.quota ?? 0;
    return returned > 0 && quota > 0 ? [{id, quota}] : [];
  });
  const {answers} = await post('/v1/recall/batch', {}, {requests: channels.map(({id, quota}): RecallRequest => (
    {...request, generation: answer.generation, size: quota, channels: [{id, quota, min: 0}], blend: 'quota', limits: [],
      match_query: false, include: []}))});
  return new Map(channels.map(({id}, index) => [id, Math.hypot(...answers[index]?.contents.map(({channels: [one] = []}) => one?.score ?? 0) ?? [])]));
}

/** Returns the part of each channel in the score of a content; undefined if they do not add up to it. */
function partsOf({score: total, channels = []}: RecalledContent, {blend, shares}: Recall, ofNorm?: Norms) {
  const parts = channels.map(({id, rank, score: own}) => {
    const weight = shares.find(share => share.id === id)?.weight ?? NaN;
    return own < FILLER ? 0 : weight * (blend === 'rrf' ? 1 / (RRF_K + rank) : own / (ofNorm?.get(id) ?? NaN));
  });
  const sum = parts.reduce((all, part) => all + part, 0);
  return Math.abs(sum - total) <= TOLERANCE * Math.abs(total) ? parts : undefined;
}

export function Reasons({content, recall}: {content: RecalledContent, recall: Recall}) {
  const {answer, blend} = recall;
  const loaded = useLoad(blend === 'weighted' ? `${answer.request_id} norms` : null, () => {
    const loading = known.get(answer) ?? norms(recall);
    known.set(answer, loading);
    loading.catch(() => known.delete(answer));
    return loading;
  });
  const isSum = SUMS.includes(blend);
  const parts = isSum ? partsOf(content, recall, loaded.data) : undefined;
  const channels: ContentChannel[] = content.channels ?? [];
  return (
    <>
      <table>
        <thead><tr><th>{t('recall.channel')}</th><th class="n">{t('recall.rank')}</th>
          <th class="n">{t('recall.score')}</th>{isSum && <th class="n">{t('recall.part')}</th>}<th>{t('recall.trigger')}</th></tr></thead>
        <tbody>{channels.map(({id, rank, score: own, trigger, metapath}, i) => (
          <tr><td><Channel id={id} /></td><td class="n">{rank}</td><td class="n">{score(own)}</td>
            {isSum && <td class="n">{parts ? <><b>{score(parts[i]!)}</b> <small>{number(parts[i]! / content.score, {style: 'percent', maximumFractionDigits: 0})}</small></> : '–'}</td>}
            <td><Trigger of={trigger} /> {metapath && trigger !== `metapath:${metapath}` && <code>{metapath}</code>}</td>
          </tr>))}</tbody>
      </table>
      {!parts && !loaded.loading && <p class="muted">{blend === 'quota' || blend === 'snake' || blend === 'learned' ? t(`recall.part.${blend}`) : t('recall.part.unknown')}</p>}
    </>);
}
