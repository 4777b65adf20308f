/** Click rates of this member since its start, by scene, variant and channel, from its Prometheus metrics. */
import {number, t} from '../lib/i18n.ts';
import {type Sample, type Scrape, sum} from '../lib/prometheus.ts';
import {wilson} from '../lib/wilson.ts';
import {Channel} from '../parts/content.tsx';
import {Marked} from '../parts/marked.tsx';
import {Scroll} from '../parts/scroll.tsx';

const FEEDBACK = 'graphrecall_feedback';
/** Channel of the counts of whole answers. */
const ALL = 'all';
const percent = (value: number) => number(value, {style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1});

/** Returns labels of a sample, empty if it lacks them. */
const labelsOf = ({labels: {scene = '', variant = '', channel = '', team = ''}}: Sample) => ({scene, variant, channel, team});

const rowsOf = (scrape: Scrape) => (scrape.samples.get(`${FEEDBACK}_shown_total`) ?? []).map(sample => {
  const {scene, variant, channel} = labelsOf(sample);
  const shown = sample.value;
  const clicked = sum(scrape, `${FEEDBACK}_clicked_total`,
      other => other.scene === scene && other.variant === variant && other.channel === channel);
  return {scene, variant, channel, shown, clicked, ...wilson(clicked, shown)};
}).sort((a, b) => a.scene.localeCompare(b.scene) || a.variant.localeCompare(b.variant)
  || Number(b.channel === ALL) - Number(a.channel === ALL) || b.shown - a.shown);

const creditsOf = (scrape: Scrape) => (scrape.samples.get(`${FEEDBACK}_credited_total`) ?? []).map(sample => {
  const {scene, variant, team} = labelsOf(sample);
  const credited = sample.value;
  const all = sum(scrape, `${FEEDBACK}_credited_total`, other => other.scene === scene && other.variant === variant);
  return {scene, variant, team, credited, share: credited / all, ...wilson(credited, all)};
}).sort((a, b) => a.scene.localeCompare(b.scene) || a.variant.localeCompare(b.variant)
  || Number(b.team === b.scene) - Number(a.team === a.scene));

function Credits({scrape}: {scrape: Scrape}) {
  const rows = creditsOf(scrape);
  return rows.length > 0 && (
    <>
      <h2>{t('credits.title')}</h2>
      <p class="muted"><Marked>{t('credits.help')}</Marked></p>
      <Scroll label={t('credits.title')}><table>
        <thead><tr><th>{t('clicks.scene')}</th><th>{t('clicks.variant')}</th><th>{t('credits.team')}</th>
          <th class="n">{t('clicks.clicked')}</th><th class="n">{t('credits.share')}</th>
          <th class="n">{t('clicks.interval')}</th></tr></thead>
        <tbody>{rows.map(({scene, variant, team, credited, share, low, high}) => (
          <tr key={[scene, variant, team].join('\n')}><td>{scene}</td><td>{variant}</td><td>{team}</td>
            <td class="n">{number(credited)}</td><td class="n">{percent(share)}</td>
            <td class="n nowrap">{percent(low)} – {percent(high)}</td></tr>))}</tbody>
      </table></Scroll>
    </>);
}

export function Clicks({scrape}: {scrape: Scrape}) {
  const rows = rowsOf(scrape);
  const events = (answer: string) => number(sum(scrape, `${FEEDBACK}_events_total`, labels => labels.answer === answer));
  return (
    <>
      <h2>{t('clicks.title')}</h2>
      <p class="muted"><Marked>{t(rows.length === 0 ? 'clicks.none' : 'clicks.help')}</Marked>
        {' '}{t('clicks.events', {known: events('known'), unknown: events('unknown'), received: events('received')})}</p>
      {rows.length > 0 && (<Scroll label={t('clicks.title')}><table>
        <thead><tr><th>{t('clicks.scene')}</th><th>{t('clicks.variant')}</th><th>{t('recall.channel')}</th>
          {(['shown', 'clicked', 'rate', 'interval'] as const).map(name => <th class="n">{t(`clicks.${name}`)}</th>)}</tr></thead>
        <tbody>{rows.map(({scene, variant, channel, shown, clicked, low, high}) => (
          <tr key={[scene, variant, channel].join('\n')}><td>{scene}</td><td>{variant}</td>
            <td>{channel === ALL ? t('clicks.all') : <Channel id={channel} />}</td>
            <td class="n">{number(shown)}</td><td class="n">{number(clicked)}</td><td class="n">{percent(clicked / shown)}</td>
            <td class="n nowrap">{percent(low)} – {percent(high)}</td></tr>))}</tbody>
      </table></Scroll>)}
      <Credits scrape={scrape} />
    </>);
}
