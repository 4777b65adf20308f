/** The recall request that a route describes. */
import type {RecallRequest} from 'contract';
import {get, post, READY} from '../lib/api.ts';
import type {Params} from '../lib/route.ts';
import type {Share} from './recall-mixer.tsx';

export interface ComposedEvent {
  action: string;
  target: string;
  /** Age. */
  minutes: number;
}

export const ACTIONS = ['click', 'play', 'like', 'share', 'favourite', 'comment', 'search', 'view', 'cart', 'purchase',
  'skip', 'dislike', 'impression'] as const;

const ITEM_ACTIONS = ['view', 'cart', 'purchase'];

/** Returns the field of an event that names its target. */
export const targetField = (action: string) =>
  (action === 'search' ? 'query' : ITEM_ACTIONS.includes(action) ? 'item_id' : 'content_id');

/** Parses the events of a route. */
export function eventsOf(text: string | undefined): ComposedEvent[] {
  try {
    const events: [string, unknown, unknown][] = JSON.parse(text || '[]');
    return events.map(([action, target, minutes]) => ({action, target: String(target ?? ''), minutes: Number(minutes) || 0}));
  } catch {
    return []; // a damaged link
  }
}

export const eventsText = (events: ComposedEvent[]) => JSON.stringify(events.map(({action, target, minutes}) => [action, target, minutes]));

/** Returns the time of the service's clock, in milliseconds. It differs from the browser's for historical data. */
export const serviceTime = async () => Date.parse((await get(READY, {})).now);

/** Recalls for a user without an answer that metrics and the feedback log count: the request names the generation that serves. */
export async function preview(user: string, signal: AbortSignal) {
  const {generation} = await get(READY, {}, signal);
  return post('/v1/recall', {}, {user_id: user, size: 100, ...(generation && {generation})}, signal);
}

/**
 * @param scene undefined for the default of the service
 * @param now   time of the service's clock, in milliseconds
 */
export function requestOf(params: Params, scene: string | undefined, shares: Share[], now: number): RecallRequest {
  const changed = shares.some(share => share.changed || !share.on);
  return {
    ...(params.events
      ? {events: eventsOf(params.events).sort((a, b) => b.minutes - a.minutes).map(({action, target, minutes}) => (
        {action, [targetField(action)]: target, timestamp: Math.round(now - minutes * 60_000)}))}
      : {user_id: params.user}),
    size: Number(params.size) || 50,
    include: ['title'],
    ...(scene && {scene}),
    ...(params.blend && {blend: params.blend as RecallRequest['blend']}), // the service reports an unknown one
    ...(params.query && {query: params.query}),
    ...(params.generation && {generation: params.generation}),
    ...(params.context && {context_content_id: params.context}),
    ...(changed && {channels: shares.filter(share => share.on) // the service adds what the scene has
        .map(({id, quota, min, weight, changed}) => (changed ? {id, quota, min: Math.min(min, quota), weight} : {id}))}),
  };
}
