package io.graphrecall.neo4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A Neo4j process that has told where it answers. */
record RunningProcess(ProcessHandle handle, int port) {

    /** Two readings of one process' start may differ: the system's clock is corrected now and then. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    /** The process of an id, or empty where it has ended, or where the id meanwhile is another process'. */
    static Optional<RunningProcess> of(long pid, Instant started, int port) {
        return ProcessHandle.of(pid).map(handle -> new RunningProcess(handle, port)).filter(RunningProcess::alive)
                .filter(process -> process.startedAbout(started));
    }

    long pid() {
        return handle.pid();
    }

    /** Whether it has not ended. One that nobody has taken notice of is gone all the same. */
    boolean alive() {
        return handle.isAlive() && !zombie();
    }

    private boolean startedAbout(Instant instant) {
        return handle.info().startInstant()
                .map(started -> Duration.between(started, instant).abs().compareTo(TOLERANCE) < 0).orElse(true);
    }

    private boolean zombie() {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid() + "/stat"));
            return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
        } catch (IOException e) {
            return false;
        }
    }
}
