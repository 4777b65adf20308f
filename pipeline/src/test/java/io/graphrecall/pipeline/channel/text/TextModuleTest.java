package io.graphrecall.pipeline.channel.text;

import static io.graphrecall.pipeline.testing.Queries.ids;
import static io.graphrecall.pipeline.testing.Queries.searching;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.content.encode.EncoderModel;
import io.graphrecall.content.encode.TextEncoder;
import io.graphrecall.content.text.Terms;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.ModuleContext;
import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.overlay.ContentChange;
import io.graphrecall.pipeline.overlay.OpenedModule;
import io.graphrecall.pipeline.settings.SettingsValues;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.testing.SmallWorld;
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

class TextModuleTest {

    private static final int DIMENSION = EncoderModel.ENGLISH.dimension();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void newContentsGetAnEmbeddingFromTheEncoderOfTheGeneration() {
        float[] own = axis(1);
        List<ContentChange> changes = List.of(
                change("cat", "a small cat", Map.of()), new ContentChange(new ContentId("gone"), null, 2),
                change("own", "a small cat", Map.of("text", own)), change("kitten", "a little kitten", Map.of()),
                change("bank", "the interest rate of the central bank", Map.of()));
        try (TextModule module = module()) {
            OpenedModule encoder = Objects.requireNonNull(module.open(manifest(EncoderModel.ENGLISH.settings(0))));
            ServingSnapshot snapshot = new SmallWorld().vector("text", "known", axis(0)).snapshot(encoder)
                    .with(changes);

            assertThat(vector(snapshot, "own")).isEqualTo(own);
            assertThat(snapshot.contentOrdinal("gone")).isPositive();
            assertThat(snapshot.overlay().vectors("text")).hasSize(4);
            assertThat(cosine(vector(snapshot, "cat"), vector(snapshot, "kitten")))
                    .isGreaterThan(cosine(vector(snapshot, "cat"), vector(snapshot, "bank")) + 0.3);
        }
    }

    @Test
    void aContentWhoseTextCannotBeEncodedDoesNotKeepOthersFromTheirEmbedding() {
        TextEncoder encoder = new TextEncoder() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public int dimension() {
                return DIMENSION;
            }

            @Override
            public float[][] encode(List<String> texts) {
                if (texts.toString().contains("bad")) {
                    throw new IllegalStateException("Could not encode texts");
                }
                return texts.stream().map(text -> axis(1)).toArray(float[][]::new);
            }

            @Override
            public void close() {}
        };
        ServingSnapshot snapshot = new SmallWorld().vector("text", "known", axis(0))
                .snapshot(new TextModule.Encoder(encoder, encoder))
                .with(List.of(change("first", "a cat", Map.of()), change("bad", "bad", Map.of()),
                        change("last", "a dog", Map.of())));

        assertThat(vector(snapshot, "first")).isEqualTo(axis(1));
        assertThat(vector(snapshot, "last")).isEqualTo(axis(1));
        assertThat(snapshot.contentOrdinal("bad")).isPositive();
        assertThat(snapshot.overlay().vectors("text")).hasSize(2);
    }

    @Test
    void theNewestSearchRecallsContentsOfTheSameMeaning() {
        List<ContentChange> changes = List.of(
                change("kitten", "a little kitten", Map.of()),
                change("bank", "the interest rate of the central bank", Map.of()));
        try (TextModule module = module()) {
            RecallChannel channel = module.channels().getLast();
            OpenedModule encoder = Objects.requireNonNull(module.open(manifest(EncoderModel.ENGLISH.settings(0))));
            ServingSnapshot snapshot = new SmallWorld().vector("text", "known", axis(0)).snapshot(encoder)
                    .with(changes);

            ChannelResult pets = channel.recall(searching(snapshot, "cats", "mortgages"));

            assertThat(channel.unavailable(snapshot)).isNull();
            assertThat(ids(snapshot, pets)).startsWith("kitten");
            assertThat(pets.reasons().of(pets.contents())).containsOnly(new Reason(Reason.Kind.QUERY, "cats"));
            assertThat(ids(snapshot, channel.recall(searching(snapshot, "mortgages")))).startsWith("bank");
            assertThat(channel.missingInput(searching(snapshot))).isEqualTo("the user has no searches");
            assertThat(channel.unavailable(new SmallWorld().content("a").snapshot()))
                    .isEqualTo("the generation has no text space of a text encoder");
        }
    }

    @Test
    void aSearchDoesNotRecallContentsBelowTheNoiseLevel() {
        try (TextModule module = module()) {
            GenerationManifest manifest = manifest(EncoderModel.ENGLISH.settings(0.45));
            ServingSnapshot snapshot = new SmallWorld().settings(manifest.settings()).vector("text", "known", axis(0))
                    .snapshot(Objects.requireNonNull(module.open(manifest)))
                    .with(List.of(change("kitten", "a little kitten", Map.of()),
                            change("bank", "the interest rate of the central bank", Map.of())));
            RecallChannel channel = module.channels().getLast();

            assertThat(ids(snapshot, channel.recall(searching(snapshot, "small kittens")))).containsExactly("kitten");
            assertThat(ids(snapshot, channel.recall(searching(snapshot, "xqzvw")))).isEmpty();
        }
    }

    @Test
    void aGenerationWithoutTextEncoderOpensNothing() {
        try (TextModule module = module()) {
            assertThat(module.open(manifest(Map.of()))).isNull();
        }
    }

    private TextModule module() {
        return new TextModule(new ModuleContext(
                new SettingsValues(Map.of()), folder, folder, new Terms(), new ScoreBoards(),
                name -> {
                    throw new AssertionError("caches nothing");
                }));
    }

    private static float[] axis(int dimension) {
        float[] vector = new float[DIMENSION];
        vector[dimension] = 1;
        return vector;
    }

    private static float[] vector(ServingSnapshot snapshot, String id) {
        return Objects.requireNonNull(snapshot.overlay().vector("text", snapshot.contentOrdinal(id))).values();
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
                Instant.EPOCH, Instant.EPOCH, 0, "", 0, DataSet.UNNAMED, settings, Map.of(), List.of(), new TreeMap<>(),
                new TreeMap<>());
    }
}
