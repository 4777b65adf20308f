// @ts-check
/** Ingest: rates and latency of posted events and contents, and the records that this member rejected. */
import {get} from '../lib/api.js';
import {html} from '../lib/html.js';
import {millis, number, t, time} from '../lib/i18n.js';
import {useLoad} from '../lib/load.js';
import {sum} from '../lib/prometheus.js';
import {seriesOf, useScrapes} from '../lib/scrapes.js';
import {LiveChart} from '../parts/chart.js';
import {Count} from '../parts/content.js';
import {Scroll} from '../parts/scroll.js';
import {Failure, Loading, Show} from '../parts/states.js';
import {DeadLetters} from './dead-letters.js';

const RECORDS = ['events', 'contents'];
const REQUESTS = 'graphrecall_http_requests_seconds';

export function IngestView() {
  const {scrapes, latest, error} = useScrapes();
  const rejected = RECORDS.map(name => sum(latest, `graphrecall_${name}_rejected_total`)).join();
  const rejections = useLoad(latest ? rejected : null, signal => get('/v1/rejections', signal));
  return html`
    <h1>${t('view.ingest')}</h1>
    <p class="lead">${t('ingest.lead')}</p>
    ${error && html`<${Failure} error=${error} />`}
    ${latest ? html`<${Totals} scrape=${latest} /><${Charts} scrapes=${scrapes} />` : !error && html`<${Loading} />`}
    <section>
      <h2>${t('ingest.rejections')}</h2>
      <${Show} of=${rejections}>${({rejected}) => html`<${Rejections} rejected=${rejected} />`}<//>
    </section>
    ${(latest || error) && html`<${DeadLetters} />`}`;
}

const Totals = ({scrape}) => html`
  <p class="counts totals">${RECORDS.flatMap(name => ['accepted', 'rejected'].map(outcome => html`
    <${Count} label=${t(`ingest.${name}.${outcome}`)} value=${sum(scrape, `graphrecall_${name}_${outcome}_total`)} />`))}
    <span class="count">${t('ingest.seq')} <b>${number(sum(scrape, 'graphrecall_live_seq'))}</b></span>
    <${Count} label=${t('ingest.live')} value=${sum(scrape, 'graphrecall_live_contents')} /></p>`;

function Charts({scrapes}) {
  const times = scrapes.map(({at}) => at / 1000);
  const {gauge, perSecond, latency} = seriesOf(scrapes);
  const isPost = labels => labels.method === 'POST' && RECORDS.some(name => labels.route === `/v1/${name}`);
  const chart = (title, format, series) => html`
    <${LiveChart} title=${t(title)} times=${times} series=${series} format=${format} />`;
  return html`<div class="grid charts pairs">
    ${RECORDS.map((name, i) => chart(`ingest.${name}`, number, ['accepted', 'rejected'].map((outcome, j) =>
      perSecond(t(`ingest.${outcome}`), [[230, 0], [160, 35]][i][j], `graphrecall_${name}_${outcome}_total`))))}
    ${chart('ingest.lag', millis, [['50 %', .5, 160], ['95 %', .95, 35]].map(([label, q, hue]) =>
      latency(label, hue, q, REQUESTS, isPost)))}
    ${chart('ingest.waiting', number, RECORDS.map((name, i) => gauge(t(`ingest.${name}`), [230, 160][i], `graphrecall_${name}_waiting`)))}
  </div>`;
}

function Rejections({rejected}) {
  if (rejected.length === 0) {
    return html`<p class="state">${t('ingest.none')}</p>`;
  }
  return html`
    <${Scroll} label=${t('ingest.rejections')}><table>
      <thead><tr><th>${t('user.time')}</th><th>${t('ingest.records')}</th><th>${t('ingest.reason')}</th><th class="n">${t('ingest.index')}</th>
        <th>${t('ingest.request')}</th></tr></thead>
      <tbody>${rejected.map(({at, records, request_id: request, index, reason}) => html`
        <tr key=${request + index + records}><td class="nowrap">${time(at)}</td><td><span class="badge">${t('ingest.' + records)}</span></td>
          <td class="detail" lang="en">${reason}</td><td class="n">${index}</td><td><code>${request}</code></td></tr>`)}</tbody>
    </table><//>
    <p class="muted">${t('ingest.help')}</p>`;
}
