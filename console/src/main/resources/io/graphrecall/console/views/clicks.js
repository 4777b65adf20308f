// @ts-check
/** Click rates of this member since its start, by scene, variant and channel, from its Prometheus metrics. */
import {html} from '../lib/html.js';
import {number, t} from '../lib/i18n.js';
import {sum} from '../lib/prometheus.js';
import {wilson} from '../lib/wilson.js';
import {Channel} from '../parts/content.js';
import {Scroll} from '../parts/scroll.js';

const FEEDBACK = 'graphrecall_feedback';
/** Channel of the counts of whole answers. */
const ALL = 'all';
const percent = value => number(value, {style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1});

/** @param {import('../lib/prometheus.js').Scrape} scrape */
const rowsOf = scrape => (scrape.samples.get(`${FEEDBACK}_shown_total`) ?? []).map(({labels, value: shown}) => {
  const {scene, variant, channel} = labels;
  const clicked = sum(scrape, `${FEEDBACK}_clicked_total`,
      other => other.scene === scene && other.variant === variant && other.channel === channel);
  return {scene, variant, channel, shown, clicked, ...wilson(clicked, shown)};
}).sort((a, b) => a.scene.localeCompare(b.scene) || a.variant.localeCompare(b.variant)
  || Number(b.channel === ALL) - Number(a.channel === ALL) || b.shown - a.shown);

/** @param {import('../lib/prometheus.js').Scrape} scrape */
const creditsOf = scrape => (scrape.samples.get(`${FEEDBACK}_credited_total`) ?? []).map(({labels, value: credited}) => {
  const {scene, variant, team} = labels;
  const all = sum(scrape, `${FEEDBACK}_credited_total`, other => other.scene === scene && other.variant === variant);
  return {scene, variant, team, credited, share: credited / all, ...wilson(credited, all)};
}).sort((a, b) => a.scene.localeCompare(b.scene) || a.variant.localeCompare(b.variant)
  || Number(b.team === b.scene) - Number(a.team === a.scene));

/** @param {{scrape: import('../lib/prometheus.js').Scrape}} props */
function Credits({scrape}) {
  const rows = creditsOf(scrape);
  return rows.length > 0 && html`
    <h2>${t('credits.title')}</h2>
    <p class="muted">${t('credits.help')}</p>
    <${Scroll} label=${t('credits.title')}><table>
      <thead><tr><th>${t('clicks.scene')}</th><th>${t('clicks.variant')}</th><th>${t('credits.team')}</th>
        <th class="n">${t('clicks.clicked')}</th><th class="n">${t('credits.share')}</th>
        <th class="n">${t('clicks.interval')}</th></tr></thead>
      <tbody>${rows.map(({scene, variant, team, credited, share, low, high}) => html`
        <tr key=${[scene, variant, team].join('\n')}><td>${scene}</td><td>${variant}</td><td>${team}</td>
          <td class="n">${number(credited)}</td><td class="n">${percent(share)}</td>
          <td class="n nowrap">${percent(low)} – ${percent(high)}</td></tr>`)}</tbody>
    </table><//>`;
}

/** @param {{scrape: import('../lib/prometheus.js').Scrape}} props */
export function Clicks({scrape}) {
  const rows = rowsOf(scrape);
  const events = answer => number(sum(scrape, `${FEEDBACK}_events_total`, labels => labels.answer === answer));
  return html`
    <h2>${t('clicks.title')}</h2>
    <p class="muted">${rows.length === 0 ? t('clicks.none') : t('clicks.help')}
      ${' '}${t('clicks.events', {known: events('known'), unknown: events('unknown'), received: events('received')})}</p>
    ${rows.length > 0 && html`<${Scroll} label=${t('clicks.title')}><table>
      <thead><tr><th>${t('clicks.scene')}</th><th>${t('clicks.variant')}</th><th>${t('recall.channel')}</th>
        ${['shown', 'clicked', 'rate', 'interval'].map(name => html`<th class="n">${t('clicks.' + name)}</th>`)}</tr></thead>
      <tbody>${rows.map(({scene, variant, channel, shown, clicked, low, high}) => html`
        <tr key=${[scene, variant, channel].join('\n')}><td>${scene}</td><td>${variant}</td>
          <td>${channel === ALL ? t('clicks.all') : html`<${Channel} id=${channel} />`}</td>
          <td class="n">${number(shown)}</td><td class="n">${number(clicked)}</td><td class="n">${percent(clicked / shown)}</td>
          <td class="n nowrap">${percent(low)} – ${percent(high)}</td></tr>`)}</tbody>
    </table><//>`}
    <${Credits} scrape=${scrape} />`;
}
