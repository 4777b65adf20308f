// @ts-check
/** Live: throughput, latency, failures, overlay and memory of this member, from its Prometheus metrics. */
import {get, send} from '../lib/api.js';
import {html, useEffect, useState} from '../lib/html.js';
import {bytes, millis, number, t} from '../lib/i18n.js';
import {labelValues, parse, quantile, rate, sum} from '../lib/prometheus.js';
import {Chart} from '../parts/chart.js';
import {Channel, hue} from '../parts/content.js';
import {Failure, Loading} from '../parts/states.js';

const INTERVAL_MS = 2000;
/** Five minutes. */
const MAX_SCRAPES = 151;
/** Scrapes that a quantile covers; a quantile of two seconds would be noise. */
const WINDOW = 5;

const REQUESTS = 'graphrecall_http_requests_seconds';
const CHANNEL = 'graphrecall_channel_seconds';
const isRecall = labels => labels.route.endsWith('/recall') || labels.route.endsWith('/recall/batch');

/** Scrapes the metrics while the page is visible. */
function useScrapes() {
  const [state, setState] = useState(/** @type {{scrapes: import('../lib/prometheus.js').Scrape[], ready?: string, error?: Error}} */ (
    {scrapes: []}));
  useEffect(() => {
    let timer = 0;
    let stopped = false;
    const scrape = async () => {
      clearTimeout(timer);
      if (stopped || document.hidden) {
        return;
      }
      try {
        const [text, ready] = await Promise.all([send('/metrics').then(response => response.text()),
          get('/readyz').then(({graph}) => (graph === 'down' ? 'nograph' : 'ready'), () => 'notready')]);
        setState(({scrapes}) => ({scrapes: [...scrapes, parse(text, Date.now())].slice(-MAX_SCRAPES), ready}));
      } catch (error) {
        setState(({scrapes}) => ({scrapes, ready: 'notready', error}));
      }
      timer = setTimeout(scrape, INTERVAL_MS);
    };
    document.addEventListener('visibilitychange', scrape);
    scrape();
    return () => {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', scrape);
    };
  }, []);
  return state;
}

export function LiveView() {
  const {scrapes, ready, error} = useScrapes();
  return html`
    <h1>${t('view.live')}</h1>
    <p class="lead">${t('live.lead')}
      ${ready !== undefined && html` <span class="badge ${ready === 'ready' ? 'good' : 'bad'}">${t('live.' + ready)}</span>`}</p>
    ${error && html`<${Failure} error=${error} />`}
    ${scrapes.length === 0 ? !error && html`<${Loading} />` : html`<${Charts} scrapes=${scrapes} /><${Channels} scrape=${scrapes.at(-1)} />`}`;
}

function Charts({scrapes}) {
  const times = scrapes.map(({at}) => at / 1000);
  const latest = scrapes.at(-1);
  const gauge = (label, colour, name, matches) => ({label, hue: colour, values: scrapes.map(scrape => sum(scrape, name, matches))});
  const perSecond = (label, colour, name, matches) => ({label, hue: colour, values: scrapes.map((scrape, i) =>
    (i === 0 ? null : rate(scrapes[i - 1], scrape, name, matches)))});
  const latency = (label, colour, q, name, matches) => ({label, hue: colour, values: scrapes.map((scrape, i) => {
    const seconds = i === 0 ? undefined : quantile(q, scrapes[Math.max(0, i - WINDOW)], scrape, name, matches);
    return seconds === undefined ? null : 1000 * seconds;
  })});
  const sums = (label, colour, names) => ({label, hue: colour, values: scrapes.map(scrape =>
    names.reduce((total, name) => total + sum(scrape, name), 0))});
  const channels = labelValues(latest, `${CHANNEL}_count`, 'channel');
  const wait = scrapes.length < 2 ? t('live.waiting') : undefined;
  const chart = (title, format, series, isBinary = false) => {
    const isEmpty = series.every(({values}) => values.every(value => value === null));
    return html`<${Chart} title=${t(title)} times=${times} series=${series} format=${format}
        isBinary=${isBinary} note=${wait ?? (isEmpty ? t('live.idle') : undefined)} />`;
  };
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
    <div class="scroll panel"><table>
      <thead><tr><th>${t('recall.channel')}</th><th class="n">${t('live.runs')}</th>
        ${['50 %', '95 %', '99 %'].map(label => html`<th class="n">${label}</th>`)}
        <th class="n">${t('live.mean')}</th><th class="n">${t('live.series.timeout')}</th><th class="n">${t('live.series.failed')}</th></tr></thead>
      <tbody>${ids.map(id => html`
        <tr key=${id}><td><${Channel} id=${id} /></td><td class="n">${number(runs(id))}</td>
          ${[.5, .95, .99].map(q => html`<td class="n">${time(id, q)}</td>`)}
          <td class="n">${number(sum(scrape, 'graphrecall_channel_returned_total', labels => labels.channel === id) / (runs(id) || 1),
              {maximumFractionDigits: 1})}</td>
          <td class="n">${number(runs(id, 'timeout'))}</td><td class="n">${number(runs(id, 'failed'))}</td></tr>`)}</tbody>
    </table></div>`;
}
