package io.graphrecall.benchmarks.match;

import io.graphrecall.evaluation.baselines.ModelRequest;
import io.graphrecall.evaluation.protocol.ClickMotives;
import io.graphrecall.schema.BehaviourEvent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Evaluation with the ground truth of a simulated world, which marks the clicks that come from interest. Measures the
 * influence of the other clicks (noise) on user vectors. The influence of a click is
 * the distance that the user's vector moves when the click is removed. Attention weights would not measure it, since
 * residual connections bypass attention.
 */
final class TruthScores {

    /** By event identity, true if the click came from interest. */
    private final Map<String, Boolean> genuine;

    /**
     * Scores of one model.
     *
     * @param variant   variant or model
     * @param noise     share of noise clicks
     * @param influence share of the influence that noise clicks have; below {@code noise} if the model ignores noise
     */
    record Result(
            String variant, long seed, double noise, double influence) {}

    /** @param truth folder with the ground truth of a simulated world */
    TruthScores(Path truth) {
        genuine = ClickMotives.read(truth);
    }

    /** Returns by event identity whether a click came from interest. */
    Map<String, Boolean> genuine() {
        return Map.copyOf(genuine);
    }

    /** Scores a model over all users, with each of their clicks removed in turn. */
    Result of(String variant, long seed, DeepMatchHitRates model, Collection<LastEngagements.Query> queries) {
        long clicks = 0;
        long noiseClicks = 0;
        double totalInfluence = 0;
        double noiseInfluence = 0;
        for (LastEngagements.Query query : queries) {
            List<BehaviourEvent> labelled = query.before().stream().filter(event -> genuine.containsKey(event.id()))
                    .toList();
            List<ModelRequest> asked = new ArrayList<>(List.of(query.asked()));
            labelled.forEach(click -> asked.add(without(click, query)));
            float[][] users = model.users(asked);
            for (int i = 0; i < labelled.size(); i++) {
                double influence = distance(users[0], users[i + 1]);
                boolean noise = !genuine.getOrDefault(labelled.get(i).id(), true);
                clicks++;
                noiseClicks += noise ? 1 : 0;
                totalInfluence += influence;
                noiseInfluence += noise ? influence : 0;
            }
        }
        return new Result(variant, seed, noiseClicks / (double) Math.max(1, clicks),
                noiseInfluence / Math.max(1e-12, totalInfluence));
    }

    private static ModelRequest without(BehaviourEvent click, LastEngagements.Query query) {
        List<BehaviourEvent> others = query.before().stream().filter(event -> !event.equals(click)).toList();
        return new LastEngagements.Query(others, query.target()).asked();
    }

    private static double distance(float[] first, float[] second) {
        double squares = 0;
        for (int d = 0; d < first.length; d++) {
            squares += (first[d] - second[d]) * (first[d] - second[d]);
        }
        return Math.sqrt(squares);
    }
}
