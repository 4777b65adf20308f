package io.graphrecall.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;

class SplitLogTest {

    @TempDir
    Path folder;

    private static final String EVENTS = """
            {"user_id": "u", "action": "click", "content_id": "a/1", "timestamp": 10}
            {"user_id": "u", "action": "click", "content_id": "a/1", "timestamp": 10}

            {"user_id": "u", "action": "play", "content_id": "b", "timestamp": 20, "dwell_ms": 5, "scene": "feed", \
            "query": "nail gel", "request_id": "r1"}
            not json
            {"user_id": "u", "action": "search", "query": "nail gel", "timestamp": 30}
            {"user_id": "u", "action": "cart", "item_id": "i", "timestamp": 40}
            """;

    private DataSetFolder source() throws IOException {
        Path source = folder.resolve("source");
        Files.createDirectories(source.resolve("images"));
        Files.writeString(source.resolve("events.jsonl"), EVENTS);
        Files.writeString(source.resolve("contents.jsonl"),
                "{\"content_id\": \"b\", \"media\": {\"cover\": \"images/b.jpg\"}}\n");
        Files.writeString(source.resolve("dataset.json"), "{\"name\": \"small\", \"timestamps\": \"order-only\"}");
        Files.writeString(source.resolve("images/b.jpg"), "picture");
        return DataSetFolder.open(source);
    }

    private static Split split(int validationLine, int testLine) {
        BitSet validation = new BitSet();
        validation.set(validationLine);
        BitSet test = new BitSet();
        test.set(testLine);
        return new Split(List.of(), List.of(), validation, test);
    }

    private static List<Content> contents(DataSetFolder folder) {
        List<Content> contents = new ArrayList<>();
        folder.contents(contents::add);
        return contents;
    }

    private static List<BehaviourEvent> events(DataSetFolder folder) {
        List<BehaviourEvent> events = new ArrayList<>();
        folder.events(events::add);
        return events;
    }

    @Test
    void keptEventsHaveTheSameIdsFieldsAndLineNumbers() throws IOException {
        DataSetFolder source = source();
        DataSetFolder training = SplitLog.write(
                source, split(1, 7), EnumSet.of(Split.Part.TRAINING), folder.resolve("training"));
        List<BehaviourEvent> all = events(source);
        assertThat(events(training)).extracting(BehaviourEvent::order).containsExactly(2L, 4L, 6L);
        assertThat(events(training)).containsExactly(all.get(1), all.get(2), all.get(3));
    }

    @Test
    void severalPartsComeWithTheOtherRecordsOfTheDataSet() throws IOException {
        Path target = folder.resolve("known");
        DataSetFolder known = SplitLog.write(
                source(), split(1, 7), EnumSet.complementOf(EnumSet.of(Split.Part.TEST)), target);
        assertThat(events(known)).extracting(BehaviourEvent::order).containsExactly(1L, 2L, 4L, 6L);
        assertThat(known.dataSet().name()).isEqualTo("small");
        assertThat(contents(known)).singleElement().satisfies(content -> {
            assertThat(content.id().key()).isEqualTo("b");
            assertThat(content.description().media().folder()).isEqualTo(folder.resolve("source").toString());
        });
        assertThat(target).isDirectoryContaining("glob:**events.jsonl");
    }

    @Test
    void theEventsOfAForeignLayoutReplaceItsLog() throws IOException {
        Path source = Files.createDirectories(folder.resolve("films"));
        Files.writeString(source.resolve("ratings.csv"), "userId,movieId,rating,timestamp\nu,a,5,1\nu,b,5,2\n");
        Files.writeString(source.resolve("tags.csv"), "userId,movieId,tag,timestamp\nu,b,funny,3\n");
        Files.writeString(source.resolve("movies.csv"), "movieId,title,genres\nb,Film (1995),Drama\n");
        DataSetFolder training = SplitLog.write(DataSetFolder.open(source), split(3, 5),
                EnumSet.of(Split.Part.TRAINING), folder.resolve("training"));
        assertThat(events(training)).extracting(BehaviourEvent::action).containsExactly(Action.LIKE);
        assertThat(contents(training)).extracting(content -> content.id().key()).containsExactly("b");
    }

    @Test
    void replacesTheFilesOfAnEarlierRun() throws IOException {
        Path target = folder.resolve("training");
        SplitLog.write(source(), split(1, 7), EnumSet.allOf(Split.Part.class), target);
        DataSetFolder replaced = SplitLog.write(source(), split(1, 7), EnumSet.of(Split.Part.TEST), target);
        assertThat(events(replaced)).extracting(BehaviourEvent::order).containsExactly(7L);
    }
}
