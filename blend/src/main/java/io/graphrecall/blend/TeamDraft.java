package io.graphrecall.blend;

import com.carrotsearch.hppc.IntHashSet;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Team-draft interleaving of two ranked lists (Radlinski, Kurup, Joachims 2008, "How does clickthrough data reflect
 * retrieval quality?"). In each round both teams pick their best content that is not taken yet; a coin decides which is
 * first. So users who click by position only prefer neither.
 *
 * <p>Two kinds of contents get no team. One that both would pick first in a round: its credit would be the coin's alone,
 * which adds noise. And the rest of one list after the last round of the other: one team would have more contents.
 *
 * @param contents best first, each once
 * @param teams    0 or 1 for the team of each content, or {@link #NONE}
 */
public record TeamDraft(int[] contents, byte[] teams) {

    /** The team of a content that is credited to nobody. */
    public static final byte NONE = -1;

    /**
     * Interleaves two lists, each of distinct contents.
     *
     * @param size maximum length of the draft
     * @param seed seed of the coin
     */
    public static TeamDraft of(int[] first, int[] second, int size, long seed) {
        return of(first, second, size, seed, content -> true, content -> {
        });
    }

    /**
     * @param allowed contents that the draft may have at a pick; one that it may not have then is never allowed again
     * @param picked  called with each pick
     */
    private static TeamDraft of(
            int[] first, int[] second, int size, long seed, IntPredicate allowed, IntConsumer picked) {
        SplittableRandom coin = new SplittableRandom(seed);
        int[][] lists = {first, second};
        int[] next = new int[2];
        int[] picks = new int[2];
        IntHashSet taken = new IntHashSet(size);
        int[] contents = new int[Math.min(size, first.length + second.length)];
        byte[] teams = new byte[contents.length];
        int count = 0;
        while (count < contents.length) {
            for (int team = 0; team < 2; team++) {
                while (next[team] < lists[team].length && (taken.contains(lists[team][next[team]])
                        || !allowed.test(lists[team][next[team]]))) {
                    next[team]++;
                }
            }
            boolean firstEnded = next[0] == first.length;
            boolean secondEnded = next[1] == second.length;
            if (firstEnded && secondEnded) {
                break;
            }
            int team;
            boolean isCredited;
            if (firstEnded || secondEnded) {
                team = firstEnded ? 1 : 0;
                isCredited = picks[team] < picks[1 - team]; // the other team has ended within this round
            } else if (picks[0] == picks[1]) {
                isCredited = first[next[0]] != second[next[1]];
                team = isCredited ? coin.nextInt(2) : 0;
            } else {
                team = picks[0] < picks[1] ? 0 : 1;
                isCredited = true;
            }
            teams[count] = isCredited ? (byte) team : NONE;
            picks[team] += isCredited ? 1 : 0;
            contents[count] = lists[team][next[team]];
            picked.accept(contents[count]);
            taken.add(contents[count++]);
        }
        return new TeamDraft(Arrays.copyOf(contents, count), Arrays.copyOf(teams, count));
    }

    /**
     * Interleaves two blends of the same channel results. The draft keeps minimums and limits, as a blend does. A minimum can
     * remove the picks of one team and add some of the other, so both teams draft again from the contents that are left.
     * Scores are {@code 1 / rank}, because those of two blends have no common scale.
     *
     * @param lists  all channels of both blends, with the larger of their minimums
     * @param names  names of the two teams
     * @param blends lists of the two teams; without limits and of any length if the result has limits
     */
    public static BlendedList interleave(BlendInput lists, List<String> names, List<BlendedList> blends, long seed) {
        int[] first = contents(blends.getFirst());
        int[] second = contents(blends.getLast());
        Limits limits = new Limits(lists.limits());
        TeamDraft all = of(first, second, first.length + second.length, seed,
                content -> limits.exceeded(content) == null, limits::count);
        CandidatePool pool = new CandidatePool(lists.channels());
        IntHashSet left = new IntHashSet();
        for (int slot : new Minimums(pool, lists).keep(slots(all, pool), lists.size())) {
            left.add(pool.content(slot));
        }
        // Other tosses than those that decided what is left.
        TeamDraft draft = of(first, second, left.size(), ~seed, left::contains, content -> {
        });
        int[] selected = slots(draft, pool);
        double[] scores = new double[pool.size()];
        List<@Nullable String> teams = new ArrayList<>(Collections.nCopies(pool.size(), null));
        for (int position = 0; position < selected.length; position++) {
            scores[selected[position]] = 1.0 / (1 + position);
            teams.set(selected[position], draft.teams[position] == NONE ? null : names.get(draft.teams[position]));
        }
        return new BlendedList(pool, scores, selected, teams);
    }

    private static int[] contents(BlendedList list) {
        return IntStream.range(0, list.size()).map(list::content).toArray();
    }

    private static int[] slots(TeamDraft draft, CandidatePool pool) {
        return Arrays.stream(draft.contents).map(pool::slot).toArray();
    }
}
