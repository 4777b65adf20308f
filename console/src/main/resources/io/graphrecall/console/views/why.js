// @ts-check
/** Why not?: the outcome of one content for one user in every channel, with paths in the graph. */
import {get, post} from '../lib/api.js';
import {html} from '../lib/html.js';
import {t} from '../lib/i18n.js';
import {useLoad} from '../lib/load.js';
import {link, open} from '../lib/route.js';
import {Channel, Content} from '../parts/content.js';
import {Field, Form, Input} from '../parts/form.js';
import {PathGraph} from '../parts/path-graph.js';
import {Scroll} from '../parts/scroll.js';
import {Show} from '../parts/states.js';

const GOOD = ['recalled'];
const BAD = ['deadline', 'failed'];

/** @param {{params: Record<string, string>}} props */
export function WhyView({params}) {
  const {user, content, scene} = params;
  const isReady = Boolean(user && content);
  const scenes = useLoad('scenes', signal => get('/v1/scenes', signal));
  const explanation = useLoad(isReady ? JSON.stringify([user, content, scene]) : null,
      signal => post('/v1/explain', {user_id: user, content_id: content, ...(scene && {scene})}, signal));
  return html`
    <h1>${t('view.why')}</h1>
    <p class="lead">${t('why.lead')}</p>
    <${Form} onValues=${values => open('why', values)}>
      <${Field} label=${t('field.user')} wide>
        <${Input} name="user" value=${user} required />
      <//>
      <${Field} label=${t('field.content')} wide>
        <${Input} name="content" value=${content} required />
      <//>
      <${Field} label=${t('field.scene')}>
        <${Input} as="select" name="scene" value=${scene ?? 'feed'}>
          ${(scenes.data?.scenes ?? []).map(({name}) => html`<option value=${name}>${name}</option>`)}
        <//>
      <//>
      <button>${t('field.show')}</button>
    <//>
    <${Show} of=${explanation} empty=${t('why.empty')}>${answer => html`
      <${Explanation} answer=${answer} user=${user} content=${content} />`}<//>`;
}

function Explanation({answer, user, content}) {
  const paths = answer.channels.flatMap(channel => channel.paths.map(path => ({...path, channel: channel.id})));
  return html`
    <div class="verdict panel ${answer.recalled ? 'good' : 'bad'}">
      <strong>${answer.recalled ? t('why.recalled', {rank: answer.rank}) : t('why.missing')}</strong>
      <${Content} id=${content} />
      <a href=${link('recall', {user})}>${t('user.recall')}</a>
    </div>
    <${Scroll} label=${t('why.outcome')}><table>
      <thead><tr><th>${t('recall.channel')}</th><th>${t('why.outcome')}</th><th class="n">${t('recall.rank')}</th>
        <th>${t('why.detail')}</th></tr></thead>
      <tbody>${answer.channels.map(({id, outcome, rank, detail}) => html`
        <tr class=${outcome === 'off' || outcome === 'not_connected' ? 'faint' : ''}>
          <td><${Channel} id=${id} /></td>
          <td><span class="badge ${GOOD.includes(outcome) ? 'good' : BAD.includes(outcome) ? 'bad' : ''}">${t('outcome.' + outcome)}</span></td>
          <td class="n">${rank ?? '–'}</td><td class="detail" lang="en">${detail}</td>
        </tr>`)}</tbody>
    </table><//>
    <h2>${t('why.paths')}</h2>
    ${paths.length === 0 ? html`<p class="muted">${t('why.paths.none')}</p>` : html`
      <p class="muted">${t('why.paths.help')}</p>
      <p>${[...new Set(paths.map(({channel}) => channel))].map(id => html`<${Channel} id=${id} /> `)}</p>
      <${PathGraph} paths=${paths} />`}`;
}
