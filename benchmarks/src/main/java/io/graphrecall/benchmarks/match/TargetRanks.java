package io.graphrecall.benchmarks.match;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.vector.ExactIndex;
import io.graphrecall.schema.NodeLabel;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where targets stand among the contents nearest to users, of all but those engaged with before. Not thread-safe. */
final class TargetRanks {

    private static final int[] CUTS = {10, 30, 50, 100};

    private final NodeIndex contents;
    private final ExactIndex index;
    private final Map<Integer, Integer> hits = new TreeMap<>();
    private int questions;

    TargetRanks(NodeIndex contents, EmbeddingTable vectors) {
        this.contents = contents;
        index = ExactIndex.of(vectors, 0);
        for (int cut : CUTS) {
            hits.put(cut, 0);
        }
    }

    /** @param user null where nothing is known of the user, who then is asked for in vain */
    void add(float @Nullable [] user, LastEngagements.Question question) {
        questions++;
        int rank = user == null ? Integer.MAX_VALUE : rank(user, question);
        for (int cut : CUTS) {
            hits.merge(cut, rank <= cut ? 1 : 0, Integer::sum);
        }
    }

    /** Hit rates by cut. */
    Map<Integer, Double> hitRates() {
        Map<Integer, Double> rates = new TreeMap<>();
        hits.forEach((cut, count) -> rates.put(cut, questions == 0 ? 0 : (double) count / questions));
        return rates;
    }

    private int rank(float[] user, LastEngagements.Question question) {
        Set<Integer> seen = new HashSet<>();
        question.before().stream().filter(event -> event.target().label() == NodeLabel.CONTENT)
                .forEach(event -> seen.add(contents.ordinal(event.target().key())));
        int[] best = index.search(user, CUTS[CUTS.length - 1], content -> !seen.contains(content)).ordinals();
        int target = contents.ordinal(question.target());
        for (int rank = 1; rank <= best.length; rank++) {
            if (best[rank - 1] == target) {
                return rank;
            }
        }
        return Integer.MAX_VALUE;
    }
}
