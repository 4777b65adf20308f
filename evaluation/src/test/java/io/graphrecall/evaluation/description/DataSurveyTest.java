package io.graphrecall.evaluation.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.evaluation.protocol.EventLog;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.LineListener;
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
        data.events(line -> log.add(line.number(), line.event()), LineListener.IGNORE);
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
    void countsPositivesThatShareNothingWithThePast() throws IOException {
        // b lies around a; c shares a's tag, and b lies around it; d shares a's word; x is not described; e shares b's brand.
        DataDescription.UnlikePast unlike = describe(CONTENTS, List.of(), List.of(
                event("click", "a", 1),
                event("click", "b", 2),
                event("click", "c", 3),
                event("like", "c", 4),
                event("click", "d", 5),
                event("click", "x", 6),
                event("click", "e", 7))).unlike();
        assertThat(unlike.past()).isEqualTo(50);
        assertThat(unlike.positives()).isEqualTo(5);
        assertThat(unlike.nothing()).isCloseTo(0.2, within(1e-12));
        assertThat(unlike.without()).isEqualTo(Map.of("category", 0.6, "attribute", 0.8, "tag", 0.8, "term", 0.8));
    }

    @Test
    void neighbouringCategoriesAreNotTheSame() throws IOException {
        assertThat(describe(CONTENTS, List.of(), List.of(event("click", "a", 1), event("click", "c", 2)))
                .unlike().without()).containsEntry("category", 1.0).containsEntry("tag", 0.0);
    }

    @Test
    void searchesAndPurchasesArePastAndImpressionsAreNot() throws IOException {
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
        // d comes first; c lies within what the item's category maps to; a shares a word with the search too.
        assertThat(description.unlike().positives()).isEqualTo(2);
        assertThat(description.unlike().without())
                .isEqualTo(Map.of("category", 0.0, "attribute", 1.0, "tag", 0.5, "term", 0.5));
        assertThat(description.vocabularies()).containsEntry("attribute", new DataDescription.Vocabulary(1, 1, 1))
                .containsEntry("tag", new DataDescription.Vocabulary(1, 0, 0));
    }

    @Test
    void thePastIsSoManyEvents() {
        Meaning tagged = new Meaning(Map.of(Meaning.Kind.TAG, new int[] {0}), Map.of(Meaning.Kind.TAG, new int[] {0}));
        Past past = new Past(2, 1);
        past.add(tagged);
        past.add(Meaning.NONE);
        assertThat(past.shares(tagged, Meaning.Kind.TAG)).isTrue();
        past.add(Meaning.NONE);
        assertThat(past.shares(tagged, Meaning.Kind.TAG)).isFalse();
        past.add(tagged);
        past.clear();
        assertThat(past.isEmpty()).isTrue();
        assertThat(past.shares(tagged, Meaning.Kind.TAG)).isFalse();
    }

    @Test
    void aSimulatedWorldIsKnownByItsName() throws IOException {
        assertThat(describe(CONTENTS, List.of(), List.of(event("click", "a", 1))).simulated()).isFalse();
        Files.writeString(folder.resolve("dataset.json"), "{\"name\": \"simulated-world-7\"}");
        assertThat(describe(CONTENTS, List.of(), List.of(event("click", "a", 1))).simulated()).isTrue();
    }

    @Test
    void theFingerprintFollowsNamesAndBytes() throws IOException {
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
