// @ts-check
/** Content: its facts with their sources, and its neighbours in every space. */
import {contentPath, get, post} from '../lib/api.js';
import {html} from '../lib/html.js';
import {score, t, time} from '../lib/i18n.js';
import {useLoad} from '../lib/load.js';
import {link, open} from '../lib/route.js';
import {Channel, Content} from '../parts/content.js';
import {Field, Form, Input} from '../parts/form.js';
import {Scroll} from '../parts/scroll.js';
import {Show} from '../parts/states.js';
import {eventsText} from './recall-request.js';

const NEIGHBOURS = 12;
/** Neighbour tables, and models whose space has the name of their channel. */
const SPACES = ['i2i', 'attribute', 'personalised', 'gcn', 'deep_match'];
const SPACE_CHANNEL = 'v2v_';

/** Returns the neighbours by space, of the spaces whose channel works on this generation. */
async function neighbours(id, signal) {
  const {scenes} = await get('/v1/scenes', signal);
  const known = new Set(scenes.flatMap(scene => scene.channels.map(channel => channel.id)));
  const {coverage} = await post('/v1/recall', {events: [], size: 1, channels: [...known].map(id => ({id, quota: 1, min: 0}))}, signal);
  const channels = coverage.channels.filter(({status}) => status !== 'off').map(({id}) => id);
  const spaces = channels.filter(channel => SPACES.includes(channel) || channel.startsWith(SPACE_CHANNEL));
  return Promise.all(spaces.map(async channel => {
    const space = channel.startsWith(SPACE_CHANNEL) ? channel.slice(SPACE_CHANNEL.length) : channel;
    const {contents} = await get(`${contentPath(id)}/similar?space=${encodeURIComponent(space)}&size=${NEIGHBOURS}`, signal);
    return {space, channel, contents};
  }));
}

/** @param {{params: Record<string, string>}} props */
export function ContentView({params}) {
  const {id} = params;
  const facts = useLoad(id ?? null, signal => get(contentPath(id), signal));
  const near = useLoad(id && facts.data ? id : null, signal => neighbours(id, signal));
  return html`
    <h1>${t('view.content')}</h1>
    <p class="lead">${t('content.lead')}</p>
    <${Form} onValues=${({id}) => open('content', {id})}>
      <${Field} label=${t('field.content')} wide>
        <${Input} name="id" value=${id} required />
      <//>
      <button>${t('field.show')}</button>
    <//>
    <${Show} of=${facts} empty=${t('content.empty')}>${content => html`<${Facts} content=${content} />`}<//>
    ${facts.data && html`
      <h2>${t('content.neighbours')}</h2>
      <${Show} of=${near}>${lists => html`<${Neighbours} lists=${lists} />`}<//>`}`;
}

/** A fact with its source and, if it is a prediction, its probability. */
const Fact = ({value, source, weight}) => html`
  <span class="fact ${source}"><b>${value}</b> <small>${t('source.' + source)}${source !== 'given' && ` ${score(weight)}`}</small></span>`;

function Facts({content}) {
  const {content_id: id, category, tags, attributes, author, media} = content;
  const none = html`<span class="muted">${t('content.none')}</span>`;
  return html`
    <article class="panel facts">
      <h2><${Content} id=${id} large /></h2>
      ${content.description && html`<p>${content.description}</p>`}
      <dl>
        <dt>${t('content.status')}</dt><dd><span class="badge ${content.status === 'active' ? 'good' : 'bad'}">${t('content.status.' + content.status)}</span></dd>
        <dt>${t('content.category')}</dt>
        <dd>${category ? html`<${Fact} ...${category} value=${category.path.join(' › ')} />` : none}</dd>
        <dt>${t('content.tags')}</dt><dd>${tags.length > 0 ? tags.map(tag => html`<${Fact} ...${tag} value=${tag.tag} /> `) : none}</dd>
        <dt>${t('content.attributes')}</dt>
        <dd>${attributes.length > 0
          ? attributes.map(one => html`<${Fact} ...${one} value=${`${one.property} = ${one.value}`} /> `) : none}</dd>
        ${author && html`<dt>${t('content.author')}</dt><dd><a href=${link('user', {id: author})}>${author}</a></dd>`}
        ${content.published_at && html`<dt>${t('content.published')}</dt><dd>${time(content.published_at)}</dd>`}
        ${content.expires_at && html`<dt>${t('content.expires')}</dt><dd>${time(content.expires_at)}</dd>`}
        <dt>${t('content.media')}</dt>
        <dd>${[media.cover, ...media.frames, media.video, media.audio].filter(Boolean).map(file => html`<code>${file}</code> `)}</dd>
      </dl>
      <p class="actions">
        <a class="button" href=${link('recall', {events: eventsText([{action: 'click', target: id, minutes: 1}]), scene: 'detail', context: id})}>${t('content.recall')}</a>
        <a class="button" href=${link('why', {content: id})}>${t('content.why')}</a>
      </p>
    </article>`;
}

function Neighbours({lists}) {
  if (lists.every(({contents}) => contents.length === 0)) {
    return html`<p class="state">${t('content.nothing')}</p>`;
  }
  return html`
    <${Scroll} of="columns" label=${t('content.neighbours')}>${lists.map(({space, channel, contents}) => html`
      <section class="column panel" key=${space}>
        <header><div class="title"><${Channel} id=${channel} /></div></header>
        ${contents.length === 0 && html`<p class="muted">${t('content.neighbours.none')}</p>`}
        <ol>${contents.map(neighbour => html`
          <li key=${neighbour.content_id}><${Content} id=${neighbour.content_id}>${score(neighbour.score)}<//></li>`)}</ol>
      </section>`)}<//>`;
}
