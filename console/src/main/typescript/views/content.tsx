/** Content: its facts with their sources, its neighbours and clusters in every space, and its reach. Contents are found by id, text or picture. */
import type {ContentFacts, FactSource, SimilarContent} from 'contract';
import type {TargetedEvent} from 'preact';
import {useEffect, useRef, useState} from 'preact/hooks';
import {get, post} from '../lib/api.ts';
import {frame} from '../lib/facts.ts';
import {number, score, t, textOf, time} from '../lib/i18n.ts';
import {useLoad} from '../lib/load.ts';
import {pictureText} from '../lib/picture.ts';
import {link, open, type Params} from '../lib/route.ts';
import {Channel, Content} from '../parts/content.tsx';
import {Field, Form, Input} from '../parts/form.tsx';
import {Scroll} from '../parts/scroll.tsx';
import {Show} from '../parts/states.tsx';
import {ClustersAndReach} from './content-reach.tsx';
import {eventsText} from './recall-request.ts';

const NEIGHBOURS = 12;
const HITS = 24;
/** Neighbour tables. */
const TABLES = ['i2i', 'attribute'];
/** Spaces that have the name of their channel. */
const MODELS = ['personalised', 'gcn', 'deep_match'];

/** Returns the neighbours by space. */
async function neighbours(id: string, signal: AbortSignal) {
  const {spaces} = await get('/v1/spaces', {}, signal);
  return Promise.all([...TABLES, ...spaces.map(one => one.space)].map(async space => {
    const channel = [...TABLES, ...MODELS].includes(space) ? space : `v2v_${space}`;
    const {contents} = await get('/v1/contents/{content_id}/similar', {content_id: id, space, size: NEIGHBOURS, include: 'title'}, signal);
    return {space, channel, contents};
  }));
}

interface Picture {
  file: File;
  /** Address in memory. */
  url: string;
}

/** Returns the contents nearest to a text, or else to a picture, with this picture. */
async function search(text: string | undefined, picture: Picture | null, signal: AbortSignal) {
  const shown = text ? null : picture;
  const question = shown ? {picture: await pictureText(shown.file)} : {text};
  return {picture: shown, ...await post('/v1/similar', {}, {...question, size: HITS, include: ['title']}, signal)};
}

export function ContentView({params}: {params: Params}) {
  const {id = '', text} = params;
  const files = useRef<HTMLInputElement>(null);
  const [picture, setPicture] = useState<Picture | null>(null); // not part of the address
  useEffect(() => () => {
    picture && URL.revokeObjectURL(picture.url);
  }, [picture]);
  useEffect(() => {
    if (files.current && (id || text)) {
      files.current.value = ''; // so that the same file can be chosen again
    }
  }, [id, text]);
  const facts = useLoad(id || null, signal => get('/v1/contents/{content_id}', {content_id: id}, signal));
  const near = useLoad(facts.data ? id : null, signal => neighbours(id, signal));
  const hits = useLoad(id ? null : text || picture?.url || null, signal => search(text, picture, signal));
  const ask = (values: Params) => open('content', values.id && values.text === (text ?? '') ? {id: values.id} : {text: values.text});
  const choose = ({currentTarget: {files: chosen}}: TargetedEvent<HTMLInputElement>) => {
    const file = chosen?.[0];
    if (file) {
      setPicture({file, url: URL.createObjectURL(file)});
      (id || text) && open('content', {});
    }
  };
  return (
    <>
      <h1>{t('view.content')}</h1>
      <p class="lead">{t('content.lead')}</p>
      <Form onValues={ask}>
        <Field label={t('field.content')} wide>
          <Input name="id" value={id} />
        </Field>
        <Field label={t('field.text')} wide>
          <Input name="text" value={text} />
        </Field>
        <Field label={t('field.picture')} wide>
          <span class="file">
            <input type="file" class="spoken" accept="image/*" ref={files} onChange={choose} />
            <span class="button">{t('content.picture.choose')}</span> {picture && !id && !text && <small>{picture.file.name}</small>}
          </span>
        </Field>
        <button>{t('field.show')}</button>
      </Form>
      {id ? <Show of={facts}>{content => <Facts content={content} />}</Show>
        : <Show of={hits} empty={t('content.empty')}>{found => <Found {...found} />}</Show>}
      {facts.data && (
        <>
          <h2>{t('content.neighbours')}</h2>
          <Show of={near}>{lists => <Neighbours lists={lists} />}</Show>
          <ClustersAndReach id={id} />
        </>)}
    </>);
}

/** A fact with its source and, if it is a prediction, its probability. */
const Fact = ({value, source, weight}: {value: string, source: FactSource, weight: number}) => (
  <span class={`fact ${source}`}><b>{value}</b> <small>{t(`source.${source}`)}{source !== 'given' && ` ${score(weight)}`}</small></span>);

function Facts({content}: {content: ContentFacts}) {
  const {content_id: id, categories, tags, attributes, author, media, fields, vectors} = content;
  const none = <span class="muted">{t('content.none')}</span>;
  return (
    <article class="panel facts">
      <h2><Content id={id} title={content.title} large /></h2>
      {content.description && <p>{content.description}</p>}
      <dl>
        <dt>{t('content.status')}</dt><dd><span class={`badge ${content.status === 'active' ? 'good' : 'bad'}`}>{t(`content.status.${content.status}`)}</span></dd>
        <dt>{t('content.category')}</dt>
        <dd>{categories.length > 0 ? categories.map(one => <><Fact {...one} value={one.path.join(' › ')} /> </>) : none}</dd>
        <dt>{t('content.tags')}</dt><dd>{tags.length > 0 ? tags.map(tag => <><Fact {...tag} value={tag.tag} /> </>) : none}</dd>
        <dt>{t('content.attributes')}</dt>
        <dd>{attributes.length > 0
          ? attributes.map(one => <><Fact {...one} value={`${one.property} = ${one.value}`} /> </>) : none}</dd>
        {author && <><dt>{t('content.author')}</dt><dd><a href={link('user', {id: author})}>{author}</a></dd></>}
        {content.published_at && <><dt>{t('content.published')}</dt><dd>{time(content.published_at)}</dd></>}
        {content.expires_at && <><dt>{t('content.expires')}</dt><dd>{time(content.expires_at)}</dd></>}
        {Object.entries(fields).map(([name, value]) => <><dt>{name}</dt><dd>{textOf(value)}</dd></>)}
        {vectors.length > 0 && (
          <><dt>{t('content.vectors')}</dt>
            <dd>{vectors.map(({space, dimensions}) => <><code>{space}</code> ({number(dimensions)}) </>)}</dd></>)}
        <dt>{t('content.media')}</dt>
        <dd>{[media.cover, media.video, media.audio].some(Boolean)
          ? [media.cover, media.video, media.audio].filter(Boolean).map(file => <><code>{file}</code> </>) : none}</dd>
        {media.frames.length > 0 && (
          <><dt>{t('content.frames')}</dt>
            <dd class="frames">{media.frames.map((file, index) => <Frame key={id + index + file} id={id} index={index} file={file} />)}</dd></>)}
      </dl>
      <p class="actions">
        <a class="button" href={link('recall', {events: eventsText([{action: 'click', target: id, minutes: 1}]), scene: 'detail', context: id})}>{t('content.recall')}</a>
        <a class="button" href={link('why', {content: id})}>{t('content.why')}</a>
      </p>
    </article>);
}

/** A frame as a thumbnail, or its file name if the service cannot read it. */
function Frame({id, index, file}: {id: string, index: number, file: string}) {
  const [source, setSource] = useState<string>();
  useEffect(() => {
    const abort = new AbortController();
    let url: string | undefined;
    frame(id, index, abort.signal).then(address => {
      url = address;
      abort.signal.aborted ? address && URL.revokeObjectURL(address) : setSource(address);
    });
    return () => {
      abort.abort();
      url && URL.revokeObjectURL(url);
    };
  }, [id, index]);
  return source ? <img src={source} alt={file} title={file} /> : <code>{file}</code>;
}

/** Contents with their scores. */
const Scored = ({contents}: {contents: SimilarContent[]}) => (
  <ol>{contents.map(({content_id: id, title, score: value}) => (
    <li key={id}><Content id={id} title={title}>{score(value)}</Content></li>))}</ol>);

function Found({picture, contents}: {picture: Picture | null, contents: SimilarContent[]}) {
  return (
    <>
      <h2>{t('content.similar')}</h2>
      <section class="panel found">
        {picture && (
          <figure><img src={picture.url} alt={t('field.picture')} /><figcaption>{picture.file.name}</figcaption></figure>)}
        {contents.length === 0 && <p class="muted">{t('content.neighbours.none')}</p>}
        <Scored contents={contents} />
      </section>
    </>);
}

function Neighbours({lists}: {lists: {space: string, channel: string, contents: SimilarContent[]}[]}) {
  if (lists.every(({contents}) => contents.length === 0)) {
    return <p class="state">{t('content.nothing')}</p>;
  }
  return (
    <Scroll of="columns" label={t('content.neighbours')}>{lists.map(({space, channel, contents}) => (
      <section class="column panel" key={space}>
        <header><div class="title"><Channel id={channel} /></div></header>
        {contents.length === 0 && <p class="muted">{t('content.neighbours.none')}</p>}
        <Scored contents={contents} />
      </section>))}</Scroll>);
}
