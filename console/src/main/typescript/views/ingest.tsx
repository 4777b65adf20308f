/** Ingest: rates and latency of posted events and contents, lag of the Kafka topic, and the records that this member rejected. */
import type {Rejection} from 'contract';
import {get} from '../lib/api.ts';
import {millis, number, t, type TextKey, time} from '../lib/i18n.ts';
import {useLoad} from '../lib/load.ts';
import {type Scrape, sum} from '../lib/prometheus.ts';
import {type Scrape as ScrapeOrGap, type Series, seriesOf, useScrapes} from '../lib/scrapes.ts';
import {LiveChart} from '../parts/chart.tsx';
import {Count} from '../parts/content.tsx';
import {Fault} from '../parts/said.tsx';
import {Scroll} from '../parts/scroll.tsx';
import {Failure, Loading, Show} from '../parts/states.tsx';
import {DeadLetters} from './dead-letters.tsx';

const RECORDS = ['events', 'contents'] as const;
const OUTCOMES = ['accepted', 'rejected'] as const;
/** Lag of the Kafka topic: NaN if none is consumed, and while it waits. */
const LAG = 'graphrecall_topic_lag';
const isWaiting = (scrape: Scrape) => scrape.samples.has('graphrecall_topic_up') && sum(scrape, 'graphrecall_topic_up') === 0;
/** Hues of the lines. */
const HUES = {events: {accepted: 230, rejected: 0}, contents: {accepted: 160, rejected: 35}};

export function IngestView() {
  const {scrapes, latest, error} = useScrapes();
  const rejected = [...RECORDS, 'items', 'users'].map(name => sum(latest, `graphrecall_${name}_rejected_total`)).join();
  const rejections = useLoad(latest ? rejected : null, signal => get('/v1/rejections', {}, signal));
  return (
    <>
      <h1>{t('view.ingest')}</h1>
      <p class="lead">{t('ingest.lead')}</p>
      {error && <Failure error={error} />}
      {latest ? <><Totals scrape={latest} /><Charts scrapes={scrapes} /></> : !error && <Loading />}
      {latest && (
        <section>
          <h2>{t('ingest.rejections')}</h2>
          <Show of={rejections}>{({rejected}) => <Rejections rejected={rejected} />}</Show>
        </section>)}
      {(latest || error) && <DeadLetters />}
    </>);
}

const Topic = ({scrape}: {scrape: Scrape}) => (isWaiting(scrape)
  ? <span class="badge bad">{t('ingest.topic.waits')}</span>
  : sum(scrape, LAG) >= 0 && scrape.samples.has(LAG) && <Count label={t('ingest.topic.behind')} value={sum(scrape, LAG)} />);

const Totals = ({scrape}: {scrape: Scrape}) => (
  <p class="counts totals">{RECORDS.flatMap(name => OUTCOMES.map(outcome => (
    <Count label={t(`ingest.${name}.${outcome}`)} value={sum(scrape, `graphrecall_${name}_${outcome}_total`)} />)))}
    <span class="count">{t('ingest.seq')} <b>{number(sum(scrape, 'graphrecall_live_seq'))}</b></span>
    <Count label={t('ingest.live')} value={sum(scrape, 'graphrecall_live_contents')} />
    <Topic scrape={scrape} /></p>);

function Charts({scrapes}: {scrapes: ScrapeOrGap[]}) {
  const times = scrapes.map(({at}) => at / 1000);
  const {gauge, perSecond, latency} = seriesOf(scrapes);
  const chart = (title: TextKey, format: (value: number) => string, series: Series[], idle?: string) => (
    <LiveChart title={t(title)} times={times} series={series} format={format} idle={idle} />);
  const lag = gauge(t('ingest.topic.member'), 280, LAG);
  const hasTopic = scrapes.some(scrape => scrape.samples.has(LAG) && (isWaiting(scrape) || sum(scrape, LAG) >= 0));
  return (
    <div class="grid charts pairs">
    {RECORDS.map(name => chart(`ingest.${name}`, number, OUTCOMES.map(outcome =>
      perSecond(t(`ingest.${outcome}`), HUES[name][outcome], `graphrecall_${name}_${outcome}_total`))))}
    {chart('ingest.lag', millis, ([['p50', .5, 160], ['p95', .95, 35]] as const).map(([label, q, hue]) =>
      latency(label, hue, q, 'graphrecall_visible_seconds')))}
    {chart('ingest.waiting', number, RECORDS.map(name => gauge(t(`ingest.${name}`), HUES[name].accepted, `graphrecall_${name}_waiting`)))}
    {hasTopic && chart('ingest.topic', number, [lag], t('ingest.topic.unknown'))}
  </div>);
}

function Rejections({rejected}: {rejected: Rejection[]}) {
  if (rejected.length === 0) {
    return <p class="state">{t('ingest.none')}</p>;
  }
  return (
    <>
      <Scroll of="panel low" label={t('ingest.rejections')}><table class="cards">
        <thead><tr><th>{t('user.time')}</th><th>{t('ingest.records')}</th><th>{t('ingest.reason')}</th><th class="n">{t('ingest.index')}</th>
          <th>{t('ingest.request')}</th></tr></thead>
        <tbody>{rejected.map(({at, records, request_id: request, index, reason}) => (
          <tr key={request + index + records}><td class="nowrap">{time(at)}</td><td><span class="badge">{t(`ingest.${records}`)}</span></td>
            <td class="full detail"><Fault of={reason} /></td><td class="n" data-label={t('ingest.index')}>{index}</td>
            <td class="full request" data-label={t('ingest.request')}><code>{request}</code></td></tr>))}</tbody>
      </table></Scroll>
      <p class="muted">{t('ingest.help')}</p>
    </>);
}
