package io.graphrecall.evaluation.variants;

import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.retrieval.vector.ExactIndex;
import io.graphrecall.schema.NodeLabel;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where targets stand among the contents nearest to users, of all but those engaged with before. Not thread-safe. */
public final class VectorHitRates {

    private final NodeIndex contents;
    private final ExactIndex index;
    private final Map<Integer, Integer> hits = new TreeMap<>();
    private int questions;

    /** @param vectors of the contents, by their order */
    public VectorHitRates(NodeIndex contents, EmbeddingTable vectors) {
        this.contents = contents;
        index = ExactIndex.of(vectors, 0);
        RankingMetrics.SIZES.forEach(size -> hits.put(size, 0));
    }

    /** @param user null where nothing is known of the user, who then is asked for in vain */
    public void add(float @Nullable [] user, ModelRequest question) {
        questions++;
        int rank = user == null ? Integer.MAX_VALUE : rank(user, question);
        hits.replaceAll((size, count) -> rank <= size ? count + 1 : count);
    }

    /** Hit rates by list size. */
    public SortedMap<Integer, Double> hitRates() {
        SortedMap<Integer, Double> rates = new TreeMap<>();
        hits.forEach((size, count) -> rates.put(size, questions == 0 ? 0 : (double) count / questions));
        return rates;
    }

    private int rank(float[] user, ModelRequest question) {
        Set<Integer> seen = new HashSet<>();
        question.before().stream().filter(step -> step.target().label() == NodeLabel.CONTENT)
                .forEach(step -> seen.add(contents.ordinal(step.target().key())));
        int[] best = index.search(user, RankingMetrics.SIZES.getLast(), content -> !seen.contains(content)).ordinals();
        int target = contents.ordinal(question.target());
        for (int rank = 1; rank <= best.length; rank++) {
            if (best[rank - 1] == target) {
                return rank;
            }
        }
        return Integer.MAX_VALUE;
    }
}
