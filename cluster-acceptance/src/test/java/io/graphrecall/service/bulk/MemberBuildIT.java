package io.graphrecall.service.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.content.encode.CachedTextEncoder;
import io.graphrecall.content.encode.EncoderChoice;
import io.graphrecall.content.encode.EncoderParameters;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.metapath.path.Measure;
import io.graphrecall.metapath.path.MetaPath;
import io.graphrecall.metapath.path.MetaPathParameters;
import io.graphrecall.metapath.path.PathNeighbours;
import io.graphrecall.metapath.path.PathSteps;
import io.graphrecall.retrieval.vector.ClusterParameters;
import io.graphrecall.retrieval.vector.SpaceParameters;
import io.graphrecall.retrieval.vector.VectorNeighbours;
import io.graphrecall.retrieval.vector.VectorSpace;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.BlockRunner;
import io.graphrecall.schema.parallel.BlockTask;
import io.graphrecall.schema.parallel.LocalBlocks;
import io.graphrecall.service.cluster.ClusterClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Bulk work of a build over two members, one of which is killed after the first results have arrived. */
@Timeout(120)
class MemberBuildIT {

    /** Blocks of 256 rows, more than may wait for the command. */
    private static final int CONTENTS = 24 * 256;
    private static final int NEIGHBOURS = 5;

    /** Texts that take no time to encode, but for one in a hundred. Blocks have 1,024. */
    private static final List<String> TEXTS = IntStream.range(0, 24 * 1024)
            .mapToObj(i -> i % 100 == 0
                    ? "word " + i
                    : Integer.toString(i).chars()
                            .mapToObj(digit -> String.valueOf("!#$%&()*+,".charAt(digit - '0')))
                            .collect(Collectors.joining()))
            .toList();

    /** Reports of finished steps: kills a member at the first one. */
    private static final class Killing implements Progress {

        private final Process member;
        private boolean hasKilled;

        Killing(Process member) {
            this.member = member;
        }

        @Override
        public void begin(String task, long total) {
            // Nothing is finished yet.
        }

        @Override
        public void advance(long steps) {
            if (steps > 0 && !hasKilled) {
                hasKilled = true;
                member.destroyForcibly().onExit().join();
            }
        }

        @Override
        public void end(String outcome) {
            // The table is complete.
        }
    }

    /** Passes tasks on to the members, and counts them. */
    private record Counting(BlockRunner members, AtomicInteger tasks) implements BlockRunner {

        @Override
        public <R extends Serializable> void run(BlockTask<R> task, Consumer<R> sink) {
            tasks.incrementAndGet();
            members.run(task, sink);
        }
    }

    private static void assertSameOverMembers(BiFunction<BlockRunner, Progress, ?> table) throws IOException {
        Object expected = table.apply(LocalBlocks.PLAIN, Progress.NONE);
        try (TestCluster cluster = new TestCluster()) {
            Process killed = cluster.startProcess();
            cluster.start(1);
            try (ClusterClient client = cluster.connect()) {
                assertThat(client.members()).isEqualTo(2);
                Counting members = new Counting(client.blocks(), new AtomicInteger());
                assertThat(table.apply(members, new Killing(killed))).isEqualTo(expected);
                assertThat(members.tasks()).as("tasks that the members ran").hasPositiveValue();
                assertThat(killed.isAlive()).isFalse();
            }
            cluster.assertNothingIsLeft();
        }
    }

    private static EmbeddingTable vectors() {
        Random random = new Random(1);
        float[][] vectors = new float[CONTENTS][];
        for (int content = 0; content < CONTENTS; content++) {
            if (content % 10 > 0) { // one in ten has no vector
                vectors[content] = new float[] {
                    (float) random.nextGaussian(), (float) random.nextGaussian(), (float) random.nextGaussian(),
                    (float) random.nextGaussian()};
            }
        }
        return EmbeddingTable.of(EmbeddingTable.Metric.COSINE, vectors);
    }

    @Test
    void exactNeighboursAreTheSame() throws IOException {
        EmbeddingTable vectors = vectors();
        assertSameOverMembers((runner, progress) -> VectorNeighbours.compute(
                vectors, CONTENTS, NEIGHBOURS, 7, runner, progress));
    }

    @Test
    void neighboursInASearchGraphAreTheSame() throws IOException {
        EmbeddingTable vectors = vectors();
        SpaceParameters parameters = new SpaceParameters(NEIGHBOURS, new ClusterParameters(2, 2, 1, 0), 0, 0);
        assertSameOverMembers((runner, progress) -> VectorSpace.compute(
                "clip", vectors, List.of(), CONTENTS, parameters, 7, runner, afterTheGraph(progress)).neighbours());
    }

    /** Passes on the reports about neighbours only. */
    private static Progress afterTheGraph(Progress progress) {
        return new Progress() {
            private boolean isPassedOn;

            @Override
            public void begin(String task, long total) {
                isPassedOn = task.startsWith("Computing neighbours");
                progress.begin(task, total);
            }

            @Override
            public void advance(long steps) {
                if (isPassedOn) {
                    progress.advance(steps);
                }
            }

            @Override
            public void end(String outcome) {
                isPassedOn = false;
            }
        };
    }

    @Test
    void productsOfAMetaPathAreTheSame() throws IOException {
        Random random = new Random(1);
        CsrTable.Builder step = CsrTable.builder(1000);
        IntStream.range(0, CONTENTS).forEach(content -> step.add(random.nextInt(500), random.nextFloat())
                .add(500 + random.nextInt(500), random.nextFloat()).endRow());
        CsrTable tags = step.build();
        float[] selfCounts = new float[CONTENTS];
        IntStream.range(0, CONTENTS).forEach(content -> selfCounts[content] = 1 + random.nextFloat());
        PathSteps path = new PathSteps(
                new MetaPathParameters("tags", MetaPath.parse("Content-HAS_TAG->Tag<-HAS_TAG-Content"),
                        Measure.PATHSIM, 1, Duration.ofDays(1), 4, 1000, NEIGHBOURS),
                List.of(tags, tags.transpose()), new int[0], selfCounts);
        assertSameOverMembers((runner, progress) -> PathNeighbours.compute(path, 7, runner, progress));
    }

    @Test
    void vectorsOfTextsAreTheSame(@TempDir Path folder) throws IOException {
        int[] run = {0};
        assertSameOverMembers((runner, progress) -> {
            Path cache = folder.resolve("run-" + run[0]++);
            try (CachedTextEncoder encoder = new EncoderParameters(EncoderChoice.ENGLISH, 1).open(TEXTS, cache)) {
                encoder.prepare("Encoding texts", TEXTS, runner, progress);
            }
            try (Stream<Path> files = Files.list(cache)) {
                return ByteBuffer.wrap(Files.readAllBytes(files.findFirst().orElseThrow()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
