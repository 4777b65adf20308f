// @ts-check
/** Comparison of two ranked lists. */

/**
 * @typedef {{id: string, rank: number, before?: number, move: number | 'new'}} Moved
 *     rank: in the second list, from 1; before: in the first; move: places up, negative for down
 */

/**
 * Compares the ranks in two lists of ids.
 *
 * @param {string[]} first
 * @param {string[]} second
 * @returns {{first: Moved[], second: Moved[], common: number, overlap: number, meanMove: number}}
 *     first: its entries, whose rank is in the first list and `before` in the second; overlap: share of the contents of both
 *     lists that is in both (Jaccard); meanMove: mean places by which the common contents moved
 */
export function compare(first, second) {
  const ranks = ids => new Map(ids.map((id, index) => [id, index + 1]));
  const [inFirst, inSecond] = [ranks(first), ranks(second)];
  const moved = (ids, others) => ids.map((id, index) => {
    const before = others.get(id);
    return {id, rank: index + 1, before, move: before === undefined ? /** @type {const} */ ('new') : before - index - 1};
  });
  const [a, b] = [moved(first, inSecond), moved(second, inFirst)];
  const moves = b.flatMap(({move}) => (move === 'new' ? [] : [Math.abs(move)]));
  const union = first.length + second.length - moves.length;
  return {
    first: a, second: b, common: moves.length, overlap: union === 0 ? 1 : moves.length / union,
    meanMove: moves.length === 0 ? 0 : moves.reduce((sum, move) => sum + move, 0) / moves.length,
  };
}
