package io.graphrecall.gnn.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.schema.Action;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

class PrefixSamplesTest {

    @Test
    void aSampleHoldsStrictlyEarlierEventsWithoutTheTargetAndItsRequest() {
        Behaviour behaviour = new Behaviour.Builder().user("u")
                .event(Action.SKIP, 9, 10, -1, -1, -1)
                .event(Action.CLICK, 1, 20, -1, -1, -1)
                .event(Action.SEARCH, 0, 30, -1, -1, -1)
                .event(Action.VIEW, 3, 40, -1, -1, 7)
                .event(Action.CLICK, 2, 50, -1, -1, -1)
                .event(Action.CLICK, 9, 50, -1, -1, 7)
                .event(Action.LIKE, 2, 60, -1, -1, -1)
                .build();
        PrefixSamples samples = PrefixSamples.of(behaviour, 10, 0, 1);
        assertThat(samples.trainTargets()).as("first engagements only").containsExactly(1, 4, 5);
        assertThat(elements(samples, 5, SequenceKind.CONTENT))
                .as("without the skip of the target and the events of its request")
                .containsExactly(1);
        assertThat(elements(samples, 5, SequenceKind.QUERY)).containsExactly(0);
        assertThat(samples.sequencesBefore(5)).as("the view is of the same request")
                .doesNotContainKey(SequenceKind.ITEM);
        assertThat(samples.sequencesBefore(4)).containsKey(SequenceKind.ITEM);
        assertThat(samples.sequencesBefore(1)).as("a skip is no element").isEmpty();
    }

    @Test
    void aSampleFromASearchEndsWithThisSearch() {
        Behaviour behaviour = new Behaviour.Builder().user("u")
                .event(Action.CLICK, 1, 10, -1, -1, -1)
                .event(Action.SEARCH, 0, 20, -1, -1, -1)
                .event(Action.SEARCH, 4, 30, -1, -1, 7)
                .event(Action.CLICK, 2, 35, -1, -1, 8)
                .event(Action.CLICK, 9, 50, -1, -1, 7)
                .build();
        PrefixSamples samples = PrefixSamples.of(behaviour, 10, 0, 1);
        assertThat(samples.requestedAt(4)).isEqualTo(30);
        assertThat(samples.sequencesBefore(4).get(SequenceKind.QUERY)).as("events").containsExactly(1, 2);
        assertThat(elements(samples, 4, SequenceKind.QUERY)).containsExactly(0, 4);
        assertThat(elements(samples, 4, SequenceKind.CONTENT)).as("without the click after the search")
                .containsExactly(1);
    }

    @Test
    void keepsTheNewestElementsOfALongSequence() {
        Behaviour.Builder behaviour = new Behaviour.Builder().user("u");
        for (int i = 0; i < 9; i++) {
            behaviour.event(Action.CLICK, i, i, -1, -1, -1);
        }
        PrefixSamples samples = PrefixSamples.of(behaviour.build(), 3, 0, 1);
        assertThat(elements(samples, 8, SequenceKind.CONTENT)).containsExactly(5, 6, 7);
        assertThat(samples.length(2)).isEqualTo(2);
        assertThat(samples.seen(8).cardinality()).isEqualTo(8);
    }

    @Test
    void noSampleHoldsAContentThatOccursOnlyInLastTargets() {
        TrainingData town = ToyGraph.data(200, 3);
        Behaviour.Builder marked = new Behaviour.Builder();
        int mark = ToyGraph.STREETS * ToyGraph.SHOPS; // a shop that occurs only as the last target
        Behaviour behaviour = town.behaviour();
        for (int user = 0; user < behaviour.users().size(); user++) {
            marked.user(behaviour.users().key(user));
            for (int event = behaviour.start(user); event < behaviour.end(user); event++) {
                boolean last = event == behaviour.end(user) - 1;
                marked.event(
                        behaviour.action(event), last ? mark : behaviour.target(event), behaviour.at(event), -1, -1,
                        -1);
            }
        }
        PrefixSamples samples = PrefixSamples.of(marked.build(), 50, 0.5, 1);
        assertThat(Arrays.stream(samples.validationTargets()).map(samples::content)).containsOnly(mark);
        for (int[] targets : new int[][] {samples.trainTargets(), samples.validationTargets()}) {
            for (int target : targets) {
                assertThat(elements(samples, target, SequenceKind.CONTENT)).doesNotContain(mark);
            }
        }
    }

    @Test
    void theLastTargetOfSomeUsersIsHeldOutForValidation() {
        TrainingData town = ToyGraph.data(300, 3);
        PrefixSamples samples = PrefixSamples.of(town.behaviour(), 50, 0.2, 1);
        assertThat(samples.validationTargets().length).isBetween(40, 80);
        assertThat(samples.trainTargets()).doesNotContain(samples.validationTargets());
        assertThat(PrefixSamples.of(town.behaviour(), 50, 0.2, 1).validationTargets())
                .containsExactly(samples.validationTargets());
        assertThat(samples.kinds()).containsExactlyInAnyOrder(SequenceKind.values());
    }

    @Test
    void aContentThatOnlyTheUserOfItsValidationTargetActedOnIsNoTrainElement() {
        Behaviour behaviour = new Behaviour.Builder().user("u")
                .event(Action.SKIP, 7, 5, -1, -1, -1)
                .event(Action.CLICK, 1, 10, -1, -1, -1)
                .event(Action.CLICK, 2, 20, -1, -1, -1)
                .event(Action.CLICK, 7, 30, -1, -1, -1)
                .event(Action.LIKE, 7, 40, -1, -1, -1)
                .build();
        PrefixSamples samples = PrefixSamples.of(behaviour, 10, 1, 1);
        assertThat(samples.validationTargets()).containsExactly(3);
        assertThat(samples.trainElements(SequenceKind.CONTENT).stream()).containsExactly(1, 2);
    }

    @Test
    void ofVeryManyUsersAFixedNumberIsHeldOut() {
        int users = 40_000;
        Behaviour.Builder behaviour = new Behaviour.Builder();
        for (int user = 0; user < users; user++) {
            behaviour.user("u" + user);
            for (int i = 0; i < 3; i++) {
                behaviour.event(Action.CLICK, i, i, -1, -1, -1);
            }
        }
        assertThat(PrefixSamples.of(behaviour.build(), 10, 0.5, 1).validationTargets().length)
                .isBetween(9_000, 11_000);
    }

    @Test
    void theHashDependsOnUsersDwellTimesAndRequestsButNotOnTheNumbersOfRequests() {
        assertThat(List.of(hash("u", "u", 5, 1, 1), hash("u", "v", 5, 1, 1), hash("u", "u", 6, 1, 1),
                hash("u", "u", 5, 1, 2), hash("u", "u", 5, -1, -1))).doesNotHaveDuplicates();
        assertThat(hash("u", "u", 5, 8, 8)).isEqualTo(hash("u", "u", 5, 1, 1));
    }

    /** Returns the hash of two events. */
    private static long hash(String first, String second, long dwellMs, int firstRequest, int secondRequest) {
        Behaviour.Builder behaviour = new Behaviour.Builder().user(first)
                .event(Action.CLICK, 1, 10, dwellMs, -1, firstRequest);
        if (!second.equals(first)) {
            behaviour.user(second);
        }
        return PrefixSamples.of(behaviour.event(Action.CLICK, 2, 20, dwellMs, -1, secondRequest).build(), 10, 0, 1)
                .hash();
    }

    private static int[] elements(PrefixSamples samples, int target, SequenceKind kind) {
        return Arrays.stream(samples.sequencesBefore(target).getOrDefault(kind, new int[0])).map(samples::content)
                .toArray();
    }
}
