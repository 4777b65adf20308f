/** The channels of a recall side by side: status, counts, and each channel's own list. */
import type {ChannelCoverage, RecallRequest, RecallResult, RecalledContent} from 'contract';
import {post} from '../lib/api.ts';
import {millis, score, t} from '../lib/i18n.ts';
import {useLoad} from '../lib/load.ts';
import {Channel, Content, Count, Trigger} from '../parts/content.tsx';
import {Said} from '../parts/said.tsx';
import {Scroll} from '../parts/scroll.tsx';
import {Failure, Loading} from '../parts/states.tsx';

const OWN_SIZE = 20;
/** Contents that are removed before the channel returns its list. */
const REMOVED = ['seen', 'filtered'] as const;

export function ChannelColumns({answer, request}: {answer: RecallResult, request: RecallRequest}) {
  const ids = answer.coverage.channels.filter(({status}) => status !== 'off').map(({id}) => id);
  const own = useLoad(JSON.stringify([request, ids]), async signal => {
    const requests = ids.map((id): RecallRequest =>
      ({...request, generation: answer.generation, size: OWN_SIZE, channels: [{id, quota: OWN_SIZE, min: 0}], blend: 'quota', limits: []}));
    const {answers} = await post('/v1/recall/batch', {}, {requests}, signal);
    return new Map(ids.map((id, index) => [id, answers[index]?.contents ?? []]));
  });
  const ranks = new Map(answer.contents.map(({content_id: id}, index) => [id, index + 1]));
  return (
    <>
      <p class="muted">{t('recall.own', {n: OWN_SIZE})}</p>
      {own.error && <Failure error={own.error} retry={own.reload} />}
      <Scroll of="columns" label={t('recall.tab.channels')}>
        {answer.coverage.channels.map(channel => (
          <section class="column panel" key={channel.id}>
            <Head channel={channel} />
            {ids.includes(channel.id) && !own.error && (own.data
              ? <OwnList contents={own.data.get(channel.id) ?? []} ranks={ranks} />
              : <Loading />)}
          </section>))}
      </Scroll>
    </>);
}

function Head({channel}: {channel: ChannelCoverage}) {
  const {id, status, took_ms: took, returned, kept, dropped, reason} = channel;
  const tone = status === 'ok' ? 'good' : status === 'off' ? '' : 'bad';
  return (
    <header>
      <div class="title"><Channel id={id} /><span class={`badge ${tone}`}>{t(`status.${status}`)}</span>
        <small>{millis(took)}</small></div>
      <div class="funnel" aria-hidden="true">
        {Object.entries({kept, duplicate: dropped.duplicate, quota: dropped.quota}).map(([part, count]) => (
          <span class={part} style={{flexGrow: count}}></span>))}
      </div>
      <div class="counts">
        <Count label={t('recall.returned')} value={returned} />
        <Count label={t('recall.kept')} value={kept + dropped.duplicate} tone="kept" />
        {(['duplicate', 'quota', ...REMOVED] as const).filter(why => dropped[why] > 0).map(why => (
          <Count label={t(`recall.dropped.${why}`)} value={dropped[why]} tone={REMOVED.some(one => one === why) ? '' : why} />))}
      </div>
      {reason && <p class="reason"><Said of={reason} /></p>}
    </header>);
}

/** @param ranks those in the blended list, by id */
function OwnList({contents, ranks}: {contents: RecalledContent[], ranks: Map<string, number>}) {
  if (contents.length === 0) {
    return <p class="muted">{t('recall.own.empty')}</p>;
  }
  return (
    <ol>{contents.map(({content_id: id, title, channels: [channel] = []}) => channel && (
      <li key={id}>
        <Content id={id} title={title}><span title={t('recall.score')}>{score(channel.score)}</span></Content>
        {(channel.trigger || ranks.has(id)) && (
          <span class="line">{channel.trigger ? <Trigger of={channel.trigger} /> : <span></span>}
            {ranks.has(id) && <span class="badge good" title={t('recall.inlist')}>#{ranks.get(id)}</span>}</span>)}
      </li>))}</ol>);
}
