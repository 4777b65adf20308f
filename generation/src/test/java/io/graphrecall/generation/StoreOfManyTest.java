package io.graphrecall.generation;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Concurrent use of one store by several threads and processes, including a crashed process. */
class StoreOfManyTest {

    @TempDir
    private Path root;

    @Test
    void readersSeeAValidGenerationDuringConcurrentActivations() throws Exception {
        List<GenerationId> ids = Stream.generate(() -> Samples.published(new GenerationStore(root))).limit(3).toList();
        new GenerationStore(root).activate(ids.getFirst());
        AtomicBoolean stop = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> reader = threads.submit(() -> {
                int read = 0;
                while (!stop.get()) {
                    assertThat(ids).contains(new GenerationStore(root).current().orElseThrow());
                    read++;
                }
                return read;
            });
            List<Future<?>> activations = new ArrayList<>();
            for (GenerationId id : ids) {
                activations.add(threads.submit(() -> {
                    GenerationStore store = new GenerationStore(root);
                    for (int i = 0; i < 20; i++) {
                        store.activate(id);
                    }
                }));
            }
            for (Future<?> activation : activations) {
                activation.get(30, SECONDS);
            }
            stop.set(true);
            assertThat(reader.get(30, SECONDS)).isPositive();
        }
    }

    @Test
    void concurrentWritersCreateOneGenerationEach() throws Exception {
        GenerationStore store = new GenerationStore(root);
        List<Future<GenerationId>> writers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                writers.add(threads.submit(() -> Samples.published(store)));
            }
        }
        List<GenerationId> ids = new ArrayList<>();
        for (Future<GenerationId> writer : writers) {
            ids.add(writer.get());
        }
        assertThat(store.ids()).containsExactlyInAnyOrderElementsOf(ids).hasSize(8);
        ids.forEach(store::verify);
    }

    @Test
    void aGenerationReceivedConcurrentlyIsStoredOnce() throws Exception {
        GenerationStore sender = new GenerationStore(root.resolve("sender"));
        GenerationStore receiver = new GenerationStore(root.resolve("receiver"));
        GenerationId id = Samples.published(sender);
        List<Future<?>> members = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                members.add(threads.submit(() -> {
                    try (BlockAssembler assembler = new BlockAssembler(receiver, id)) {
                        FileBlocks.of(sender, id).forEach(assembler::accept);
                        assembler.commit();
                    }
                }));
            }
        }
        for (Future<?> member : members) {
            member.get();
        }
        assertThat(entries(root.resolve("receiver"))).containsExactly(".lock", id.value());
        receiver.verify(id);
    }

    @Test
    void leftoversOfACrashedWriterAreIgnoredAndRemovedByTheNextBuild() throws Exception {
        GenerationStore store = new GenerationStore(root);
        GenerationId before = Samples.published(store);
        Process writer = startWriter();
        writer.destroyForcibly();
        assertThat(writer.waitFor(10, SECONDS)).isTrue();
        assertThat(building()).hasSize(1);
        assertThat(store.ids()).containsExactly(before);
        assertThat(store.list()).hasSize(1);
        GenerationId after = Samples.published(store);
        assertThat(building()).isEmpty();
        assertThat(entries(root)).containsExactlyInAnyOrder(".lock", before.value(), after.value());
    }

    @Test
    void theFolderOfALivingProcessIsNotRemoved() throws Exception {
        GenerationStore store = new GenerationStore(root);
        Process writer = startWriter();
        try {
            try (GenerationWriter other = Samples.written(store)) {
                Samples.published(store);
                assertThat(building()).hasSize(2);
                other.commit();
            }
            assertThat(building()).hasSize(1);
            assertThat(store.ids()).hasSize(2);
            writer.outputWriter().write("commit\n");
            writer.outputWriter().flush();
            assertThat(writer.waitFor(30, SECONDS)).isTrue();
            assertThat(writer.exitValue()).isZero();
        } finally {
            writer.destroyForcibly();
        }
        assertThat(store.ids()).hasSize(3).allSatisfy(store::verify);
        assertThat(building()).isEmpty();
    }

    @Test
    void partlyRemovedGenerationsAreRemovedByTheNextBuild() throws IOException {
        Path removed = root.resolve(".removed-20261125T004512Z-0000");
        Files.createDirectory(removed);
        Files.writeString(removed.resolve("author.npy"), "left");
        Files.writeString(root.resolve(".CURRENT.new"), "20261125T00");
        GenerationStore store = new GenerationStore(root);
        GenerationId id = Samples.published(store);
        assertThat(removed).doesNotExist();
        store.activate(id);
        assertThat(store.current()).contains(id);
        assertThat(root.resolve(".CURRENT.new")).doesNotExist();
    }

    private Process startWriter() throws IOException {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-cp",
                System.getProperty("java.class.path"), WaitingWriter.class.getName(), root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        assertThat(output.readLine()).isEqualTo("written");
        return process;
    }

    private List<String> building() throws IOException {
        return entries(root).stream().filter(name -> name.startsWith(".building") && !name.endsWith(".lock")).toList();
    }

    private static List<String> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    /** Process that writes a generation and commits it when it reads {@code commit}. */
    static final class WaitingWriter {

        private WaitingWriter() {}

        public static void main(String[] arguments) throws IOException {
            try (GenerationWriter writer = Samples.written(new GenerationStore(Path.of(arguments[0])))) {
                System.out.println("written");
                if (System.in.read() == 'c') {
                    writer.commit();
                }
            }
        }
    }
}
