package io.graphrecall.neo4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Neo4j process that is ready. */
record RunningProcess(ProcessHandle handle, int port) {

    /** Tolerance of start times, since corrections of the system clock change the reported start of a process. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    /**
     * Returns the process; empty if it has ended or its id now belongs to another process. After a large step of the system
     * clock, a process is recognised by its arguments.
     *
     * @param store folder of its graph store
     */
    static Optional<RunningProcess> of(long pid, Instant started, int port, Path store) {
        return ProcessHandle.of(pid).map(handle -> new RunningProcess(handle, port)).filter(RunningProcess::isAlive)
                .filter(process -> process.startedAbout(started) || process.arguments().contains(store.toString()));
    }

    long pid() {
        return handle.pid();
    }

    /** Returns true if the process ends with the one that started it. */
    boolean isOwned() {
        return arguments().contains(Launch.WATCH_STDIN) || arguments().contains(Launch.OWNER);
    }

    /** Returns true if the process ends with another one, whose id it was given. */
    boolean isOwnedBy(long owner) {
        int option = arguments().indexOf(Launch.OWNER);
        return option >= 0 && arguments().subList(option, arguments().size()).indexOf(Long.toString(owner)) == 1;
    }

    private List<String> arguments() {
        return handle.info().arguments().map(List::of).orElse(List.of());
    }

    /** Returns true if the process has not ended. A zombie process counts as ended. */
    boolean isAlive() {
        return !isZombie() && handle.isAlive(); // in this order: a zombie that is gone before it is read is not alive then
    }

    private boolean startedAbout(Instant instant) {
        return handle.info().startInstant()
                .map(started -> Duration.between(started, instant).abs().compareTo(TOLERANCE) < 0).orElse(true);
    }

    private boolean isZombie() {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid() + "/stat"));
            return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
        } catch (IOException e) {
            return false;
        }
    }
}
