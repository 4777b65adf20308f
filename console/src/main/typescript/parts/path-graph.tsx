/** Paths from a user to a content as one drawing: a node is in the column of its longest distance from the user. */
import type {ExplainedPath} from 'contract';
import {t} from '../lib/i18n.ts';
import {hue} from './content.tsx';
import {Drawing, type Edge, identity, type Node} from './drawing.tsx';

/** A path with the channel that recalls along it. */
export type ChannelPath = ExplainedPath & {channel: string};

export function PathGraph({paths}: {paths: ChannelPath[]}) {
  const nodes = new Map<string, Node>();
  const columns = new Map<string, number>();
  const edges = new Map<string, Edge & {channels: Set<string>}>();
  for (const {channel, nodes: along, relationships} of paths) {
    const ids = along.map(({type, id, name}, index) => {
      const node = {label: type, key: id, name};
      const at = identity(node);
      nodes.set(at, {...node, name: name ?? nodes.get(at)?.name});
      columns.set(at, Math.max(index, columns.get(at) ?? 0));
      return at;
    });
    relationships.forEach(({type, forward}, index) => {
      const [from = '', to = ''] = ids.slice(index);
      const key = `${from} ${type} ${to}`;
      const edge = edges.get(key) ?? {from, to, type, forward, hue: hue(channel), title: '', channels: new Set()};
      edge.channels.add(channel);
      edges.set(key, {...edge, title: `${type}: ${[...edge.channels].join(', ')}`});
    });
  }
  return <Drawing nodes={nodes} columns={columns} edges={[...edges.values()]} title={t('why.paths')} />;
}
