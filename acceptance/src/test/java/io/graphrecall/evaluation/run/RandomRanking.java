package io.graphrecall.evaluation.run;

import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.schema.NodeLabel;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Hit rate of a random ranking of the contents that are published and unseen at each test request.
 *
 * @param mean      expected hit rate
 * @param deviation standard deviation of the hit rate
 */
record RandomRanking(double mean, double deviation) {

    static RandomRanking of(SplitDataSet data, int size) {
        Map<String, Long> publishedAt = new HashMap<>();
        data.folder().contents(content -> {
            Instant published = content.description().publishedAt();
            publishedAt.put(content.id().key(), published == null ? Long.MIN_VALUE : published.toEpochMilli());
        });
        double expected = 0;
        double variance = 0;
        for (EvaluationRequest request : data.split().test()) {
            Set<String> eligible = new HashSet<>();
            publishedAt.forEach((content, time) -> {
                if (time <= request.at()) {
                    eligible.add(content);
                }
            });
            data.log().events(request.userId(), data.split().testLines()).stream()
                    .filter(event -> event.target().label() == NodeLabel.CONTENT)
                    .forEach(event -> eligible.remove(event.target().key()));
            double chance = Math.min(1, size / (double) Math.max(1, eligible.size()));
            expected += chance;
            variance += chance * (1 - chance);
        }
        int requests = data.split().test().size();
        return new RandomRanking(expected / requests, Math.sqrt(variance) / requests);
    }

    /** Returns a hit rate that a random ranking exceeds with a probability below 1 in 10,000. */
    double bound() {
        return mean + 4 * deviation;
    }
}
