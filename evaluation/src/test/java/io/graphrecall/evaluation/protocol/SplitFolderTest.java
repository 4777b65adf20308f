package io.graphrecall.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.EventLine;
import io.graphrecall.loaders.dataset.RecordListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;

class SplitFolderTest {

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
        Files.writeString(source.resolve("contents.jsonl"), "{\"content_id\": \"b\"}\n");
        Files.writeString(source.resolve("dataset.json"), "{\"name\": \"small\", \"timestamps\": \"order-only\"}");
        Files.writeString(source.resolve("images/b.jpg"), "picture");
        return DataSetFolder.open(source);
    }

    private static Split split(int validationLine, int testLine) {
        BitSet validation = new BitSet();
        validation.set(validationLine);
        BitSet test = new BitSet();
        test.set(testLine);
        return new Split(List.of(), List.of(), validation, test, 1);
    }

    private static List<EventLine> events(DataSetFolder folder) {
        List<EventLine> events = new ArrayList<>();
        folder.events(events::add, RecordListener.IGNORE);
        return events;
    }

    @Test
    void keptEventsHaveTheSameIdsFieldsAndLineNumbers() throws IOException {
        DataSetFolder source = source();
        DataSetFolder training = SplitFolder.write(
                source, split(1, 7), EnumSet.of(Split.Part.TRAINING), folder.resolve("training"));
        List<EventLine> all = events(source);
        assertThat(events(training)).extracting(EventLine::number).containsExactly(2L, 4L, 6L);
        assertThat(events(training)).extracting(EventLine::event)
                .containsExactly(all.get(1).event(), all.get(2).event(), all.get(3).event());
    }

    @Test
    void writesSeveralPartsAndAllOtherFilesOfTheDataSet() throws IOException {
        DataSetFolder known = SplitFolder.write(
                source(), split(1, 7), EnumSet.complementOf(EnumSet.of(Split.Part.TEST)), folder.resolve("known"));
        assertThat(events(known)).extracting(EventLine::number).containsExactly(1L, 2L, 4L, 6L);
        assertThat(known.dataSet().name()).isEqualTo("small");
        assertThat(folder.resolve("known/images/b.jpg")).hasContent("picture");
        assertThat(folder.resolve("known/contents.jsonl")).content().contains("\"b\"");
    }

    @Test
    void replacesTheFilesOfAnEarlierRun() throws IOException {
        Path target = folder.resolve("training");
        SplitFolder.write(source(), split(1, 7), EnumSet.allOf(Split.Part.class), target);
        DataSetFolder replaced = SplitFolder.write(source(), split(1, 7), EnumSet.of(Split.Part.TEST), target);
        assertThat(events(replaced)).extracting(EventLine::number).containsExactly(7L);
    }
}
