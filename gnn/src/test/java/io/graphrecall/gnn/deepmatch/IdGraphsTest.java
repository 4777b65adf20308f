package io.graphrecall.gnn.deepmatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.graphrecall.gnn.feature.FeatureVocabulary;
import io.graphrecall.gnn.sampling.PrefixSamples;
import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.sampling.ToyGraph;
import io.graphrecall.gnn.tensor.Torch;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.NodeLabel;
import org.junit.jupiter.api.Test;

import java.util.BitSet;
import java.util.stream.IntStream;

class IdGraphsTest {

    private static final int USERS = 40;

    /** Each user engages with two contents that nobody else engages with. */
    private static TrainingData pairs() {
        Behaviour.Builder behaviour = new Behaviour.Builder();
        for (int user = 0; user < USERS / 2; user++) {
            behaviour.user("user" + user)
                    .event(Action.CLICK, 2 * user, 1, -1, -1, -1)
                    .event(Action.CLICK, 2 * user + 1, 2, -1, -1, -1);
        }
        return ToyGraph.data(behaviour.build());
    }

    @Test
    void theGraphOfAFoldLacksTheEdgesOfItsUsersOnly() {
        TrainingData data = pairs();
        PrefixSamples samples = PrefixSamples.of(data.behaviour(), 8, 0, 1);
        FeatureVocabulary vocabulary = vocabulary(data, samples);
        int nodes = vocabulary.nodes().size();
        try (NDManager manager = Torch.open(1)) {
            IdGraphs graphs = IdGraphs.of(manager, data, samples, vocabulary);
            float[] full = graphs.full().toDense().toFloatArray();
            BitSet folds = new BitSet();
            for (int target : samples.trainTargets()) {
                int from = node(data, vocabulary, data.behaviour().target(target - 1));
                int to = node(data, vocabulary, samples.content(target));
                int ofUser = samples.fold(target, IdGraphs.FOLDS);
                folds.set(ofUser);
                assertThat(full[from * nodes + to]).isEqualTo(1);
                assertThat(full[to * nodes + from]).isEqualTo(1);
                for (int fold = 0; fold < IdGraphs.FOLDS; fold++) {
                    float[] edges = graphs.withoutFold().get(fold).toDense().toFloatArray();
                    assertThat(edges[from * nodes + to]).isEqualTo(fold == ofUser ? 0 : 1);
                }
            }
            assertThat(folds.cardinality()).isEqualTo(IdGraphs.FOLDS);
        }
    }

    @Test
    void noGraphTellsOfValidationTargets() {
        Behaviour all = ToyGraph.behaviour(USERS, 1);
        PrefixSamples samples = PrefixSamples.of(all, 8, 1, 1);
        assertThat(samples.validationTargets()).hasSizeGreaterThan(USERS / 2);
        Behaviour known = samples.knownWithout(PrefixSamples.NO_FOLD, IdGraphs.FOLDS);
        assertThat(known.size()).isEqualTo(all.size() - samples.validationTargets().length);
        for (int user = 0; user < USERS; user++) {
            int last = all.target(all.end(user) - 1);
            assertThat(IntStream.range(known.start(user), known.end(user))
                    .filter(event -> known.action(event) == Action.CLICK).map(known::target)).doesNotContain(last);
        }
    }

    @Test
    void theEdgesOfAContentSumToOne() {
        TrainingData data = ToyGraph.data(150, 1);
        PrefixSamples samples = PrefixSamples.of(data.behaviour(), 8, 0.1, 1);
        try (NDManager manager = Torch.open(1)) {
            NDArray graph = IdGraphs.of(manager, data, samples, vocabulary(data, samples)).full();
            float[] sums = graph.toDense().sum(new int[] {1}).toFloatArray();
            for (float sum : sums) {
                assertThat(sum == 0 ? 1 : sum).isCloseTo(1, within(1e-5f));
            }
            assertThat(IntStream.range(0, sums.length).filter(node -> sums[node] > 0).count()).isGreaterThan(40);
        }
    }

    private static FeatureVocabulary vocabulary(TrainingData data, PrefixSamples samples) {
        return FeatureVocabulary.of(
                data.tables(), samples.trainElements(SequenceKind.CONTENT), samples.trainElements(SequenceKind.ITEM));
    }

    private static int node(TrainingData data, FeatureVocabulary vocabulary, int content) {
        return vocabulary.node(NodeLabel.CONTENT, data.tables().contents().key(content));
    }
}
