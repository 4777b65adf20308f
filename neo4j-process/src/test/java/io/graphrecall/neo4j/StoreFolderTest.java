package io.graphrecall.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

class StoreFolderTest {

    private static final ProcessHandle SELF = ProcessHandle.current();

    @TempDir
    Path home;

    private StoreFolder store = StoreFolder.of(Path.of("unset"));

    @BeforeEach
    void create() throws IOException {
        store = StoreFolder.of(home);
        store.create();
    }

    @Test
    void withoutAPublishedProcessNothingRuns() {
        assertThat(store.running()).isEmpty();
        assertThat(LocalGraph.status(home).isRunning()).isFalse();
        assertThat(LocalGraph.stop(home)).isFalse();
    }

    @Test
    void aPublishedProcessIsFound() throws IOException {
        publish(SELF.pid(), started(), 7687);
        assertThat(store.running()).hasValue(new RunningProcess(SELF, 7687));
    }

    @Test
    void aProcessThatEndedIsNotRunning() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        publish(ended.pid(), Instant.now(), 7687);
        assertThat(store.running()).isEmpty();
    }

    @Test
    void anotherProcessWithTheSameIdIsNotRunning() throws IOException {
        publish(SELF.pid(), started().minusSeconds(3600), 7687);
        assertThat(store.running()).isEmpty();
    }

    @Test
    void aProcessThatNamesTheStoreRunsAlsoAfterAStepOfTheClock() throws IOException {
        Process sleeping = new ProcessBuilder("sh", "-c", "sleep 60; :", store.path().toString()).start();
        try {
            publish(sleeping.pid(), Instant.now().minusSeconds(3600), 7687);
            assertThat(store.running()).hasValue(new RunningProcess(sleeping.toHandle(), 7687));
        } finally {
            sleeping.descendants().forEach(ProcessHandle::destroy);
            sleeping.destroy();
        }
    }

    /** Whoever stopped it may have to start it again, such as a backup that is interrupted. */
    @Test
    void aProcessIsStoppedAlsoIfTheThreadIsInterrupted() throws Exception {
        Process slow = new ProcessBuilder("sh", "-c",
                "trap 'sleep 0.2; exit' TERM; echo; while true; do sleep 0.1; done")
                .start();
        try {
            assertThat(slow.inputReader().readLine()).isEmpty();
            publish(slow.pid(), Instant.now(), 7687);
            Thread.currentThread().interrupt();
            assertThat(LocalGraph.stop(home)).isTrue();
            assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
            assertThat(slow.toHandle().isAlive()).isFalse(); // the Process itself hears of the exit later
        } finally {
            slow.destroyForcibly();
        }
    }

    @Test
    void aDamagedProcessFileIsReportedByName() throws IOException {
        Files.writeString(store.path().resolve("process.properties"), "pid=many\n");
        assertThatExceptionOfType(RecallException.class).isThrownBy(store::running)
                .withMessageContaining("Could not read ").withMessageContaining("process.properties");
    }

    @Test
    void theConflictNamesTheProcess() throws IOException {
        assertThat(store.inUse()).hasMessage("The graph store " + store.path() + " is in use by another process");
        publish(SELF.pid(), started(), 7687);
        assertThat(store.inUse())
                .hasMessage("The graph store " + store.path() + " is in use by process " + SELF.pid());
    }

    private void publish(long pid, Instant started, int port) throws IOException {
        Files.writeString(store.path().resolve("process.properties"),
                "pid=" + pid + "\nstarted=" + started.toEpochMilli() + "\nport=" + port + "\n");
    }

    private static Instant started() {
        return SELF.info().startInstant().orElseThrow();
    }
}
