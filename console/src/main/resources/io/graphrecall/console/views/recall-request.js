// @ts-check
/** The recall request that a route describes. */
import {get, READY} from '../lib/api.js';

/** @typedef {{action: string, target: string, minutes: number}} ComposedEvent minutes: age */

export const ACTIONS = ['click', 'play', 'like', 'share', 'favourite', 'comment', 'search', 'view', 'cart', 'purchase',
  'skip', 'dislike', 'impression'];

const ITEM_ACTIONS = ['view', 'cart', 'purchase'];

/** Returns the field of an event that names its target. @param {string} action */
export const targetField = action =>
  action === 'search' ? 'query' : ITEM_ACTIONS.includes(action) ? 'item_id' : 'content_id';

/** Parses the events of a route. @param {string | undefined} text @returns {ComposedEvent[]} */
export function eventsOf(text) {
  try {
    return text ? JSON.parse(text).map(([action, target, minutes]) => ({action, target: String(target ?? ''), minutes: Number(minutes) || 0})) : [];
  } catch {
    return []; // a damaged link
  }
}

/** @param {ComposedEvent[]} events */
export const eventsText = events => JSON.stringify(events.map(({action, target, minutes}) => [action, target, minutes]));

/** Returns the time of the service's clock, in milliseconds. It differs from the browser's for historical data. */
export const serviceTime = async () => Date.parse((await get(READY)).now);

/**
 * @param {Record<string, string>} params
 * @param {import('./recall-mixer.js').Share[]} shares
 * @param {number} now the service's time
 */
export function requestOf(params, shares, now) {
  const changed = shares.some(share => share.changed || !share.on);
  return {
    ...(params.events
      ? {events: eventsOf(params.events).sort((a, b) => b.minutes - a.minutes).map(({action, target, minutes}) => (
        {action, [targetField(action)]: target, timestamp: Math.round(now - minutes * 60_000)}))}
      : {user_id: params.user}),
    size: Number(params.size) || 50,
    ...(params.scene && {scene: params.scene}),
    ...(params.blend && {blend: params.blend}),
    ...(params.query && {query: params.query}),
    ...(params.context && {context_content_id: params.context}),
    ...(changed && {channels: shares.filter(share => share.on)
        .map(({id, quota, min, weight}) => ({id, quota, min: Math.min(min, quota), weight}))}),
  };
}
