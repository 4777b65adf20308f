package io.graphrecall.service.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.content.testing.Discs;
import io.graphrecall.content.testing.MeanColour;
import io.graphrecall.gnn.multimodal.FrameModel;
import io.graphrecall.gnn.multimodal.MultimodalParameters;
import io.graphrecall.gnn.multimodal.MultimodalStep;
import io.graphrecall.gnn.tensor.ComputeDevice;
import io.graphrecall.gnn.training.TrainingContext;
import io.graphrecall.gnn.training.TrainingContext.Policy;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.Sha256;
import io.graphrecall.schema.parallel.BlockRunner;
import io.graphrecall.schema.parallel.LocalBlocks;
import io.graphrecall.service.cluster.ClusterClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reading of media over members, as in a build: training and encoding from pictures, films, and files that cannot be used. */
@Timeout(300)
class MemberMediaIT {

    /** Contents with a picture, in more blocks than may wait for the command. */
    private static final int PICTURES = 160;
    /** An encoder that is trained in little time. */
    private static final MultimodalParameters SMALL = MultimodalParameters.DEFAULT.withModel(
            new MultimodalParameters.Model(
                    16, 2, 1, 1, 1, 0.1f, 16, 8, 8, 8, 100, 2, MultimodalParameters.Fusion.LATE, FrameModel.BUILT_IN));

    @TempDir
    private static Path folder;

    private static Path data;
    private static Map<String, String> local;

    private TestCluster cluster;

    @BeforeAll
    static void buildAlone() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        for (int i = 0; i < 20; i++) {
            Discs.picture(data.resolve(i + ".png"), i % 2 == 0, i);
        }
        Discs.film(data.resolve("film.mp4"), true);
        byte[] film = Files.readAllBytes(data.resolve("film.mp4"));
        Files.write(data.resolve("cut.mp4"), Arrays.copyOf(film, film.length / 3));
        Files.writeString(data.resolve("text.jpg"), "not a picture");
        Files.write(data.resolve("noise.wav"), new byte[2_000]);
        Files.createFile(data.resolve("empty.png"));
        local = built("local", Policy.UPDATE, null, LocalBlocks.PLAIN, Progress.NONE);
    }

    @BeforeEach
    void choosePort() throws IOException {
        cluster = new TestCluster();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private static List<CatalogueEntry> contents() {
        List<CatalogueEntry> contents = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            contents.add(content("picture " + i, new Description.Media(
                    i % 20 + ".png", List.of((i + 7) % 20 + ".png"), null, null, data.toString())));
        }
        contents.add(content("film", new Description.Media(null, List.of(), "film.mp4", null, data.toString())));
        contents.add(content("cut", new Description.Media("3.png", List.of(), "cut.mp4", null, data.toString())));
        contents.add(content("unusable", new Description.Media("text.jpg",
                List.of("gone.png", "empty.png", "4.png", "../secret.png", "a\0b"), "gone.mp4", "noise.wav",
                data.toString())));
        contents.add(content("text", Description.Media.NONE));
        return contents;
    }

    private static Content content(String id, Description.Media media) {
        return new Content(new ContentId(id), new Description("red coat " + id, null, List.of(), Map.of(), List.of(),
                null, null, null, Description.Status.ACTIVE, media, Map.of(), Map.of()));
    }

    /** Builds in a home. Returns the vectors by content, and the files of the home by name. */
    private static Map<String, String> built(
            String name, Policy policy, @Nullable Path imageModel, BlockRunner runner, Progress progress)
            throws IOException {
        Path home = folder.resolve(name);
        Map<String, String> built = new TreeMap<>();
        new MultimodalStep(SMALL).mediaVectors(contents(),
                new TrainingContext(policy, 1, 1, ComputeDevice.CPU, 1, imageModel, home, runner), progress)
                .forEach((content, vector) -> built.put(content, Arrays.toString(vector)));
        for (Path file : files(home)) {
            byte[] bytes = Files.readAllBytes(file);
            built.put(home.relativize(file).toString(), file.toString().endsWith(".jsonl")
                    ? new String(bytes, UTF_8)
                    : HexFormat.of().formatHex(Sha256.newDigest().digest(bytes)));
        }
        return built;
    }

    private static List<Path> files(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** Copies files of the local build to another home: those whose path contains a text. */
    private static void copyLocal(String name, String part) throws IOException {
        Path home = folder.resolve("local");
        for (Path file : files(home)) {
            Path copy = folder.resolve(name).resolve(home.relativize(file));
            if (copy.toString().contains(part)) {
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @Test
    void threeMembersGiveTheModelsVectorsAndProblemsOfThisMachine() throws IOException {
        assertThat(local.get("media-problems.jsonl")).contains(data.resolve("text.jpg") + " is not a picture",
                "gone.png is missing", "empty.png is empty", "gone.mp4 is missing", "noise.wav is damaged",
                "../secret.png is outside");
        cluster.start(3);
        try (ClusterClient client = cluster.connect()) {
            assertThat(built("three", Policy.UPDATE, null, client.blocks(), Progress.NONE)).isEqualTo(local);
        }
        cluster.assertNothingIsLeft();
    }

    @Test
    void oneMemberGivesTheVectorsAndProblemsOfThisMachine() throws IOException {
        copyLocal("one", "models");
        cluster.start(1);
        try (ClusterClient client = cluster.connect()) {
            assertThat(built("one", Policy.REUSE, null, client.blocks(), Progress.NONE)).isEqualTo(local);
        }
    }

    @Test
    void aMemberThatIsKilledInTheMiddleChangesNothing() throws IOException {
        copyLocal("killed", "models");
        Process killed = cluster.startProcess();
        cluster.start(2);
        try (ClusterClient client = cluster.connect()) {
            assertThat(built("killed", Policy.REUSE, null, client.blocks(), new After("Encoding", 20,
                    () -> killed.destroyForcibly().onExit().join()))).isEqualTo(local);
        }
        assertThat(killed.isAlive()).isFalse();
        cluster.assertNothingIsLeft();
    }

    @Test
    void membersUseTheImageModelOfTheCommand() throws IOException {
        Path imageModel = MeanColour.write(folder, "{\"size\": 16}");
        Map<String, String> alone = built(
                "image", Policy.UPDATE, imageModel, LocalBlocks.PLAIN, Progress.NONE);
        cluster.start(2);
        try (ClusterClient client = cluster.connect()) {
            assertThat(built("images", Policy.UPDATE, imageModel, client.blocks(), Progress.NONE)).isEqualTo(alone);
        }
    }

    @Test
    void membersReadOnlyWhatHasChanged() throws IOException {
        copyLocal("again", "");
        cluster.start(2);
        List<String> outcomes = new ArrayList<>();
        try (ClusterClient client = cluster.connect()) {
            built("again", Policy.REUSE, null, client.blocks(), new After("", 0, () -> {
            }) {
                @Override
                public void end(String outcome) {
                    outcomes.add(outcome);
                }
            });
        }
        // The contents with unusable files, one of them a truncated film, are not in the cache.
        assertThat(outcomes).last().asString()
                .startsWith("2 encoded, " + (PICTURES + 2) + " unchanged; 2 contents have unreadable media");
    }

    @Test
    void anInterruptEndsTheReading() {
        cluster.start(2);
        try (ClusterClient client = cluster.connect()) {
            assertThatThrownBy(() -> built("interrupted", Policy.UPDATE, null, client.blocks(),
                    new After("Reading", 20, Thread.currentThread()::interrupt)))
                    .isInstanceOfSatisfying(RecallException.class,
                            e -> assertThat(e.code()).isEqualTo(RecallException.Code.CANCELLED));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        cluster.assertNothingIsLeft();
    }

    /** Runs an action once, when a task has done a number of steps. */
    private static class After implements Progress {

        private final String task;
        private final int count;
        private final Runnable action;
        private int done = Integer.MIN_VALUE;

        After(String task, int count, Runnable action) {
            this.task = task;
            this.count = count;
            this.action = action;
        }

        @Override
        public void begin(String begun, long total) {
            done = begun.startsWith(task) ? 0 : Integer.MIN_VALUE;
        }

        @Override
        public void advance(long steps) {
            done += (int) steps;
            if (done == count) {
                action.run();
            }
        }

        @Override
        public void end(String outcome) {
            // The next task begins.
        }
    }
}
