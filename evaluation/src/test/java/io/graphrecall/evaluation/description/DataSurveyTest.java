package io.graphrecall.evaluation.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.evaluation.protocol.EventLog;
import io.graphrecall.loaders.dataset.DataSetFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class DataSurveyTest {

    @TempDir
    Path folder;

    private DataDescription describe(List<String> contents, List<String> items, List<String> events)
            throws IOException {
        Files.write(folder.resolve("contents.jsonl"), contents);
        Files.write(folder.resolve("events.jsonl"), events);
        if (!items.isEmpty()) {
            Files.write(folder.resolve("items.jsonl"), items);
        }
        DataSetFolder data = DataSetFolder.open(folder);
        EventLog log = new EventLog(data.dataSet().timestamps());
        data.events(event -> log.add(event.order(), event));
        return DataSurvey.of(data, log);
    }

    private static String event(String action, String target, int at) {
        String field = switch (action) {
            case "search" -> "query";
            case "purchase" -> "item_id";
            default -> "content_id";
        };
        return "{\"user_id\": \"u\", \"action\": \"%s\", \"%s\": \"%s\", \"timestamp\": %d}"
                .formatted(action, field, target, at);
    }

    private static final List<String> CONTENTS = List.of(
            "{\"content_id\": \"a\", \"category\": [\"Makeup\", \"Nails\"], \"tags\": [\"gel\"], \"title\": \"red lamp\"}",
            "{\"content_id\": \"b\", \"category\": [\"Makeup\"], \"attributes\": {\"brand\": [\"OPI\"]}}",
            "{\"content_id\": \"c\", \"category\": [\"Makeup\", \"Lips\"], \"tags\": [\"gel\"]}",
            "{\"content_id\": \"d\", \"title\": \"green lamp\"}",
            "{\"content_id\": \"e\", \"attributes\": {\"brand\": [\"OPI\"]}}");

    @Test
    void countsPositivesWithoutAFeatureInCommonWithTheHistory() throws IOException {
        // b is the parent category of a and c; c has the tag of a; d has a term of a; x has no description; e has the brand of b.
        DataDescription.HistoryOverlap overlap = describe(CONTENTS, List.of(), List.of(
                event("click", "a", 1),
                event("click", "b", 2),
                event("click", "c", 3),
                event("like", "c", 4),
                event("click", "d", 5),
                event("click", "x", 6),
                event("click", "e", 7))).historyOverlap();
        assertThat(overlap.historyLength()).isEqualTo(50);
        assertThat(overlap.positives()).isEqualTo(5);
        assertThat(overlap.nothingShared()).isCloseTo(0.2, within(1e-12));
        assertThat(overlap.notShared()).isEqualTo(Map.of("category", 0.6, "attribute", 0.8, "tag", 0.8, "term", 0.8));
    }

    @Test
    void siblingCategoriesAreNotShared() throws IOException {
        assertThat(describe(CONTENTS, List.of(), List.of(event("click", "a", 1), event("click", "c", 2)))
                .historyOverlap().notShared()).containsEntry("category", 1.0).containsEntry("tag", 0.0);
    }

    @Test
    void historyIncludesSearchesAndPurchasesButNotImpressions() throws IOException {
        List<String> items = List.of(
                "{\"item_id\": \"i\", \"attributes\": {\"brand\": [\"OPI\"]}, \"category\": [\"Shop\", \"Nail care\"]}");
        Files.writeString(folder.resolve("categories.jsonl"),
                "{\"category\": [\"Shop\"], \"domain\": \"item\", \"maps_to\": [\"Makeup\"]}\n");
        DataDescription description = describe(CONTENTS, items, List.of(
                event("impression", "a", 1),
                event("click", "d", 2),
                event("search", "red thing", 3),
                event("purchase", "i", 4),
                event("click", "c", 5),
                event("click", "a", 6)));
        // d has no history; c is in the category that the item category maps to; a also has a term of the search.
        assertThat(description.historyOverlap().positives()).isEqualTo(2);
        assertThat(description.historyOverlap().notShared())
                .isEqualTo(Map.of("category", 0.0, "attribute", 1.0, "tag", 0.5, "term", 0.5));
        assertThat(description.vocabularies()).containsEntry("attribute", new DataDescription.Vocabulary(1, 1, 1))
                .containsEntry("tag", new DataDescription.Vocabulary(1, 0, 0))
                .as("Makeup, Nails and Lips; the item maps to Makeup")
                .containsEntry("category", new DataDescription.Vocabulary(3, 1, 1));
    }

    @Test
    void theHistoryIsASlidingWindow() {
        FeatureIds tagged = new FeatureIds(Map.of(FeatureIds.Kind.TAG, new int[] {0}),
                Map.of(FeatureIds.Kind.TAG, new int[] {0}));
        RecentFeatures history = new RecentFeatures(2, 1);
        history.add(tagged);
        history.add(FeatureIds.NONE);
        assertThat(history.shares(tagged, FeatureIds.Kind.TAG)).isTrue();
        history.add(FeatureIds.NONE);
        assertThat(history.shares(tagged, FeatureIds.Kind.TAG)).isFalse();
        history.add(tagged);
        history.clear();
        assertThat(history.isEmpty()).isTrue();
        assertThat(history.shares(tagged, FeatureIds.Kind.TAG)).isFalse();
    }

    @Test
    void aSimulatedWorldIsDetectedFromItsName() throws IOException {
        assertThat(describe(CONTENTS, List.of(), List.of(event("click", "a", 1))).simulated()).isFalse();
        Files.writeString(folder.resolve("dataset.json"), "{\"name\": \"simulated-world-7\"}");
        assertThat(describe(CONTENTS, List.of(), List.of(event("click", "a", 1))).simulated()).isTrue();
    }

    @Test
    void theFingerprintDependsOnNamesAndBytes() throws IOException {
        Files.writeString(folder.resolve("events.jsonl"), "x\n");
        String first = Fingerprint.of(folder);
        assertThat(first).startsWith("sha256:").isEqualTo(Fingerprint.of(folder));
        Files.writeString(folder.resolve("events.jsonl"), "y\n");
        assertThat(Fingerprint.of(folder)).isNotEqualTo(first);
        Files.move(folder.resolve("events.jsonl"), folder.resolve("contents.jsonl"));
        Files.writeString(folder.resolve("contents.jsonl"), "x\n");
        assertThat(Fingerprint.of(folder)).isNotEqualTo(first);
    }
}
