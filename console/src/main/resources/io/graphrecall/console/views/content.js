// @ts-check
/** Content: its facts with their sources, and its neighbours in every space. Contents are found by id, text or picture. */
import {contentPath, get, post} from '../lib/api.js';
import {html, useEffect, useRef, useState} from '../lib/html.js';
import {score, t, time} from '../lib/i18n.js';
import {useLoad} from '../lib/load.js';
import {pictureText} from '../lib/picture.js';
import {link, open} from '../lib/route.js';
import {Channel, Content} from '../parts/content.js';
import {Field, Form, Input} from '../parts/form.js';
import {Scroll} from '../parts/scroll.js';
import {Show} from '../parts/states.js';
import {eventsText} from './recall-request.js';

const NEIGHBOURS = 12;
const HITS = 24;
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

/** Returns the contents nearest to a text, or else to a picture, with this picture. */
async function search(text, picture, signal) {
  const question = text ? {text} : {picture: await pictureText(picture.file)};
  return {picture: text ? null : picture, ...await post('/v1/similar', {...question, size: HITS, include: ['title']}, signal)};
}

/** @param {{params: Record<string, string>}} props */
export function ContentView({params}) {
  const {id, text} = params;
  const files = useRef(/** @type {HTMLInputElement | null} */ (null));
  const [picture, setPicture] = useState(/** @type {{file: File, url: string} | null} */ (null)); // not part of the address
  useEffect(() => () => picture && URL.revokeObjectURL(picture.url), [picture]);
  useEffect(() => {
    if (files.current && (id || text)) {
      files.current.value = ''; // so that the same file can be chosen again
    }
  }, [id, text]);
  const facts = useLoad(id ?? null, signal => get(contentPath(id), signal));
  const near = useLoad(id && facts.data ? id : null, signal => neighbours(id, signal));
  const hits = useLoad(id ? null : text || picture?.url || null, signal => search(text, picture, signal));
  const ask = values => open('content', values.id && values.text === (text ?? '') ? {id: values.id} : {text: values.text});
  const choose = ({target: {files: [file]}}) => {
    if (file) {
      setPicture({file, url: URL.createObjectURL(file)});
      (id || text) && open('content', {});
    }
  };
  return html`
    <h1>${t('view.content')}</h1>
    <p class="lead">${t('content.lead')}</p>
    <${Form} onValues=${ask}>
      <${Field} label=${t('field.content')} wide>
        <${Input} name="id" value=${id} />
      <//>
      <${Field} label=${t('field.text')} wide>
        <${Input} name="text" value=${text} />
      <//>
      <${Field} label=${t('field.picture')} wide>
        <input type="file" accept="image/*" ref=${files} onChange=${choose} />
      <//>
      <button>${t('field.show')}</button>
    <//>
    ${id ? html`<${Show} of=${facts}>${content => html`<${Facts} content=${content} />`}<//>`
      : html`<${Show} of=${hits} empty=${t('content.empty')}>${found => html`<${Found} ...${found} />`}<//>`}
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

/** Contents with their scores. */
const Scored = ({contents}) => html`
  <ol>${contents.map(({content_id: id, title, score: value}) => html`
    <li key=${id}><${Content} id=${id} title=${title}>${score(value)}<//></li>`)}</ol>`;

function Found({picture, contents}) {
  return html`
    <h2>${t('content.similar')}</h2>
    <section class="panel found">
      ${picture && html`
        <figure><img src=${picture.url} alt=${t('field.picture')} /><figcaption>${picture.file.name}</figcaption></figure>`}
      ${contents.length === 0 && html`<p class="muted">${t('content.neighbours.none')}</p>`}
      <${Scored} contents=${contents} />
    </section>`;
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
        <${Scored} contents=${contents} />
      </section>`)}<//>`;
}
