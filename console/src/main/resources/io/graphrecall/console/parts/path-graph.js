// @ts-check
/** Paths from a user to a content as one drawing: a node is in the column of its longest distance from the user. */
import {html} from '../lib/html.js';
import {t} from '../lib/i18n.js';
import {hue} from './content.js';
import {Drawing, identity} from './drawing.js';

/**
 * @typedef {{channel: string, metapath?: string, nodes: {type: string, id: string, name?: string}[],
 *     relationships: {type: string, forward: boolean}[]}} Path
 */

/** @param {{paths: Path[]}} props */
export function PathGraph({paths}) {
  /** @type {Map<string, import('./drawing.js').Node>} */
  const nodes = new Map();
  const columns = new Map();
  /** @type {Map<string, {from: string, to: string, type: string, forward: boolean, channels: Set<string>}>} */
  const steps = new Map();
  for (const {channel, nodes: along, relationships} of paths) {
    const ids = along.map(({type, id, name}, index) => {
      const node = {label: type, key: id, name};
      const at = identity(node);
      nodes.set(at, {...node, name: name ?? nodes.get(at)?.name});
      columns.set(at, Math.max(index, columns.get(at) ?? 0));
      return at;
    });
    relationships.forEach(({type, forward}, index) => {
      const [from, to] = [ids[index], ids[index + 1]];
      const step = steps.get(`${from} ${type} ${to}`) ?? {from, to, type, forward, channels: new Set()};
      step.channels.add(channel);
      steps.set(`${from} ${type} ${to}`, step);
    });
  }
  const edges = [...steps.values()].map(({channels, ...step}) => (
    {...step, hue: hue([...channels][0]), title: `${step.type}: ${[...channels].join(', ')}`}));
  return html`<${Drawing} nodes=${nodes} columns=${columns} edges=${edges} title=${t('why.paths')} />`;
}
