package io.graphrecall.gnn.gcn;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.sampling.ToyGraph;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.metapath.path.DenseSum;
import io.graphrecall.metapath.path.PathWalk;
import io.graphrecall.schema.Action;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

class UserFoldsTest {

    private static final int FOLDS = 3;
    private static final int USERS = 30;

    private static final Behaviour TOWN = ToyGraph.behaviour(USERS, 3);
    private static final PrefixSamples SAMPLES = PrefixSamples.of(TOWN, 20, 0.2, 1);
    private static final UserFolds SPLIT = new UserFolds(SAMPLES, FOLDS, 1);

    @Test
    void noRelationOfAFoldsGraphLeadsFromAHistoryToItsTarget() {
        Behaviour town = ToyGraph.behaviour(40, 3);
        // A user with two contents that no other user engaged with both.
        Behaviour.Builder marked = new Behaviour.Builder();
        for (int user = 0; user < town.users().size(); user++) {
            marked.user(town.users().key(user));
            for (int event = town.start(user); event < town.end(user); event++) {
                if (town.action(event) == Action.CLICK) {
                    marked.event(Action.CLICK, town.target(event), town.at(event), -1, -1, -1);
                }
            }
        }
        int before = ToyGraph.shop(0, 0);
        int target = ToyGraph.shop(3, 0);
        marked.user("zoe").event(Action.CLICK, before, 1, -1, -1, -1).event(Action.CLICK, target, 2, -1, -1, -1);
        Behaviour behaviour = marked.build();
        HeteroGraph graph = ToyGraph.graph(behaviour);
        int event = behaviour.start(behaviour.users().ordinal("zoe")) + 1;
        PrefixSamples samples = PrefixSamples.of(behaviour, 20, 0, 1);
        assertThat(samples.trainTargets()).contains(event);
        UserFolds folds = new UserFolds(samples, FOLDS, 1);

        Set<Integer> joined = new HashSet<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            boolean own = folds.targetsOf(fold, new int[] {event}).length > 0;
            boolean any = GraphRelations.of(folds.graph(fold, graph), GcnTrainingTest.TABLES).stream().anyMatch(
                    relation -> weight(relation.forward(), before, target) > 0
                            || weight(relation.backward(), target, before) > 0);
            assertThat(any).as("fold %d, which is the user's: %s", fold, own).isEqualTo(!own);
            if (any) {
                joined.add(fold);
            }
        }
        assertThat(joined).as("the user is in one fold").hasSize(FOLDS - 1);
    }

    @Test
    void theGraphOfAFoldIsIndependentOfEventsAfterTheCuts() {
        for (int fold = 0; fold < FOLDS; fold++) {
            BitSet after = new BitSet();
            for (int target : SPLIT.targetsOf(fold, targets())) {
                after.set(target);
            }
            Behaviour.Builder changed = new Behaviour.Builder();
            for (int user = 0; user < USERS; user++) {
                changed.user(TOWN.users().key(user));
                for (int event = TOWN.start(user); event < TOWN.end(user); event++) {
                    int target = TOWN.target(event);
                    changed.event(
                            TOWN.action(event), after.get(event) ? elsewhere(target) : target, TOWN.at(event), -1, -1,
                            -1);
                }
            }
            Behaviour behaviour = changed.build();
            assertThat(behaviour.size()).isEqualTo(TOWN.size());
            assertThat(after.cardinality()).isPositive();
            UserFolds same = new UserFolds(PrefixSamples.of(behaviour, 20, 0.2, 1), FOLDS, 1);
            assertThat(GraphRelations.of(same.graph(fold, ToyGraph.graph(behaviour)), GcnTrainingTest.TABLES))
                    .isEqualTo(GraphRelations.of(SPLIT.graph(fold, ToyGraph.graph(TOWN)), GcnTrainingTest.TABLES));
        }
    }

    @Test
    void noGraphHasAValidationTarget() {
        for (int fold = 0; fold < FOLDS; fold++) {
            Behaviour known = SPLIT.graph(fold, ToyGraph.graph(TOWN)).behaviour();
            for (int target : SAMPLES.validationTargets()) {
                int user = IntStream.range(0, USERS).filter(one -> TOWN.end(one) > target).min().orElseThrow();
                int same = known.users().ordinal(TOWN.users().key(user));
                assertThat(IntStream.range(known.start(same), known.end(same)))
                        .as("events of a user with a validation target, fold %d", fold)
                        .noneMatch(event -> known.at(event) >= TOWN.at(target));
            }
        }
    }

    /** A shop two streets on, which no user of this street visits. */
    private static int elsewhere(int shop) {
        return (shop + 2 * ToyGraph.SHOPS) % (ToyGraph.STREETS * ToyGraph.SHOPS);
    }

    private static int[] targets() {
        return IntStream.concat(Arrays.stream(SAMPLES.trainTargets()), Arrays.stream(SAMPLES.validationTargets()))
                .toArray();
    }

    @Test
    void everyValidationTargetIsInOneFoldAndABatchHasOneFold() {
        int[] held = SAMPLES.validationTargets();
        assertThat(held).isNotEmpty();
        assertThat(IntStream.range(0, FOLDS).flatMap(fold -> Arrays.stream(SPLIT.targetsOf(fold, held))).sorted())
                .containsExactly(Arrays.stream(held).boxed().toArray(Integer[]::new));
        List<UserFolds.Batch> batches = SPLIT.batches(SAMPLES.trainTargets(), 1_000, 4, 5);
        assertThat(batches).allSatisfy(
                batch -> assertThat(SPLIT.targetsOf(batch.fold(), batch.targets())).containsExactly(batch.targets()));
        assertThat(batches.stream().flatMapToInt(batch -> Arrays.stream(batch.targets())).distinct().count())
                .isEqualTo(batches.stream().mapToInt(batch -> batch.targets().length).sum())
                .isEqualTo(IntStream.range(0, FOLDS).map(fold -> SPLIT.targetsOf(fold, SAMPLES.trainTargets()).length)
                        .sum());
        assertThat(
                SPLIT.batches(SAMPLES.trainTargets(), 9, 2, 5).stream().mapToInt(batch -> batch.targets().length).sum())
                .isEqualTo(9);
    }

    private static float weight(List<CsrTable> tables, int from, int to) {
        DenseSum end = new PathWalk(tables).propagateFrom(from);
        return end.get(to);
    }
}
