package io.graphrecall.pipeline.channel.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.generation.GenerationStore;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.Reasons;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.ScoreBoard;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.overlay.ContentChange;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.testing.Queries;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Description;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

class OverlapSearchTest {

    private static final int CONTENTS = 3_000;
    private static final int TAGS = 60;
    private static final int SIZE = 20;
    private static final int REPETITIONS = 40;

    @TempDir
    private Path folder;

    private final ScoreBoards boards = new ScoreBoards();
    private Random random = new Random();

    /**
     * Compares with all sums.
     *
     * @param popularity share by which popularity raises scores
     * @param mapped true if the tables are not in the heap
     * @param early  minimum number of searches that drop contents before the last feature
     */
    @ParameterizedTest
    @CsvSource({"1, 0, 0, 0, false, 30", "2, 0.3, 0, 0, false, 30", "3, 0.99, 0, 0, false, 30",
        "4, 0, 200, 0, false, 30", "5, 0.3, 200, 0.1, false, 30", "6, 0.3, 0, 0.1, true, 30",
        "7, 0, 200, 0.1, true, 30"})
    void theResultIsThatOfAllSums(
            int seed, double excluded, int changes, float popularity, boolean mapped, int early) {
        random = new Random(seed);
        ServingSnapshot snapshot = snapshot(mapped).with(changes(changes));
        int searches = 0;
        for (int repetition = 0; repetition < REPETITIONS; repetition++) {
            RecallQuery query = Queries.query(snapshot, "user" + repetition, SIZE, contents(excluded));
            List<FeatureMatch> matches = List.of(match(snapshot, FeatureSpace.TAG), match(snapshot, FeatureSpace.TERM));
            Map<Integer, Float> others = scores(snapshot);
            OverlapSearch search = new OverlapSearch(query, matches, board -> add(others, board), popularity, boards);
            ChannelResult expected = search.ofAll(Reasons.NONE);
            ChannelResult result = search.ofLargest(Reasons.NONE);
            assertThat(result.size()).isEqualTo(SIZE);
            assertThat(result.scores()).containsExactly(expected.scores(), within(1e-5f));
            assertThat(sums(result, matches, others, content -> 1 + popularity * snapshot.relativePopularity(content)))
                    .containsExactly(expected.scores(), within(1e-5f));
            assertThat(result.contents()).doesNotHaveDuplicates();
            searches += dropsContents(search, snapshot) ? 1 : 0;
        }
        assertThat(searches).isGreaterThanOrEqualTo(early);
    }

    private ServingSnapshot snapshot(boolean mapped) {
        SmallWorld world = new SmallWorld();
        for (int i = 0; i < CONTENTS; i++) {
            world.tags("c" + i, names("tag", 5)).terms("c" + i, names("term", 10)).popular("c" + i, i % 9);
        }
        return mapped ? world.mappedSnapshot(new GenerationStore(folder)) : world.snapshot();
    }

    private List<ContentChange> changes(int count) {
        List<ContentChange> live = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ContentId id = new ContentId((random.nextBoolean() ? "c" : "live") + random.nextInt(CONTENTS));
            Description description = new Description(null, null, List.of(), Map.of(), List.of(names("tag", 15)), null,
                    Instant.ofEpochMilli(SmallWorld.NOW - 1), null, Description.Status.ACTIVE, Description.Media.NONE,
                    Map.of(),
                    Map.of());
            live.add(new ContentChange(id, random.nextInt(4) == 0 ? null : new Content(id, description), i + 1));
        }
        return live;
    }

    /** Returns different names, the first of which are frequent. */
    private String[] names(String kind, int count) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < count; i++) {
            names.add(kind + (int) (TAGS * Math.pow(random.nextDouble(), 3)));
        }
        return names.toArray(String[]::new);
    }

    private Set<String> contents(double share) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < CONTENTS; i++) {
            if (random.nextDouble() < share) {
                ids.add("c" + i);
            }
        }
        return ids;
    }

    /** Returns a match with half of the features. Rare ones have larger weights. */
    private FeatureMatch match(ServingSnapshot snapshot, FeatureSpace space) {
        int[] features = random.ints(0, snapshot.tables().features(space).index().size()).distinct().limit(TAGS / 2)
                .toArray();
        float[] weights = new float[features.length];
        float largest = 0;
        for (int i = 0; i < features.length; i++) {
            float frequency = snapshot.tables().features(space).postings().end(features[i])
                    - snapshot.tables().features(space).postings().start(features[i]);
            weights[i] = (float) Math.exp(3 * random.nextGaussian()) / (1 + frequency);
            largest = Math.max(largest, weights[i]);
        }
        for (int i = 0; i < features.length; i++) {
            weights[i] /= largest;
        }
        float[] presence = new float[weights.length];
        for (int i = 0; i < weights.length && space == FeatureSpace.TERM; i++) {
            presence[i] = weights[i] / 2;
        }
        return new FeatureMatch(snapshot, space, new SparseVector(features, weights), presence, boards);
    }

    /** Returns scores of few contents, as clicks after a search give. */
    private Map<Integer, Float> scores(ServingSnapshot snapshot) {
        Map<Integer, Float> scores = new HashMap<>();
        for (int i = 0; i < SIZE / 2; i++) {
            scores.put(random.nextInt(snapshot.contentCount()), random.nextFloat() / 10);
        }
        return scores;
    }

    private static void add(Map<Integer, Float> scores, ScoreBoard board) {
        scores.forEach(board::add);
    }

    private static float[] sums(
            ChannelResult result, List<FeatureMatch> matches, Map<Integer, Float> others, IntToDoubleFunction factor) {
        float[] sums = new float[result.size()];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = others.getOrDefault(result.contents()[i], 0f);
        }
        matches.forEach(match -> match.addTo(sums, result.contents()));
        for (int i = 0; i < sums.length; i++) {
            sums[i] *= (float) factor.applyAsDouble(result.contents()[i]);
        }
        return sums;
    }

    private boolean dropsContents(OverlapSearch search, ServingSnapshot snapshot) {
        try (ScoreBoard board = boards.take(snapshot.contentCount())) {
            return search.addLargest(board) > 0;
        }
    }
}
