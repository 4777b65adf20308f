// @ts-check
/** Contents, channels and triggers as links and badges. */
import {useFacts} from '../lib/facts.js';
import {html} from '../lib/html.js';
import {number, t} from '../lib/i18n.js';
import {link} from '../lib/route.js';

/** Hues of the usual channels, so that each keeps its colour in all views. */
const HUES = new Map(['i2i', 'deep_match', 'personalised', 'term', 'attribute', 'tag', 'v2v_multimodal', 'v2v_visual',
  'v2v_text', 'metapath', 'gcn', 'cluster', 'query2v', 'fresh', 'explore', 'popular']
    .map((id, index) => [id, (index * 137.5 + 230) % 360]));

/** Returns the hue of a channel, in degrees. @param {string} id */
export const hue = id => Math.round(HUES.get(id) ?? [...id].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 360, 7));

/** @param {{id: string, note?: unknown, title?: string}} props */
export const Channel = ({id, note, title}) => html`
  <span class="channel" style=${{'--hue': hue(id)}} title=${title ?? id}>${id}${note !== undefined && html`
    <span class="note">${note}</span>`}</span>`;

/**
 * A content with cover and title; a large one is the page of the content and does not link to it.
 *
 * @param {{id: string, title?: string, large?: boolean, children?: unknown}} props title: if it is known already
 */
export function Content({id, title: known, large = false, children}) {
  const {element, facts} = useFacts(id);
  const title = facts?.title ?? known;
  return html`
    <span class=${large ? 'content large' : 'content'} ref=${element}>
      <span class="cover" aria-hidden="true">${facts?.cover && html`<img src=${facts.cover} alt="" />`}</span>
      <span class="words">
        ${large ? html`<span>${title ?? id}</span>`
          : html`<a href=${link('content', {id})} title=${title ?? id}>${title ?? id}</a>`}
        <small>${title && html`<code>${id}</code>`} ${children}</small>
      </span>
    </span>`;
}

/** A trigger: `content:ID` as a link, others as they are. @param {{of?: string}} props */
export function Trigger({of}) {
  if (!of) {
    return html`<span class="muted">–</span>`;
  }
  const kind = of.slice(0, of.indexOf(':'));
  const key = of.slice(of.indexOf(':') + 1);
  return html`<span class="trigger"><span class="muted">${t('trigger.' + kind)}</span> ${kind === 'content'
    ? html`<a href=${link('content', {id: key})}>${key}</a>` : key}</span>`;
}

/** A horizontal bar for a share of a maximum. @param {{value: number, max: number}} props */
export const Bar = ({value, max}) => html`
  <span class="bar" aria-hidden="true"><span style=${{width: `${max > 0 ? 100 * value / max : 0}%`}}></span></span>`;

/** @param {{label: string, value: number, tone?: string}} props */
export const Count = ({label, value, tone = ''}) => html`
  <span class="count ${tone}"><b>${number(value)}</b> ${label}</span>`;
