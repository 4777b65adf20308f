package io.graphrecall.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.benchmarks.input.ReportJson;
import io.graphrecall.testkit.FreePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Kills and freezes real processes that share a file of events. */
class SoakRunIT {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    @Test
    void aCorrectClusterPasses() throws Exception {
        List<String> log = new ArrayList<>();
        SoakReport report = new SoakRun(settings("none", 4), this::find, log::add).run();

        assertThat(report.passed()).as(ReportJson.of(report)).isTrue();
        assertThat(report.faults()).isNotEmpty();
        assertThat(report.activation()).isNotNull();
        assertThat(report.activation().attempts()).isPositive();
        assertThat(log).first().isEqualTo("2 members are ready");
        assertThat(report.recalls().sent()).isEqualTo(4 * 30 + 1);
        assertThat(report.posts().sent()).isEqualTo(4 * 10 + 1);
        assertThat(report.recalls().p50()).isPositive().isLessThanOrEqualTo(report.recalls().p99());
        assertThat(report.newContents().sent()).isEqualTo(3 * 5 + 1);
        assertThat(report.erasures().sent()).isPositive();
        assertThat(FileService.stored(folder.resolve("events")))
                .hasSize(4 * 10 + 1 - Journal.EVENTS_PER_USER * (int) report.erasures().sent());
        assertThat(report.memory().get("members")).hasSize(2);
    }

    @Test
    void whatIsLeftOrMissingIsReported() throws Exception {
        SoakReport report = new SoakRun(settings("unseeing", 3), this::find, line -> {
        }).run();

        assertThat(report.passed()).isFalse();
        assertThat(report.seenAgain()).isNotEmpty();
        assertThat(report.activation()).isNotNull();
        assertThat(report.activation().notOnMember()).hasSize(2);
        assertThat(report.notInGraph()).isEmpty();
        assertThat(report.contentsMissing()).isNotEmpty();
        assertThat(report.erasedInGraph()).isNotEmpty();
        assertThat(report.erasedOnMember()).isNotEmpty();
    }

    private SoakSettings settings(String fault, int seconds) throws IOException {
        String command = String.join(" ", Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", "'" + System.getProperty("java.class.path") + "'",
                FileService.class.getName(), "{port}", folder.resolve("events").toString(), fault);
        return new SoakSettings(
                command, twoFreePorts(), 2, IntStream.range(0, 100).mapToObj(i -> "c" + i).toList(),
                new GraphFaults("", "", URI.create("bolt://127.0.0.1:7687"), 0, null), "g2", 30, 10, 5, 2,
                Duration.ofSeconds(seconds), SECOND, Duration.ofMillis(300), Duration.ofSeconds(10),
                Duration.ofSeconds(60), 1, folder);
    }

    /** Returns the first of two free ports in a row. */
    private static int twoFreePorts() throws IOException {
        while (true) {
            int next = FreePort.next() + 1;
            try (ServerSocket second = new ServerSocket(next, 1, InetAddress.getLoopbackAddress())) {
                return second.getLocalPort() - 1;
            } catch (BindException taken) {
                // The next port is in use: try another pair.
            }
        }
    }

    private List<StoredEvent> find(List<String> ids) {
        try {
            return FileService.stored(folder.resolve("events")).stream()
                    .filter(event -> Set.copyOf(ids).contains(event.id())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
