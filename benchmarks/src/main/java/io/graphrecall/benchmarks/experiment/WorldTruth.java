package io.graphrecall.benchmarks.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Interests of the users of a simulated world, read from its ground truth. A content attracts a user in proportion to the
 * weight of its field among the long-term interests, and half as much without a preferred tag and without a preferred style
 * each. The factors are assumptions. Immutable; thread-safe.
 */
final class WorldTruth {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Probability of a click on an examined content that matches the strongest interest in all. */
    private static final double INTERESTED = 0.5;
    /** Probability of a click on any examined content: noise. */
    private static final double ANY = 0.02;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Subject> contents = new ArrayList<>();
    private final Map<String, Interests> users = new TreeMap<>();

    private record Subject(JsonNode field, Set<String> tags, int style) {}

    /** @param weights by field, relative to the strongest interest */
    private record Interests(Map<JsonNode, Double> weights, Set<String> tags, Set<Integer> styles) {}

    /**
     * Reads the ground truth.
     *
     * @param folder that {@code recall world DIR} writes to {@code DIR-truth}
     * @throws UncheckedIOException if it cannot be read
     */
    WorldTruth(Path folder) {
        read(folder.resolve("true-contents.jsonl"), content -> {
            numbers.put(content.path("content_id").asText(), contents.size());
            contents.add(new Subject(
                    content.path("field"), texts(content.path("tags")), content.path("style").asInt()));
        });
        read(folder.resolve("true-users.jsonl"), user -> {
            Map<JsonNode, Double> weights = new HashMap<>();
            Set<String> tags = new HashSet<>();
            double strongest = user.path("interests").path(0).path("weight").asDouble();
            user.path("interests").forEach(interest -> {
                weights.put(interest.path("field"), interest.path("weight").asDouble() / strongest);
                tags.addAll(texts(interest.path("tags")));
            });
            Set<Integer> styles = new HashSet<>();
            user.path("styles").forEach(style -> styles.add(style.asInt()));
            users.put(user.path("user_id").asText(), new Interests(weights, tags, styles));
        });
    }

    /** Returns the ids of all users, sorted. */
    List<String> users() {
        return List.copyOf(users.keySet());
    }

    /** Returns the number of a content, from 0. */
    int number(String contentId) {
        Integer number = numbers.get(contentId);
        if (number == null) {
            throw new IllegalArgumentException("The ground truth lacks content '" + contentId + "'");
        }
        return number;
    }

    /** Returns the probability that a user clicks a content after examining it. */
    double attraction(String userId, int content) {
        Interests user = users.get(userId);
        if (user == null) {
            throw new IllegalArgumentException("The ground truth lacks user '" + userId + "'");
        }
        Subject subject = contents.get(content);
        double match = user.weights.getOrDefault(subject.field, 0.0);
        match *= subject.tags.stream().anyMatch(user.tags::contains) ? 1 : 0.5;
        match *= user.styles.contains(subject.style) ? 1 : 0.5;
        return ANY + INTERESTED * match;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static void read(Path file, Consumer<JsonNode> consumer) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                consumer.accept(JSON.readTree(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
