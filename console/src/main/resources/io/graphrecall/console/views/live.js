// @ts-check
/** Live: throughput, latency, failures, overlay and memory of this member, from its Prometheus metrics. */
import {html} from '../lib/html.js';
import {bytes, millis, number, t} from '../lib/i18n.js';
import {labelValues, quantile, sum} from '../lib/prometheus.js';
import {seriesOf, useScrapes} from '../lib/scrapes.js';
import {LiveChart} from '../parts/chart.js';
import {Channel, hue} from '../parts/content.js';
import {Scroll} from '../parts/scroll.js';
import {Failure, Loading} from '../parts/states.js';
import {Clicks} from './clicks.js';

const REQUESTS = 'graphrecall_http_requests_seconds';
const CHANNEL = 'graphrecall_channel_seconds';
const isRecall = labels => labels.route.endsWith('/recall') || labels.route.endsWith('/recall/batch');

export function LiveView() {
  const {scrapes, latest, ready, error} = useScrapes();
  return html`
    <h1>${t('view.live')}</h1>
    <p class="lead">${t('live.lead')}
      ${ready !== undefined && html` <span class="badge ${ready === 'ready' ? 'good' : 'bad'}">${t('live.' + ready)}</span>`}</p>
    ${error && html`<${Failure} error=${error} />`}
    ${latest ? html`<${Charts} scrapes=${scrapes} latest=${latest} /><${Channels} scrape=${latest} /><${Clicks} scrape=${latest} />` : !error && html`<${Loading} />`}`;
}

function Charts({scrapes, latest}) {
  const times = scrapes.map(({at}) => at / 1000);
  const {gauge, perSecond, latency, sums} = seriesOf(scrapes);
  const channels = labelValues(latest, `${CHANNEL}_count`, 'channel');
  const chart = (title, format, series, isBinary) => html`
    <${LiveChart} title=${t(title)} times=${times} series=${series} format=${format} isBinary=${isBinary} />`;
  const share = value => number(value, {style: 'percent', maximumFractionDigits: 0});
  const hasOutcome = outcome => labels => labels.outcome === outcome;
  return html`<div class="grid charts">
    ${chart('live.requests', number, [
      perSecond(t('live.series.recall'), 230, `${REQUESTS}_count`, isRecall),
      perSecond(t('live.series.all'), 160, `${REQUESTS}_count`),
      perSecond(t('live.series.errors'), 0, `${REQUESTS}_count`, labels => Number(labels.status) >= 400)])}
    ${chart('live.latency', millis, [['50 %', .5, 160], ['95 %', .95, 35], ['99 %', .99, 0]].map(([label, q, colour]) =>
      latency(label, colour, q, REQUESTS, isRecall)))}
    ${chart('live.channels', millis, channels.map(id => latency(id, hue(id), .95, CHANNEL, labels => labels.channel === id)))}
    ${chart('live.degraded', number, ['channel', 'user_state', 'cluster', 'graph'].map((reason, i) => perSecond(
        t('degraded.' + reason), [0, 35, 280, 160][i], 'graphrecall_recalls_degraded_total', labels => labels.reason === reason)))}
    ${chart('live.failures', number, [
      perSecond(t('live.series.timeout'), 35, `${CHANNEL}_count`, hasOutcome('timeout')),
      perSecond(t('live.series.failed'), 0, `${CHANNEL}_count`, hasOutcome('failed'))])}
    ${chart('live.overlay', number, [
      gauge(t('live.series.overlay'), 230, 'graphrecall_live_contents'),
      sums(t('live.series.waiting'), 35, ['graphrecall_events_waiting', 'graphrecall_contents_waiting'])])}
    ${chart('live.memory', bytes, [
      gauge(t('live.series.heap'), 230, 'jvm_memory_used_bytes', ({area}) => area === 'heap'),
      gauge(t('live.series.offheap'), 160, 'jvm_memory_used_bytes', ({area}) => area === 'nonheap')], true)}
    ${chart('live.cpu', share, [
      gauge(t('live.series.process'), 230, 'process_cpu_usage'), gauge(t('live.series.system'), 160, 'system_cpu_usage')])}
  </div>`;
}

/** @param {{scrape: import('../lib/prometheus.js').Scrape}} props */
function Channels({scrape}) {
  const time = (id, q) => {
    const seconds = quantile(q, undefined, scrape, CHANNEL, labels => labels.channel === id);
    return seconds === undefined ? '–' : millis(1000 * seconds);
  };
  const runs = (id, outcome) => sum(scrape, `${CHANNEL}_count`,
      labels => labels.channel === id && (outcome === undefined || labels.outcome === outcome));
  const ids = labelValues(scrape, `${CHANNEL}_count`, 'channel');
  return html`
    <h2>${t('live.table')}</h2>
    <${Scroll} label=${t('live.table')}><table>
      <thead><tr><th>${t('recall.channel')}</th><th class="n">${t('live.runs')}</th>
        ${['50 %', '95 %', '99 %'].map(label => html`<th class="n">${label}</th>`)}
        <th class="n">${t('live.mean')}</th><th class="n">${t('live.series.timeout')}</th><th class="n">${t('live.series.failed')}</th></tr></thead>
      <tbody>${ids.map(id => html`
        <tr key=${id}><td><${Channel} id=${id} /></td><td class="n">${number(runs(id))}</td>
          ${[.5, .95, .99].map(q => html`<td class="n">${time(id, q)}</td>`)}
          <td class="n">${number(sum(scrape, 'graphrecall_channel_returned_total', labels => labels.channel === id) / (runs(id) || 1),
              {maximumFractionDigits: 1})}</td>
          <td class="n">${number(runs(id, 'timeout'))}</td><td class="n">${number(runs(id, 'failed'))}</td></tr>`)}</tbody>
    </table><//>`;
}
