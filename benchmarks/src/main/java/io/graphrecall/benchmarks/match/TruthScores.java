package io.graphrecall.benchmarks.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphrecall.evaluation.variants.DeepMatchHitRates;
import io.graphrecall.evaluation.variants.ModelRequest;
import io.graphrecall.schema.BehaviourEvent;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What can be told of a model where a simulated world's truth says which clicks were out of interest: how often it finds
 * those among the targets, and how much of what it makes of users comes from the others. That is how far a user's vector
 * moves when one click is taken out of the sequence, over how far it moves by all clicks, one by one. Attention alone would
 * not tell: what it passes over still comes through the layers beside it.
 */
final class TruthScores {

    private static final String INTEREST = "interest";

    /** By event: whether it was out of interest. */
    private final Map<String, Boolean> genuine = new HashMap<>();

    /**
     * What was found.
     *
     * @param variant   or model
     * @param interest  hit rates by list size of targets that were clicked out of interest
     * @param noise     share of noise among the clicks
     * @param influence share of their influence that noise has; less than {@code noise} where it is passed over
     */
    record Result(
            String variant, long seed, SortedMap<Integer, Double> interest, double noise, double influence) {}

    /** @param truth the folder with what a simulated world's log does not tell */
    TruthScores(Path truth) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        try (BufferedReader lines = Files.newBufferedReader(truth.resolve("true-clicks.jsonl"))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode click = mapper.readTree(line);
                genuine.put(click.path("event_id").asText(), INTEREST.equals(click.path("motive").asText()));
            }
        }
    }

    /** Asks a model for all users, with each of their clicks taken out in turn. */
    Result of(String variant, long seed, DeepMatchHitRates model, Collection<LastEngagements.Question> questions) {
        long clicks = 0;
        long noises = 0;
        double all = 0;
        double ofNoise = 0;
        for (LastEngagements.Question question : questions) {
            List<BehaviourEvent> known = question.before().stream().filter(event -> genuine.containsKey(event.id()))
                    .toList();
            List<List<ModelRequest.Step>> asked = new ArrayList<>(List.of(question.asked().before()));
            known.forEach(click -> asked.add(without(click, question)));
            float[][] users = model.users(asked);
            for (int i = 0; i < known.size(); i++) {
                double moved = distance(users[0], users[i + 1]);
                boolean noise = !genuine.getOrDefault(known.get(i).id(), true);
                clicks++;
                noises += noise ? 1 : 0;
                all += moved;
                ofNoise += noise ? moved : 0;
            }
        }
        SortedMap<Integer, Double> interest = model.hitRates(questions.stream()
                .filter(question -> genuine.getOrDefault(question.event(), false))
                .map(LastEngagements.Question::asked).toList());
        return new Result(variant, seed, interest, noises / (double) Math.max(1, clicks),
                ofNoise / Math.max(1e-12, all));
    }

    private static List<ModelRequest.Step> without(BehaviourEvent click, LastEngagements.Question question) {
        List<BehaviourEvent> others = question.before().stream().filter(event -> !event.equals(click)).toList();
        return new LastEngagements.Question(others, question.event(), question.target(), question.at()).asked()
                .before();
    }

    private static double distance(float[] first, float[] second) {
        double squares = 0;
        for (int d = 0; d < first.length; d++) {
            squares += (first[d] - second[d]) * (first[d] - second[d]);
        }
        return Math.sqrt(squares);
    }
}
