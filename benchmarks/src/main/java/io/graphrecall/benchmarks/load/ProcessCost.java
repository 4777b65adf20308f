package io.graphrecall.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Cost of the service's process in the measured period. Memory is read from {@code /proc}, so on Linux only.
 *
 * @param cpuMsPerRecall processor time of all its threads, divided by the recalls; clicks and their work count as well
 * @param cpuMsPerClick  the same, divided by the clicks
 * @param residentMb     resident memory at the end, heap and native
 * @param peakMb         peak since the start of the process
 */
public record ProcessCost(double cpuMsPerRecall, double cpuMsPerClick, long residentMb, long peakMb) {

    private static final int KB_PER_MB = 1024;

    /**
     * Returns the cost of a process.
     *
     * @param cpu     processor time in the measured period
     * @param recalls recalls in the measured period
     * @param clicks  clicks in the measured period
     */
    static ProcessCost of(long process, Duration cpu, long recalls, long clicks) {
        try {
            return new ProcessCost(
                    perRequest(cpu, recalls), perRequest(cpu, clicks), megabytes(process, "VmRSS"),
                    megabytes(process, "VmHWM"));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the memory of process " + process, e);
        }
    }

    private static double perRequest(Duration cpu, long requests) {
        return requests == 0 ? 0 : cpu.toNanos() / 1e6 / requests;
    }

    /** Returns the processor time that a process has used. */
    static Duration cpu(long process) {
        return ProcessHandle.of(process).flatMap(handle -> handle.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalArgumentException("There is no process " + process + " to measure"));
    }

    /** Returns a size in the status of a process; 0 if it has none, as after its end. */
    public static long megabytes(long process, String field) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process), "status")).stream()
                .filter(line -> line.startsWith(field + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KB_PER_MB).findFirst().orElse(0);
    }
}
