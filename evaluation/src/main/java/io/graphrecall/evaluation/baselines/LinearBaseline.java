package io.graphrecall.evaluation.baselines;

import io.graphrecall.content.text.Terms;
import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.evaluation.protocol.EventLog;
import io.graphrecall.evaluation.protocol.Split;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.gnn.deepmatch.DeepMatch;
import io.graphrecall.gnn.training.TrainingData;
import io.graphrecall.home.RecallHome;
import io.graphrecall.metapath.extract.GraphExtraction;
import io.graphrecall.metapath.graph.HeteroGraph;
import io.graphrecall.retrieval.GraphTables;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.Progress;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Ranks of the test targets by a {@link LinearRanker}. It ranks the same contents as the served lists do. */
public final class LinearBaseline {

    private LinearBaseline() {}

    /** Returns true if a generation has a deep match model, whose floor the ranker is. */
    public static boolean suits(GenerationManifest built) {
        return VectorSpace.isIn(built, DeepMatch.SPACE);
    }

    /**
     * Fits the ranker to the training samples of a generation and ranks the first target of each test request.
     *
     * @param home home whose graph holds what the generation was built from
     * @return rank from 1 by user; a user whose target is not eligible has no entry
     */
    public static Map<String, Integer> ranks(
            RecallHome home, GenerationManifest built, EventLog log, Split split, long seed, Progress progress) {
        progress.begin("Ranking by a linear ranker", split.test().size());
        HeteroGraph graph = new GraphExtraction(home.graph(), new Terms()::of).read(null, Progress.NONE);
        Map<String, Exclusions.Preferences> preferences = Exclusions.Preferences.read(home.graph(), log.userIds());
        try (Generation generation = RecallHome.generations(home.folder()).open(built.id())) {
            GraphTables tables = GraphTables.read(generation);
            LinearRanker ranker = LinearRanker.fit(TrainingData.of(graph, tables, null, null), seed);
            List<EvaluationRequest> requests = split.test();
            List<ModelRequest> ofModel = ModelRequest.of(log, requests, split.testLines(), preferences);
            int[] ranks = IntStream.range(0, requests.size()).parallel()
                    .map(index -> ranker.rank(ofModel.get(index))).toArray();
            Map<String, Integer> byUser = new HashMap<>();
            for (int index = 0; index < ranks.length; index++) {
                if (ranks[index] > 0) {
                    byUser.put(requests.get(index).userId(), ranks[index]);
                }
            }
            progress.end(Counts.of(requests.size(), "request"));
            return byUser;
        }
    }
}
