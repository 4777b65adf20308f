/** The 95 % interval of a share (Wilson 1927, Probable inference, the law of succession, and statistical inference). */

const NORMAL_95 = 1.959964;

/**
 * Returns the ends of the interval. Each of the total counts as independent.
 *
 * @param total at least 1
 */
export function wilson(count: number, total: number) {
  const share = count / total;
  const z2 = NORMAL_95 ** 2 / total;
  const centre = (share + z2 / 2) / (1 + z2);
  const half = Math.sqrt(share * (1 - share) * z2 + z2 ** 2 / 4) / (1 + z2);
  return {low: Math.max(0, centre - half), high: Math.min(1, centre + half)};
}
