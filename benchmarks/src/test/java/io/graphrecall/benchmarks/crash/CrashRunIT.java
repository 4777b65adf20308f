package io.graphrecall.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.benchmarks.input.ReportJson;
import io.graphrecall.benchmarks.input.ServiceAddress;
import io.graphrecall.testkit.FreePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Kills real processes of a correct service and of services with a fault. */
class CrashRunIT {

    @TempDir
    private Path folder;

    @Test
    void aCorrectServiceKeepsEveryEvent() throws Exception {
        List<String> log = new ArrayList<>();
        CrashReport report = run(4, "none", log);
        assertThat(report.passed()).isTrue();
        assertThat(report.kills()).isEqualTo(4);
        assertThat(report.graphFaults()).isEqualTo(1);
        assertThat(report.acknowledged()).isPositive();
        assertThat(report.acknowledged() + report.reposted()).isEqualTo(report.events());
        assertThat(report.slowestStart()).isPositive();
        assertThat(FileService.stored(folder.resolve("events"))).hasSize(report.events());
        assertThat(log).hasSize(5);
        assertThat(ReportJson.of(report)).contains("\"not_in_graph\" : [ ]");
    }

    @Test
    void lostEventsAreReported() throws Exception {
        CrashReport report = run(1, "forgetful", new ArrayList<>());
        assertThat(report.passed()).isFalse();
        assertThat(report.notRecent()).hasSize(report.acknowledged());
        assertThat(report.notInGraph()).containsAll(report.notRecent());
    }

    @Test
    void eventsThatAreStoredTwiceAreReported() throws Exception {
        CrashReport report = run(1, "repeating", new ArrayList<>());
        assertThat(report.passed()).isFalse();
        assertThat(report.severalInGraph()).hasSizeGreaterThanOrEqualTo(report.acknowledged());
        assertThat(report.notRecent()).isEmpty();
    }

    @Test
    void recalledContentsOfEventsAreReported() throws Exception {
        CrashReport report = run(1, "unseeing", new ArrayList<>());
        assertThat(report.passed()).isFalse();
        assertThat(report.recalledThough()).hasSize(report.events());
        assertThat(report.severalInGraph()).isEmpty();
    }

    @Test
    void eventsOfAnotherUserOrContentAreReported() throws Exception {
        CrashReport report = new CrashRun(
                settings(1, command("none")),
                ids -> ids.stream().map(id -> new StoredEvent(id, "someone", "something")).toList(), null, line -> {
                }).run();
        assertThat(report.passed()).isFalse();
        assertThat(report.differentInGraph()).hasSize(report.events());
    }

    @Test
    void aServiceThatDoesNotStartIsReported() throws Exception {
        CrashSettings settings = settings(1, "false");
        assertThatThrownBy(() -> new CrashRun(settings, ids -> List.of(), null, line -> {
        }).run())
                .hasMessageContaining("ended with exit code 1 before it was ready");
    }

    @Test
    void aFaultOfTheDatabaseThatFailsIsReported() {
        graphFault = "echo no database; false";
        assertThatThrownBy(() -> run(4, "none", new ArrayList<>())).hasMessageContaining("database's fault failed");
        assertThat(folder.resolve("service.log")).content().contains("no database");
    }

    private CrashReport run(int rounds, String fault, List<String> log) throws IOException, InterruptedException {
        return new CrashRun(settings(rounds, command(fault)), this::find, null, log::add).run();
    }

    private String graphFault = "true";
    private int port;

    private String command(String fault) throws IOException {
        port = FreePort.next();
        return String.join(" ", Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                "'" + System.getProperty("java.class.path") + "'", FileService.class.getName(),
                Integer.toString(port), folder.resolve("events").toString(), fault);
    }

    private CrashSettings settings(int rounds, String command) {
        return new CrashSettings(
                command, new ServiceAddress("127.0.0.1", port == 0 ? 1 : port),
                IntStream.range(0, 100).mapToObj(i -> "c" + i).toList(), rounds, 4, 3, 1000, Duration.ofMillis(200),
                Duration.ofMillis(500), Duration.ofSeconds(60), 1, graphFault, folder.resolve("service.log"));
    }

    private List<StoredEvent> find(List<String> ids) {
        try {
            return FileService.stored(folder.resolve("events")).stream().filter(event -> ids.contains(event.id()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
