package io.graphrecall.service.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.content.encode.EncoderModel;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Description;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

class TextVectorsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void newContentsGetAVectorOfTheEncoderThatTheGenerationNames() {
        float[] own = {1, 2};
        List<ContentChange> changes = List.of(
                change("cat", "a small cat", Map.of()), new ContentChange(new ContentId("gone"), null, 2),
                change("own", "a small cat", Map.of("text", own)), change("kitten", "a little kitten", Map.of()),
                change("bank", "the interest rate of the central bank", Map.of()));
        try (TextVectors vectors = new TextVectors(folder)) {
            List<ContentChange> added = vectors.encoded(manifest(EncoderModel.ENGLISH.settings()), changes);

            assertThat(added).extracting(ContentChange::id)
                    .isEqualTo(changes.stream().map(ContentChange::id).toList());
            assertThat(added.get(1)).isEqualTo(changes.get(1));
            assertThat(vector(added, 2)).isEqualTo(own);
            assertThat(vector(added, 0)).hasSize(EncoderModel.ENGLISH.dimension());
            assertThat(cosine(vector(added, 0), vector(added, 3)))
                    .isGreaterThan(cosine(vector(added, 0), vector(added, 4)) + 0.3);
        }
    }

    @Test
    void withoutASpaceOfTextsNothingIsAdded() {
        List<ContentChange> changes = List.of(change("cat", "a small cat", Map.of()));
        try (TextVectors vectors = new TextVectors(folder)) {
            assertThat(vectors.encoded(manifest(Map.of()), changes)).isEqualTo(changes);
        }
    }

    private static float[] vector(List<ContentChange> changes, int place) {
        Content content = Objects.requireNonNull(changes.get(place).content());
        return Objects.requireNonNull(content.description().vectors().get("text"));
    }

    private static double cosine(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static ContentChange change(String id, String title, Map<String, float[]> vectors) {
        Description description = new Description(title, null, List.of(), Map.of(), List.of(), null, null, null,
                Description.Status.ACTIVE, Description.Media.NONE, vectors, Map.of());
        return new ContentChange(new ContentId(id), new Content(new ContentId(id), description), 1);
    }

    private static GenerationManifest manifest(Map<String, Object> settings) {
        return new GenerationManifest(GenerationManifest.FORMAT, new GenerationId("20260101T000000Z-aaaa"),
                Instant.EPOCH, Instant.EPOCH, 0, 0, DataSet.UNNAMED, settings, Map.of(), new TreeMap<>(),
                new TreeMap<>());
    }
}
