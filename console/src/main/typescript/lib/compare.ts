/** Comparison of two ranked lists. */

export interface Moved {
  id: string;
  /** In its own list, from 1. */
  rank: number;
  /** In the other list. */
  before?: number;
  /** Places up, negative for down. */
  move: number | 'new';
}

export interface ListComparison {
  first: Moved[];
  second: Moved[];
  /** Number of contents in both lists. */
  common: number;
  /** Share of the contents of both lists that is in both (Jaccard). */
  overlap: number;
  /** Mean places by which the common contents moved. */
  meanMove: number;
}

/** Compares the ranks in two lists of ids. */
export function compare(first: string[], second: string[]): ListComparison {
  const ranks = (ids: string[]) => new Map(ids.map((id, index) => [id, index + 1]));
  const moved = (ids: string[], others: Map<string, number>) => ids.map((id, index): Moved => {
    const before = others.get(id);
    return {id, rank: index + 1, before, move: before === undefined ? 'new' : before - index - 1};
  });
  const [a, b] = [moved(first, ranks(second)), moved(second, ranks(first))];
  const moves = b.flatMap(({move}) => (move === 'new' ? [] : [Math.abs(move)]));
  const union = first.length + second.length - moves.length;
  return {
    first: a, second: b, common: moves.length, overlap: union === 0 ? 1 : moves.length / union,
    meanMove: moves.length === 0 ? 0 : moves.reduce((sum, move) => sum + move, 0) / moves.length,
  };
}
