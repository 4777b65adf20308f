package io.graphrecall.loaders.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.graphrecall.loaders.source.DataFile;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class DataSetCheckTest {

    @TempDir
    private Path folder;

    @Test
    void countsWhatAFolderHolds() throws IOException {
        write("users.jsonl", "{'user_id':'u1'}", "{'user_id':'u1','profile':{'a':1}}");
        write("contents.jsonl", "{'content_id':'c1','title':'t','tags':['x'],'vectors':{'clip':[1]},'price':1}",
                "{'content_id':'c2','status':'hidden','category':['A']}", "{'content_id':''}");
        write("events.jsonl", "{'user_id':'u1','action':'click','content_id':'c1','timestamp':5,'scene':'feed'}",
                "{'user_id':'u1','action':'click','content_id':'c9','timestamp':3,'dwell_ms':1,'rating':5}",
                "{'user_id':'u2','action':'search','query':'gel','timestamp':9}", "nonsense", "more nonsense");
        CheckReport report = check(2, Progress.NONE);

        assertThat(report.summary().files()).containsExactly(entry(DataFile.USERS, new FileCounts(2, 0, 0, 1, 0)),
                entry(DataFile.CONTENTS, new FileCounts(3, 0, 0, 0, 1)),
                entry(DataFile.EVENTS, new FileCounts(5, 0, 0, 0, 2)));
        assertThat(report.profile().contentFields()).containsOnly(entry("title", 1L), entry("tags", 1L),
                entry("vector clip", 1L), entry("extra field price", 1L), entry("status hidden", 1L),
                entry("category", 1L));
        assertThat(report.profile().actions()).containsOnly(entry(Action.CLICK, 2L), entry(Action.SEARCH, 1L));
        assertThat(report.lines()).containsExactly("users.jsonl: 2 read, 1 replaced by a later one",
                "contents.jsonl: 3 read, 1 dead letters", "events.jsonl: 5 read, 2 dead letters",
                "unknown field events.jsonl rating: on 1 records", "contents with category: 1",
                "contents with extra field price: 1", "contents with status hidden: 1", "contents with tags: 1",
                "contents with title: 1", "contents with vector clip: 1", "events with action click: 2",
                "events with action search: 1", "events with dwell_ms: 1", "events with scene: 1",
                "events from 1970-01-01T00:00:00.003Z to 1970-01-01T00:00:00.009Z",
                "events name 2 users (1 not in users.jsonl) and 3 contents, items and queries (1 not in the catalogue)",
                "contents.jsonl line 3: /content_id is blank",
                "events.jsonl line 4: is not JSON: Unrecognized token 'nonsense' (column 9)");
    }

    @Test
    void writesNothing() throws IOException {
        write("events.jsonl", "nonsense");
        check(1, Progress.NONE);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("events.jsonl"));
        }
    }

    @Test
    void tellsItsProgressLineByLine() throws IOException {
        write("users.jsonl", "{'user_id':'u1'}", "{'user_id':'u1'}", "{'user_id':'u2'}");
        write("events.jsonl", "nonsense", "{'user_id':'u1','action':'click','content_id':'c1','timestamp':5}");
        List<String> told = new ArrayList<>();
        check(1, new Progress() {
            @Override
            public void begin(String task, long total) {
                told.add(task + " " + total);
            }

            @Override
            public void advance(long steps) {
                told.add("+" + steps);
            }

            @Override
            public void end(String outcome) {
                told.add(outcome);
            }
        });
        assertThat(told).containsExactly("users.jsonl 3", "+1", "+1", "+1", "done", "events.jsonl 2", "+1", "+1",
                "done");
    }

    private CheckReport check(int examples, Progress progress) {
        return DataSetLoader.check(DataSetFolder.open(folder), examples, progress);
    }

    private void write(String file, String... lines) throws IOException {
        Files.writeString(folder.resolve(file), String.join("\n", lines).replace('\'', '"'));
    }
}
