package io.graphrecall.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares the ground truth with the log. */
class GroundTruthTest {

    private static final Instant END = Instant.parse("2026-05-01T00:00:00Z");
    private static final WorldParameters PARAMETERS = WorldParameters.of(2_000, 1_500, 60_000, 9, END);

    /** More than three standard errors of a share among about 20,000 clicks or 6,000 searches. */
    private static final double TOLERANCE = 0.02;

    @TempDir
    private Path folder;

    private Path data() {
        return folder.resolve("world");
    }

    private Path truth() {
        return folder.resolve("world-truth");
    }

    private void write(WorldParameters parameters) {
        SimulatedWorld.writeWithTruth(data(), truth(), parameters, Progress.NONE);
    }

    private static List<JsonNode> read(Path file) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            records.add(StrictJson.parse(line));
        }
        return records;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2, 0.4, 0.6})
    void theNoiseShareOfClicksIsOutsideTheUsersInterests(double noise) throws IOException {
        write(Worlds.withNoise(PARAMETERS, noise, PARAMETERS.querySignal()));
        Map<String, JsonNode> fieldOf = new HashMap<>();
        read(truth().resolve("true-contents.jsonl"))
                .forEach(content -> fieldOf.put(content.path("content_id").asText(), content.path("field")));
        Map<String, JsonNode> users = new HashMap<>();
        read(truth().resolve("true-users.jsonl")).forEach(user -> users.put(user.path("user_id").asText(), user));
        Map<String, String> motives = new HashMap<>();
        read(truth().resolve("true-clicks.jsonl")).forEach(
                click -> motives.put(click.path("event_id").asText(), click.path("motive").asText()));
        int clicks = 0;
        int outside = 0;
        int mismatches = 0;
        for (JsonNode event : read(data().resolve("events.jsonl"))) {
            if (Set.of("click", "play").contains(event.path("action").asText())) {
                JsonNode field = Objects.requireNonNull(fieldOf.get(event.path("content_id").asText()));
                JsonNode user = Objects.requireNonNull(users.get(event.path("user_id").asText()));
                boolean interesting = interests(user, Instant.parse(event.path("timestamp").asText())).contains(field);
                boolean interested = "interest".equals(motives.get(event.path("event_id").asText()));
                mismatches += interested == interesting ? 0 : 1;
                clicks++;
                outside += interesting ? 0 : 1;
            }
        }
        assertThat(motives).hasSize(clicks);
        assertThat((double) outside / clicks).isCloseTo(noise, within(TOLERANCE));
        assertThat((double) mismatches / clicks).as("temporary interests may end within a visit").isLessThan(0.005);
    }

    /** Returns the fields of the long-term interests and of the temporary interest. */
    private static Collection<JsonNode> interests(JsonNode user, Instant at) {
        Set<JsonNode> fields = new HashSet<>();
        user.path("interests").forEach(interest -> fields.add(interest.path("field")));
        for (JsonNode phase : user.path("passing")) {
            Instant from = Instant.parse(phase.path("from").asText());
            Instant until = Instant.parse(phase.path("until").asText());
            if (!from.isAfter(at) && at.isBefore(until)) {
                fields.add(phase.path("field"));
            }
        }
        return fields;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void theSignalShareOfQueriesExpressesTheIntent(double signal) throws IOException {
        write(Worlds.withNoise(PARAMETERS, PARAMETERS.noise(), signal));
        Map<String, String> fieldOfWord = fieldsOfTags();
        Map<String, JsonNode> searches = new HashMap<>();
        read(truth().resolve("true-searches.jsonl"))
                .forEach(search -> searches.put(search.path("event_id").asText(), search));
        int recognised = 0;
        int agreed = 0;
        for (JsonNode event : read(data().resolve("events.jsonl"))) {
            String field = fieldOfWord.get(event.path("query").asText());
            if ("search".equals(event.path("action").asText()) && field != null) {
                JsonNode search = Objects.requireNonNull(searches.get(event.path("event_id").asText()));
                recognised++;
                agreed += search.path("intent").get(1).asText().equals(field) ? 1 : 0;
            }
        }
        double chanceLevel = 0.04;
        assertThat(recognised).isGreaterThan(1_000);
        assertThat((double) agreed / recognised).isCloseTo(signal + (1 - signal) * chanceLevel, within(0.03));
    }

    /** Fields by tag. The field of a query that equals a tag is known. */
    private Map<String, String> fieldsOfTags() throws IOException {
        Map<String, String> parents = new HashMap<>();
        read(data().resolve("tags.jsonl"))
                .forEach(tag -> parents.put(tag.path("tag").asText(), tag.path("parent").asText()));
        return parents;
    }

    @Test
    void theGroundTruthCannotBeLoadedAndIsNotInTheDataSet() throws IOException {
        write(PARAMETERS);
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> DataSetFolder.open(truth()))
                .withMessageContaining("is not a data set");
        Set<String> fields = new TreeSet<>();
        try (Stream<Path> files = Files.list(data())) {
            for (Path file : files.toList()) {
                for (JsonNode record : read(file)) {
                    record.fieldNames().forEachRemaining(fields::add);
                }
            }
        }
        assertThat(fields).containsExactly("action", "attributes", "author", "blocks", "category", "content_id",
                "description", "domain", "dwell_ms", "event_id", "expires_at", "follows", "item_id", "maps_to", "mutes",
                "name", "parent", "profile", "protocol", "published_at", "query", "request_id", "scene", "status",
                "synonyms", "tag", "tags", "timestamp", "timestamps", "title", "user_id");
    }

    @Test
    void theGroundTruthDoesNotChangeTheDataSet() throws IOException {
        WorldParameters parameters = WorldParameters.of(100, 100, 3_000, 2, END);
        write(parameters);
        SimulatedWorld.write(folder.resolve("alone"), parameters, Progress.NONE);
        try (Stream<Path> files = Files.list(data())) {
            assertThat(files).isNotEmpty().allSatisfy(
                    file -> assertThat(folder.resolve("alone").resolve(file.getFileName())).hasSameBinaryContentAs(
                            file));
        }
    }

    @Test
    void noiseHasEveryMotiveAndShorterDwellTimes() throws IOException {
        write(PARAMETERS);
        Map<String, Long> dwells = new HashMap<>();
        read(data().resolve("events.jsonl")).forEach(
                event -> dwells.put(event.path("event_id").asText(), event.path("dwell_ms").asLong()));
        Map<String, List<Long>> byMotive = new HashMap<>();
        read(truth().resolve("true-clicks.jsonl"))
                .forEach(click -> byMotive.computeIfAbsent(click.path("motive").asText(), absent -> new ArrayList<>())
                        .add(Objects.requireNonNull(dwells.get(click.path("event_id").asText()))));
        assertThat(byMotive).containsOnlyKeys("interest", "position", "popularity", "bait");
        assertThat(byMotive.values()).allSatisfy(times -> assertThat(times).hasSizeGreaterThan(1_000));
        assertThat(median(byMotive.getOrDefault("interest", List.of())))
                .isGreaterThan(2 * median(byMotive.getOrDefault("popularity", List.of())));
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    @Test
    void titlesOfContentsAndItemsShareFewBigrams() throws IOException {
        write(PARAMETERS);
        Set<String> contents = bigrams(read(data().resolve("contents.jsonl")));
        Set<String> items = bigrams(read(data().resolve("items.jsonl")));
        Set<String> both = new HashSet<>(contents);
        both.retainAll(items);
        double jaccard = (double) both.size() / (contents.size() + items.size() - both.size());
        assertThat(jaccard).isLessThan(0.15);
        assertThat(both).isNotEmpty();
    }

    private static Set<String> bigrams(List<JsonNode> records) {
        Set<String> bigrams = new HashSet<>();
        for (JsonNode record : records) {
            String title = record.path("title").asText();
            for (int i = 0; i + 2 <= title.length(); i++) {
                bigrams.add(title.substring(i, i + 2));
            }
        }
        return bigrams;
    }

    @Test
    void everyItemCategoryMapsToAContentCategory() throws IOException {
        write(PARAMETERS);
        Set<JsonNode> fields = new HashSet<>();
        Map<JsonNode, JsonNode> mapsTo = new HashMap<>();
        for (JsonNode category : read(data().resolve("categories.jsonl"))) {
            if (category.has("domain")) {
                mapsTo.put(category.path("category"), category.path("maps_to"));
            }
        }
        read(truth().resolve("true-contents.jsonl")).forEach(content -> fields.add(content.path("field")));
        for (JsonNode item : read(data().resolve("items.jsonl"))) {
            assertThat(fields).contains(mapsTo.get(item.path("category")));
        }
    }
}
