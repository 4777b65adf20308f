// @ts-check
/** User: interests, recent behaviour, and the triggers of a recall. */
import {get, post, userPath} from '../lib/api.js';
import {html} from '../lib/html.js';
import {number, score, t, time} from '../lib/i18n.js';
import {useLoad} from '../lib/load.js';
import {link, open} from '../lib/route.js';
import {Bar, Content, Trigger} from '../parts/content.js';
import {Field, Form, Input} from '../parts/form.js';
import {Scroll} from '../parts/scroll.js';
import {Show} from '../parts/states.js';

const MAX_INTERESTS = 15;

/** Returns the triggers of a recall with the number of contents of each, most first. */
async function triggers(id, signal) {
  const {contents} = await post('/v1/recall', {user_id: id, size: 100}, signal);
  const counts = new Map();
  for (const {channels} of contents) {
    for (const trigger of new Set(channels.map(channel => channel.trigger).filter(Boolean))) {
      counts.set(trigger, (counts.get(trigger) ?? 0) + 1);
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a).slice(0, MAX_INTERESTS);
}

/** @param {{params: Record<string, string>}} props */
export function UserView({params}) {
  const {id} = params;
  const user = useLoad(id ?? null, signal => get(userPath(id), signal));
  const found = useLoad(id && user.data ? id : null, signal => triggers(id, signal));
  return html`
    <h1>${t('view.user')}</h1>
    <p class="lead">${t('user.lead')}</p>
    <${Form} onValues=${({id}) => open('user', {id})}>
      <${Field} label=${t('field.user')} wide>
        <${Input} name="id" value=${id} required />
      <//>
      <button>${t('field.show')}</button>
    <//>
    <${Show} of=${user} empty=${t('user.empty')}>${profile => html`
      <p class="actions"><a class="button" href=${link('recall', {user: id})}>${t('user.recall')}</a></p>
      <div class="grid">
        <${Interests} title=${t('user.tags')} of=${profile.tags.map(one => ({...one, name: one.tag}))} />
        <${Interests} title=${t('user.categories')} of=${profile.categories.map(one => ({...one, name: one.category.join(' › ')}))} />
        <section class="panel">
          <h2>${t('user.triggers')}</h2><p class="muted">${t('user.triggers.help')}</p>
          <${Show} of=${found}>${list => html`
            <ul class="bars">${list.map(([trigger, count]) => html`
              <li><${Trigger} of=${trigger} /><${Bar} value=${count} max=${list[0][1]} /><span class="n">${count}</span></li>`)}</ul>`}<//>
        </section>
      </div>
      <${Recent} events=${profile.recent} />`}<//>`;
}

function Interests({title, of}) {
  const strongest = [...of].sort((a, b) => b.weight - a.weight);
  const horizons = ['realtime', 'longterm'].map(horizon => ({horizon, list: strongest.filter(one => one.horizon === horizon)}));
  return html`
    <section class="panel">
      <h2>${title}</h2>
      ${of.length === 0 && html`<p class="muted">${t('user.none')}</p>`}
      ${horizons.filter(({list}) => list.length > 0).map(({horizon, list}) => html`
        <h3>${t('horizon.' + horizon)}</h3>
        <ul class="bars ${horizon}">${list.slice(0, MAX_INTERESTS).map(({name, weight}) => html`
          <li><span title=${name}>${name}</span><${Bar} value=${weight} max=${list[0].weight} /><span class="n">${score(weight)}</span></li>`)}
        </ul>`)}
    </section>`;
}

function Recent({events}) {
  if (events.length === 0) {
    return html`<h2>${t('user.recent')}</h2><p class="muted">${t('user.none')}</p>`;
  }
  return html`
    <h2>${t('user.recent')}</h2>
    <${Scroll} label=${t('user.recent')}><table>
      <thead><tr><th>${t('user.time')}</th><th>${t('user.action')}</th><th>${t('user.target')}</th>
        <th class="n">${t('user.dwell')}</th><th>${t('field.scene')}</th></tr></thead>
      <tbody>${events.map(event => html`
        <tr key=${event.event_id}>
          <td class="nowrap" title=${event.timestamp}>${time(event.timestamp)}</td>
          <td><span class="badge">${t('action.' + event.action)}</span></td>
          <td>${event.content_id ? html`<${Content} id=${event.content_id} />` : event.query
            ? html`<q>${event.query}</q>` : html`<code>${event.item_id}</code>`}</td>
          <td class="n">${event.dwell_ms === undefined ? '' : `${number(event.dwell_ms / 1000)} s`}</td>
          <td>${event.scene ?? ''}</td>
        </tr>`)}</tbody>
    </table><//>`;
}
