/** Contents, channels and triggers as links and badges. */
import type {ComponentChildren} from 'preact';
import {useFacts} from '../lib/facts.ts';
import {decoded, named, number} from '../lib/i18n.ts';
import {link} from '../lib/route.ts';

/** Returns the hue of one of many colours, in degrees. Those of near numbers differ most. */
export const hueOf = (index: number) => (index * 137.5 + 230) % 360;

/** Hues of the usual channels, so that each keeps its colour in all views. */
const HUES = new Map(['i2i', 'deep_match', 'personalised', 'term', 'attribute', 'tag', 'v2v_multimodal', 'v2v_visual',
  'v2v_text', 'metapath', 'gcn', 'cluster', 'query2v', 'fresh', 'explore', 'popular', 'query2v_text']
    .map((id, index) => [id, hueOf(index)]));

/** Returns the hue of a channel, in degrees. */
export const hue = (id: string) => Math.round(HUES.get(id) ?? [...id].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 360, 7));

export const Channel = ({id, note}: {id: string, note?: ComponentChildren}) => (
  <span class="channel" style={{'--hue': hue(id)}} title={id}>{id}{note !== undefined && (
    <span class="note">{note}</span>)}</span>);

interface ContentProps {
  id: string;
  /** Its title if that is known already. */
  title?: string;
  /** True on the page of the content, which does not link to itself. */
  large?: boolean;
  children?: ComponentChildren;
}

/** A content with cover and title. */
export function Content({id, title: known, large = false, children}: ContentProps) {
  const {element, facts} = useFacts(id);
  const found = known ?? facts?.title;
  const title = found && decoded(found);
  return (
    <span class={large ? 'content large' : 'content'} ref={element}>
      <span class="cover" aria-hidden="true">{facts?.cover ? <img src={facts.cover} alt="" /> : [...title ?? ''][0]}</span>
      <span class="words">
        {large ? <span>{title ?? id}</span>
          : <a href={link('content', {id})} title={title ?? id}>{title ?? id}</a>}
        <small>{title && <code>{id}</code>} {children}</small>
      </span>
    </span>);
}

/** A link to a content by its title. */
function ContentLink({id}: {id: string}) {
  const {element, facts} = useFacts(id);
  return <span ref={element}><a href={link('content', {id})} title={id}>{decoded(facts?.title ?? id)}</a></span>;
}

/** A trigger: `content:ID` as a link, others as they are. */
export function Trigger({of}: {of?: string}) {
  if (!of) {
    return <span class="muted">–</span>;
  }
  const kind = of.slice(0, of.indexOf(':'));
  const key = of.slice(of.indexOf(':') + 1);
  return (
    <span class="trigger"><span class="muted">{named('trigger', kind)}</span> {kind === 'content' ? <ContentLink id={key} /> : key}</span>);
}

/** A horizontal bar for a share of a maximum. */
export const Bar = ({value, max}: {value: number, max: number}) => (
  <span class="bar" aria-hidden="true"><span style={{width: `${max > 0 ? 100 * value / max : 0}%`}}></span></span>);

export const Count = ({label, value, tone = ''}: {label: string, value: number, tone?: string}) => (
  <span class={`count ${tone}`}><b>{number(value)}</b> {label}</span>);
