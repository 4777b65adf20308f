// @ts-check
/** The channels of a recall side by side: status, counts, and each channel's own list. */
import {post} from '../lib/api.js';
import {html} from '../lib/html.js';
import {millis, score, t} from '../lib/i18n.js';
import {useLoad} from '../lib/load.js';
import {Channel, Content, Count, Trigger} from '../parts/content.js';
import {Scroll} from '../parts/scroll.js';
import {Failure, Loading} from '../parts/states.js';

const OWN_SIZE = 20;
/** Contents that are removed before the channel returns its list. */
const REMOVED = ['seen', 'filtered'];

export function ChannelColumns({answer, request}) {
  const ids = answer.coverage.channels.filter(({status}) => status !== 'off').map(({id}) => id);
  const own = useLoad(JSON.stringify([request, ids]), async signal => {
    const requests = ids.map(id => ({...request, size: OWN_SIZE, channels: [{id, quota: OWN_SIZE, min: 0}], blend: 'quota'}));
    const {answers} = await post('/v1/recall/batch', {requests}, signal);
    return new Map(ids.map((id, index) => [id, answers[index].contents]));
  });
  const ranks = new Map(answer.contents.map(({content_id: id}, index) => [id, index + 1]));
  return html`
    <p class="muted">${t('recall.own', {n: OWN_SIZE})}</p>
    ${own.error && html`<${Failure} error=${own.error} retry=${own.reload} />`}
    <${Scroll} of="columns" label=${t('recall.tab.channels')}>
      ${answer.coverage.channels.map(channel => html`
        <section class="column panel" key=${channel.id}>
          <${Head} channel=${channel} />
          ${ids.includes(channel.id) && !own.error && (own.data
            ? html`<${OwnList} contents=${own.data.get(channel.id) ?? []} ranks=${ranks} />`
            : html`<${Loading} />`)}
        </section>`)}
    <//>`;
}

function Head({channel}) {
  const {id, status, took_ms: took, returned, kept, dropped, reason} = channel;
  const tone = status === 'ok' ? 'good' : status === 'off' ? '' : 'bad';
  return html`
    <header>
      <div class="title"><${Channel} id=${id} /><span class="badge ${tone}">${t('status.' + status)}</span>
        <small>${millis(took)}</small></div>
      <div class="funnel" aria-hidden="true">
        ${[['kept', kept], ['duplicate', dropped.duplicate], ['quota', dropped.quota]].map(([part, count]) => html`
          <span class=${part} style=${{flexGrow: count}}></span>`)}
      </div>
      <div class="counts">
        <${Count} label=${t('recall.returned')} value=${returned} />
        <${Count} label=${t('recall.kept')} value=${kept + dropped.duplicate} tone="kept" />
        ${['duplicate', 'quota', ...REMOVED].filter(why => dropped[why] > 0).map(why => html`
          <${Count} label=${t('recall.dropped.' + why)} value=${dropped[why]} tone=${REMOVED.includes(why) ? '' : why} />`)}
      </div>
      ${reason && html`<p class="reason" lang="en">${reason}</p>`}
    </header>`;
}

function OwnList({contents, ranks}) {
  if (contents.length === 0) {
    return html`<p class="muted">${t('recall.own.empty')}</p>`;
  }
  return html`
    <ol>${contents.map(({content_id: id, channels: [channel]}) => html`
      <li key=${id}>
        <${Content} id=${id}><span title=${t('recall.score')}>${score(channel.score)}</span><//>
        ${(channel.trigger || ranks.has(id)) && html`
          <span class="line">${channel.trigger ? html`<${Trigger} of=${channel.trigger} />` : html`<span></span>`}
            ${ranks.has(id) && html`<span class="badge good" title=${t('recall.inlist')}>#${ranks.get(id)}</span>`}</span>`}
      </li>`)}</ol>`;
}
