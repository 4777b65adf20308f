package io.graphrecall.loaders.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphrecall.loaders.source.RawRecord;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.loaders.source.RecordReader;
import io.graphrecall.loaders.source.RecordSource;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class RecallFolderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void theNameOfAVectorFileIsTheEmbeddingSpace() throws IOException {
        Path vectors = Files.createDirectory(folder.resolve("vectors"));
        Files.copy(Path.of("src/test/resources/parquet/contents.parquet"), vectors.resolve("clip.parquet"));
        Files.writeString(vectors.resolve("README"), "no vectors");

        Map<RecordKind, List<RecordSource>> sources = new RecallFolder().sources(folder);

        assertThat(sources).containsOnlyKeys(RecordKind.VECTORS);
        RecordSource clip = Objects.requireNonNull(sources.get(RecordKind.VECTORS)).getFirst();
        assertThat(clip.name()).isEqualTo("vectors/clip.parquet");
        try (RecordReader reader = clip.open()) {
            RawRecord first = Objects.requireNonNull(reader.next());
            assertThat(first.json().get("content_id").textValue()).isEqualTo("c/1");
        }
    }

    @Test
    void thePartsOfAFileAreReadInTheOrderOfTheirNames() throws IOException {
        for (String name : List.of("events-10.jsonl", "events-9.csv", "events_x.tsv.gz", "old-events.jsonl",
                "notes.csv",
                "contents.csv", "contents-old.csv", "dataset.json", "README.md")) {
            Files.writeString(folder.resolve(name), "");
        }
        assertThat(new RecallFolder().sources(folder).get(RecordKind.EVENTS)).extracting(RecordSource::name)
                .containsExactly("events-9.csv", "events-10.jsonl", "events_x.tsv.gz");
        assertThat(RecallFolder.unread(folder)).containsExactly("contents-old.csv", "notes.csv", "old-events.jsonl");

        Files.writeString(folder.resolve("events-9.jsonl"), "");
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> new RecallFolder().sources(folder))
                .withMessageContaining("events-9.jsonl contain the same kind of records");
    }

    @Test
    void aFolderInPlaceOfAFileIsNotIgnored() throws IOException {
        Files.writeString(folder.resolve("contents.jsonl"), "{\"content_id\":\"c\"}\n");
        Files.createDirectories(folder.resolve("events.parquet"));

        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> new RecallFolder().sources(folder))
                .withMessage(folder.resolve("events.parquet") + " is a folder; move its parts into " + folder
                        + " as events-1, events-2 and so on, with their extension");
        Files.move(folder.resolve("events.parquet"), folder.resolve("events-2026-11-01.parquet"));
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> new RecallFolder().sources(folder))
                .withMessageStartingWith(folder.resolve("events-2026-11-01.parquet") + " is a folder; move its parts");
        Path vectors = Files.createDirectory(folder.resolve("vectors"));
        Files.move(folder.resolve("events-2026-11-01.parquet"), vectors.resolve("clip.parquet"));
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> new RecallFolder().sources(folder))
                .withMessage(vectors.resolve("clip.parquet") + " is a folder; write one file instead");
    }

    @Test
    void vectorsOfAnotherFormatAreNamedAsUnread() throws IOException {
        Path vectors = Files.createDirectory(folder.resolve("vectors"));
        Files.writeString(vectors.resolve("clip.csv"), "");
        Files.writeString(vectors.resolve("README"), "no vectors");
        assertThat(RecallFolder.unread(folder)).containsExactly("vectors/clip.csv");
    }

    @Test
    void columnsThatAreNoFieldOfTheFileStayText() throws IOException {
        Files.writeString(folder.resolve("contents.csv"), """
                content_id,frames,synonyms,dwell_ms,profile.age,media.frames,expires_at
                7,30,a|b,7,30,a.jpg|b.jpg,1767225600000
                """);
        RecordSource contents = Objects.requireNonNull(new RecallFolder().sources(folder).get(RecordKind.CONTENTS))
                .getFirst();
        try (RecordReader reader = contents.open()) {
            assertThat(Objects.requireNonNull(reader.next()).json()).isEqualTo(JSON.readTree("""
                    {"content_id":"7","frames":"30","synonyms":"a|b","dwell_ms":"7","profile.age":"30",
                     "media":{"frames":["a.jpg","b.jpg"]},"expires_at":1767225600000}"""));
        }
    }

    @Test
    void aVectorRowBecomesAVectorRecord() throws IOException {
        assertThat(RecallFolder.vectorRecord("clip",
                JSON.readTree("{\"content_id\":7,\"vector\":[1,2.5],\"model\":\"m\"}")))
                .isEqualTo(JSON.readTree(
                        "{\"content_id\":\"7\",\"model\":\"m\",\"vectors\":{\"clip\":[1,2.5]}}"));
        assertThat(RecallFolder.vectorRecord("clip", JSON.readTree("{\"content_id\":\"c\"}")))
                .isEqualTo(JSON.readTree("{\"content_id\":\"c\"}"));
    }
}
