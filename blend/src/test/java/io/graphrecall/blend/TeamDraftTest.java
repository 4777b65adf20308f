package io.graphrecall.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

class TeamDraftTest {

    private static final int DRAFTS = 20_000;

    @Property
    void eachPickIsTheBestContentThatIsNotTakenYet(
            @ForAll @Size(max = 12) @UniqueElements List<@IntRange(max = 15) Integer> first,
            @ForAll @Size(max = 12) @UniqueElements List<@IntRange(max = 15) Integer> second,
            @ForAll @IntRange(max = 30) int size, @ForAll long seed) {
        TeamDraft draft = draft(first, second, size, seed);

        Set<Integer> taken = new HashSet<>();
        int[] picks = new int[2];
        for (int position = 0; position < draft.contents().length; position++) {
            int content = draft.contents()[position];
            List<Integer> left = first.stream().filter(other -> !taken.contains(other)).toList();
            List<Integer> right = second.stream().filter(other -> !taken.contains(other)).toList();
            int team = draft.teams()[position];
            if (team == TeamDraft.NONE) {
                boolean isShared = !left.isEmpty() && !right.isEmpty() && left.getFirst().equals(right.getFirst());
                assertThat(isShared && picks[0] == picks[1] || left.isEmpty() || right.isEmpty()).isTrue();
                assertThat(content).isEqualTo(left.isEmpty() ? right.getFirst() : left.getFirst());
            } else {
                assertThat(content).isEqualTo((team == 0 ? left : right).getFirst());
                picks[team]++;
            }
            assertThat(picks[0] - picks[1]).isBetween(-1, 1);
            assertThat(taken.add(content)).isTrue();
        }
        Set<Integer> union = new HashSet<>(first);
        union.addAll(second);
        assertThat(taken).hasSize(Math.min(size, union.size()));
        assertThat(union).containsAll(taken);
        assertThat(draft(first, second, size, seed).contents()).as("the same seed").isEqualTo(draft.contents());
    }

    @Property
    void listsOfTheSameContentsInTheSameOrderGiveNoCredit(
            @ForAll @Size(min = 1, max = 12) @UniqueElements List<@IntRange(max = 15) Integer> list,
            @ForAll long seed) {
        TeamDraft draft = draft(list, list, list.size(), seed);

        assertThat(draft.contents()).isEqualTo(ints(list));
        assertThat(draft.teams()).containsOnly(TeamDraft.NONE);
    }

    @Test
    void theRestOfALongerListHasNoTeam() {
        TeamDraft draft = draft(List.of(1), List.of(2, 3, 4), 4, 7);

        assertThat(Arrays.copyOfRange(draft.teams(), 2, 4)).containsOnly(TeamDraft.NONE);
        assertThat(draft.contents()).endsWith(3, 4);
    }

    @Test
    void aShorterListHasAsManyPicks() {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(draft(List.of(0, 1, 2), List.of(3, 4, 5, 6, 7), 8, seed).teams())
                    .containsExactlyInAnyOrder(0, 0, 0, 1, 1, 1, TeamDraft.NONE, TeamDraft.NONE);
        }
    }

    @Test
    void bothTeamsHaveTheSameMeanPosition() {
        List<Integer> first = IntStream.range(0, 10).boxed().toList();
        List<Integer> second = List.of(3, 20, 0, 21, 22, 1, 23, 24, 25, 26);

        // A difference of positions has a standard deviation of less than 5 per draft, so of 0.04 over all.
        assertThat(meanDifference(first, second, position -> position)).isCloseTo(0, within(0.16));
        assertThat(meanDifference(first, second, position -> 1)).isCloseTo(0, within(0.04));
    }

    @Test
    void aUserWhoClicksTheFirstContentPrefersNeitherTeam() {
        List<Integer> first = List.of(0, 1, 2);
        List<Integer> second = List.of(3, 0, 4);

        assertThat(meanDifference(first, second, position -> position == 0 ? 1 : 0)).isCloseTo(0, within(0.03));
    }

    /** Returns the mean sum of values of the positions of the second team minus those of the first. */
    private static double meanDifference(List<Integer> first, List<Integer> second, IntToDoubleFunction value) {
        double sum = 0;
        for (int seed = 0; seed < DRAFTS; seed++) {
            TeamDraft draft = draft(first, second, 10, seed);
            for (int position = 0; position < draft.teams().length; position++) {
                if (draft.teams()[position] != TeamDraft.NONE) {
                    sum += (draft.teams()[position] == 0 ? -1 : 1) * value.applyAsDouble(position);
                }
            }
        }
        return sum / DRAFTS;
    }

    private static TeamDraft draft(List<Integer> first, List<Integer> second, int size, long seed) {
        return TeamDraft.of(ints(first), ints(second), size, seed);
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
