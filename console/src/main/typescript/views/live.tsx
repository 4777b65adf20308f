/** Live: throughput, latency, failures, overlay and memory of this member, from its Prometheus metrics. */
import {bytes, millis, number, t, type TextKey} from '../lib/i18n.ts';
import {type Labels, labelValues, quantile, type Scrape, sum} from '../lib/prometheus.ts';
import {type Scrape as ScrapeOrGap, type Series, seriesOf, useScrapes} from '../lib/scrapes.ts';
import {LiveChart} from '../parts/chart.tsx';
import {Channel, hue} from '../parts/content.tsx';
import {Scroll} from '../parts/scroll.tsx';
import {Failure, Loading} from '../parts/states.tsx';
import {Clicks} from './clicks.tsx';

const REQUESTS = 'graphrecall_http_requests_seconds';
const CHANNEL = 'graphrecall_channel_seconds';
const isRecall = ({route = ''}: Labels) => route.endsWith('/recall') || route.endsWith('/recall/batch');

export function LiveView() {
  const {scrapes, latest, ready, error} = useScrapes();
  return (
    <>
      <h1>{t('view.live')}</h1>
      <p class="lead">{t('live.lead')}{' '}
        {ready !== undefined && <span class={`badge ${ready === 'ready' ? 'good' : 'bad'}`}>{t(`live.${ready}`)}</span>}</p>
      {error && <Failure error={error} />}
      {latest ? <><Charts scrapes={scrapes} latest={latest} /><Channels scrape={latest} /><Clicks scrape={latest} /></> : !error && <Loading />}
    </>);
}

function Charts({scrapes, latest}: {scrapes: ScrapeOrGap[], latest: Scrape}) {
  const times = scrapes.map(({at}) => at / 1000);
  const {gauge, perSecond, latency, sums} = seriesOf(scrapes);
  const channels = labelValues(latest, `${CHANNEL}_count`, 'channel');
  const chart = (title: TextKey, format: (value: number) => string, series: Series[], isBinary = false) => (
    <LiveChart title={t(title)} times={times} series={series} format={format} isBinary={isBinary} />);
  const share = (value: number) => number(value, {style: 'percent', maximumFractionDigits: 0});
  const hasOutcome = (outcome: string) => (labels: Labels) => labels.outcome === outcome;
  return (
    <div class="grid charts">
    {chart('live.requests', number, [
      perSecond(t('live.series.recall'), 230, `${REQUESTS}_count`, isRecall),
      perSecond(t('live.series.all'), 160, `${REQUESTS}_count`),
      perSecond(t('live.series.errors'), 0, `${REQUESTS}_count`, labels => Number(labels.status) >= 400)])}
    {chart('live.latency', millis, ([['p50', .5, 160], ['p95', .95, 35], ['p99', .99, 0]] as const).map(([label, q, colour]) =>
      latency(label, colour, q, REQUESTS, isRecall)))}
    {chart('live.channels', millis, channels.map(id => latency(id, hue(id), .95, CHANNEL, labels => labels.channel === id)))}
    {chart('live.degraded', number, ([['channel', 0], ['user_state', 35], ['cluster', 280], ['graph', 160]] as const).map(([reason, colour]) => perSecond(
        t(`degraded.${reason}`), colour, 'graphrecall_recalls_degraded_total', labels => labels.reason === reason)))}
    {chart('live.failures', number, [
      perSecond(t('live.series.timeout'), 35, `${CHANNEL}_count`, hasOutcome('timeout')),
      perSecond(t('live.series.failed'), 0, `${CHANNEL}_count`, hasOutcome('failed'))])}
    {chart('live.overlay', number, [
      gauge(t('live.series.overlay'), 230, 'graphrecall_live_contents'),
      sums(t('live.series.waiting'), 35, ['graphrecall_events_waiting', 'graphrecall_contents_waiting'])])}
    {chart('live.memory', bytes, [
      gauge(t('live.series.heap'), 230, 'jvm_memory_used_bytes', ({area}) => area === 'heap'),
      gauge(t('live.series.offheap'), 160, 'jvm_memory_used_bytes', ({area}) => area === 'nonheap')], true)}
    {chart('live.cpu', share, [
      gauge(t('live.series.process'), 230, 'process_cpu_usage'), gauge(t('live.series.system'), 160, 'system_cpu_usage')])}
  </div>);
}

function Channels({scrape}: {scrape: Scrape}) {
  const time = (id: string, q: number) => {
    const seconds = quantile(q, undefined, scrape, CHANNEL, labels => labels.channel === id);
    return seconds === undefined ? '–' : millis(1000 * seconds);
  };
  const runs = (id: string, outcome?: string) => sum(scrape, `${CHANNEL}_count`,
      labels => labels.channel === id && (outcome === undefined || labels.outcome === outcome));
  const ids = labelValues(scrape, `${CHANNEL}_count`, 'channel');
  return (
    <>
      <h2>{t('live.table')}</h2>
      <Scroll label={t('live.table')}><table>
        <thead><tr><th>{t('recall.channel')}</th><th class="n">{t('live.runs')}</th>
          {['p50', 'p95', 'p99'].map(label => <th class="n">{label}</th>)}
          <th class="n">{t('live.mean')}</th><th class="n">{t('live.series.timeout')}</th><th class="n">{t('live.series.failed')}</th></tr></thead>
        <tbody>{ids.map(id => (
          <tr key={id}><td><Channel id={id} /></td><td class="n">{number(runs(id))}</td>
            {[.5, .95, .99].map(q => <td class="n">{time(id, q)}</td>)}
            <td class="n">{number(sum(scrape, 'graphrecall_channel_returned_total', labels => labels.channel === id) / (runs(id) || 1),
                {maximumFractionDigits: 1})}</td>
            <td class="n">{number(runs(id, 'timeout'))}</td><td class="n">{number(runs(id, 'failed'))}</td></tr>))}</tbody>
      </table></Scroll>
    </>);
}
