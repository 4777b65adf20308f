package io.graphrecall.retrieval.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.retrieval.profile.EngagementParameters;
import io.graphrecall.retrieval.profile.EngagementWeights;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Progress;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class BehaviourNeighboursTest {

    private static final int CONTENTS = 12;
    private static final List<Action> ACTIONS = List.of(Action.CLICK, Action.LIKE, Action.SHARE, Action.SKIP);
    private static final EngagementWeights WEIGHTS = new EngagementWeights(
            EngagementParameters.DEFAULT, DataSet.Timestamps.ORDER_ONLY);
    private static final NeighbourParameters PARAMETERS = new NeighbourParameters(
            List.of(1.0, 0.8, 0.6), 0.5, 100, 1000, CONTENTS);

    @Property
    void equalsANaiveImplementationOfTheFormula(
            @ForAll @Size(max = 12) List<@Size(max = 15) List<@IntRange(max = 4 * CONTENTS - 1) Integer>> events,
            @ForAll @IntRange(max = 15) int reach) {
        CsrTable table = compute(events, new NeighbourParameters(List.of(1.0, 0.8, 0.6), 0.5, reach, 1000, CONTENTS),
                3);
        double[][] expected = naive(events, reach);

        for (int row = 0; row < CONTENTS; row++) {
            double[] actual = new double[CONTENTS];
            for (int entry = table.start(row); entry < table.end(row); entry++) {
                actual[table.column(entry)] = table.weight(entry);
            }
            assertThat(actual).containsExactly(expected[row], within(1e-5));
        }
    }

    @Test
    void theNextContentWeighsMoreThanThePreviousOne() {
        CsrTable table = compute(List.of(List.of(1, 2), List.of(1, 2), List.of(3, 1)), PARAMETERS, 0);

        assertThat(table.column(table.start(1))).isEqualTo(2);
        assertThat(table.weight(table.start(1))).isGreaterThan(table.weight(table.start(1) + 1));
    }

    @Test
    void keepsTheTopNeighboursInOrder() {
        List<List<Integer>> clicks = List.of(List.of(0, 1, 2, 3), List.of(0, 2, 1), List.of(0, 2));
        CsrTable table = compute(clicks, new NeighbourParameters(List.of(1.0), 0.5, 100, 1000, 2), 0);

        assertThat(table.end(0) - table.start(0)).isEqualTo(2);
        assertThat(table.column(table.start(0))).isEqualTo(2);
    }

    @Test
    void countsAContentOncePerUserAtItsFirstPositiveEngagement() {
        Behaviour behaviour = new Behaviour.Builder().user("u")
                .event(Action.SKIP, 3, 0, -1, -1, -1)
                .event(Action.CLICK, 1, 1, -1, -1, -1)
                .event(Action.VIEW, 0, 1, -1, -1, -1)
                .event(Action.CLICK, 2, 2, -1, -1, -1)
                .event(Action.LIKE, 1, 3, -1, -1, -1)
                .build();
        EngagementSequences sequences = EngagementSequences.of(behaviour, CONTENTS, WEIGHTS);

        assertThat(sequences.size()).isEqualTo(2);
        assertThat(sequences.content(0)).isEqualTo(1);
        assertThat(sequences.strength(0)).isEqualTo(1.5f);
        assertThat(sequences.content(1)).isEqualTo(2);
    }

    @Test
    void usersOfAPopularContentAreSampledEvenly() {
        List<List<Integer>> clicks = new ArrayList<>();
        for (int user = 0; user < 100; user++) {
            clicks.add(List.of(0, user < 50 ? 1 : 2));
        }
        CsrTable all = compute(clicks, PARAMETERS, 0);
        CsrTable sampled = compute(clicks, new NeighbourParameters(List.of(1.0, 0.8, 0.6), 0.5, 100, 34, CONTENTS), 0);

        assertThat(sampled.end(0)).isEqualTo(2);
        for (int entry = 0; entry < 2; entry++) {
            assertThat(sampled.weight(entry)).isCloseTo(all.weight(entry), within(0.1f * all.weight(entry)));
        }
    }

    /** @param events by user: a content, plus {@link #CONTENTS} times the index of one of {@link #ACTIONS} */
    private static CsrTable compute(List<List<Integer>> events, NeighbourParameters parameters, long seed) {
        Behaviour.Builder behaviour = new Behaviour.Builder();
        for (int user = 0; user < events.size(); user++) {
            behaviour.user("u" + user);
            for (int i = 0; i < events.get(user).size(); i++) {
                int event = events.get(user).get(i);
                behaviour.event(ACTIONS.get(event / CONTENTS), event % CONTENTS, i, -1, -1, -1);
            }
        }
        EngagementSequences sequences = EngagementSequences.of(behaviour.build(), CONTENTS, WEIGHTS);
        return BehaviourNeighbours.compute(sequences, CONTENTS, parameters, seed, Progress.NONE);
    }

    private static double[][] naive(List<List<Integer>> events, int reach) {
        double[] gaps = {1, 0.8, 0.6};
        double[][] next = new double[CONTENTS][CONTENTS];
        double[][] both = new double[CONTENTS][CONTENTS];
        double[] norm = new double[CONTENTS];
        for (List<Integer> user : events) {
            Map<Integer, Double> strengths = new LinkedHashMap<>();
            user.stream().filter(event -> ACTIONS.get(event / CONTENTS).positive()).forEach(event -> strengths.merge(
                    event % CONTENTS, WEIGHTS.strength(ACTIONS.get(event / CONTENTS), -1), Math::max));
            List<Integer> sequence = List.copyOf(strengths.keySet());
            List<Double> strength = List.copyOf(strengths.values());
            double weight = 1 / (Math.log(1 + sequence.size()) / Math.log(2));
            for (int i = 0; i < sequence.size(); i++) {
                int from = sequence.get(i);
                for (int j = 0; j < sequence.size(); j++) {
                    double pair = weight * strength.get(i) * strength.get(j);
                    int to = sequence.get(j);
                    int gap = j - i;
                    norm[from] += gap == 0 ? pair : 0;
                    both[from][to] += gap != 0 && Math.abs(gap) <= reach ? pair : 0;
                    next[from][to] += gap > 0 && gap <= gaps.length ? pair * gaps[gap - 1] : 0;
                }
            }
        }
        double[][] weights = new double[CONTENTS][CONTENTS];
        for (int from = 0; from < CONTENTS; from++) {
            double total = 0;
            for (double count : next[from]) {
                total += count;
            }
            for (int to = 0; to < CONTENTS; to++) {
                double transition = total > 0 ? next[from][to] / Math.sqrt(total) : 0;
                double cosine = both[from][to] > 0 ? both[from][to] / Math.sqrt(norm[from] * norm[to]) : 0;
                weights[from][to] = transition + 0.5 * cosine;
            }
        }
        return weights;
    }
}
