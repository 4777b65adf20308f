package io.graphrecall.loaders.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.loaders.ingest.RecordWriter;
import io.graphrecall.loaders.ingest.Rejection;
import io.graphrecall.loaders.ingest.WriteReport;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.ContentVectors;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.TagName;
import io.graphrecall.schema.TagRecord;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class ImportWriterTest {

    @TempDir
    private Path folder;

    private ImportWriter writer;

    @BeforeEach
    void open() {
        writer = new ImportWriter(folder);
        writer.writeDataSet(DataSet.UNNAMED);
    }

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void vectorsOfAFileAreAddedToTheirContents() throws IOException {
        writer.writeContents(List.of(content("c", Map.of("clip", new float[] {0.1f, -0.0f}))));
        assertThat(vectors("c", "clip", 0.1f, 0.0f)).isEqualTo(report(0, 1, 1));
        assertThat(vectors("c", "clip", 0.1f, 0.5f)).isEqualTo(report(1, 0, 2));
        assertThat(vectors("c", "text", 2)).isEqualTo(report(1, 0, 3));
        assertThat(vectors("d", "clip", 1).rejected())
                .containsExactly(new Rejection(0, "there is no record of content 'd'"));
        writer.finish();

        assertThat(Files.readString(folder.resolve("content-0.csv")))
                .startsWith(
                        "content_id:ID(Content),digest:string,seq:long,status:string,vector_clip:double[],vector_text:double[]\r\nc,")
                .endsWith(",3,active,0.10000000149011612;0.5,2.0\r\n");
    }

    @Test
    void aCycleOfTagsInTwoBatchesIsRejected() {
        assertThat(writer.writeTags(List.of(tag("a", "b"))).placeholders()).isEqualTo(Map.of(NodeLabel.TAG, 1));
        assertThat(writer.writeTags(List.of(tag("b", "a"))).rejected()).containsExactly(
                new Rejection(0, "tag 'b' would be an ancestor of itself through 'a'"));
        assertThat(writer.writeTags(List.of(tag("b", "c"), tag("d", "a"))).rejected()).isEmpty();
        assertThat(writer.writeTags(List.of(tag("c", "d"))).rejected()).containsExactly(
                new Rejection(0, "tag 'c' would be an ancestor of itself through 'd'"));
    }

    @Test
    void theFirstEventOfAnIdentityCounts() {
        assertThat(writer.writeEvents(List.of(event("e", Action.CLICK, 1, ""), event("f", Action.LIKE, 1, null)))
                .written())
                .isEqualTo(2);
        WriteReport second = writer.writeEvents(List.of(event("e", Action.CLICK, 1, ""),
                event("e", Action.CLICK, 1, null), event("f", Action.CLICK, 1, null)));
        assertThat(second.unchanged()).isEqualTo(1);
        assertThat(writer.writeEvents(List.of(event("e", Action.IMPRESSION, 1, null))).rejected())
                .as("the identity of an impression does not count").isEmpty();
        assertThat(second.rejected()).containsExactly(
                new Rejection(1, "event_id 'e' belongs to a different event: scene '', not none"),
                new Rejection(2, "event_id 'f' belongs to a different event: action 'like', not 'click'"));
        assertThat(folder.resolve("user-clicked-content-0.csv")).exists();
    }

    @Test
    void impressionsOfSeveralBatchesShareAWindow() throws IOException {
        List<BehaviourEvent> shown = IntStream.range(0, 600)
                .mapToObj(i -> impression("c%03d".formatted(i), 1_000 - i)).toList();
        assertThat(writer.writeEvents(shown.subList(0, 400)).written()).isEqualTo(400);
        assertThat(writer.writeEvents(shown.subList(300, 600)).written()).isEqualTo(300);
        assertThat(writer.finish()).as("100 repeated, 100 older than a full window")
                .isEqualTo(new RecordWriter.Corrections(100, 100));
        String[] user = Files.readString(folder.resolve("user-0.csv")).lines().skip(1).findFirst().orElseThrow()
                .split(",");
        assertThat(user[1].split(";")).hasSize(500).startsWith("c499").endsWith("c000");
        assertThat(user[2].split(";")).hasSize(500).startsWith("501").endsWith("1000");
    }

    private WriteReport vectors(String content, String name, float... vector) {
        return writer.writeVectors(List.of(new ContentVectors(new ContentId(content), Map.of(name, vector))));
    }

    private static WriteReport report(int written, int unchanged, long seq) {
        return new WriteReport(written, unchanged, List.of(), seq, Map.of());
    }

    private static Content content(String id, Map<String, float[]> vectors) {
        return new Content(new ContentId(id),
                new Description(null, null, List.of(), Map.of(), List.of(), null, null, null,
                        Description.Status.ACTIVE, Description.Media.NONE, vectors, Map.of()));
    }

    private static TagRecord tag(String tag, String parent) {
        return new TagRecord(new TagName(tag), new TagName(parent), List.of());
    }

    private static BehaviourEvent event(String id, Action action, long at, @Nullable String scene) {
        return new BehaviourEvent(id, new UserId("u"), action, new ContentId("c"), Instant.ofEpochMilli(at), 1, null,
                scene,
                null, null);
    }

    private static BehaviourEvent impression(String content, long at) {
        return new BehaviourEvent(content + at, new UserId("u"), Action.IMPRESSION, new ContentId(content),
                Instant.ofEpochMilli(at), 1, null, null, null, null);
    }
}
