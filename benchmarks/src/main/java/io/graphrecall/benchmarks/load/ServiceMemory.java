package io.graphrecall.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Resident memory of a process, heap and native. Read from {@code /proc}, so on Linux only.
 *
 * @param residentMb current resident memory
 * @param peakMb     peak since the start of the process
 */
record ServiceMemory(long residentMb, long peakMb) {

    private static final int KB_PER_MB = 1024;

    static ServiceMemory of(long process) {
        Path status = Path.of("/proc", Long.toString(process), "status");
        try {
            List<String> lines = Files.readAllLines(status);
            return new ServiceMemory(megabytes(lines, "VmRSS:"), megabytes(lines, "VmHWM:"));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the memory of process " + process + " from " + status, e);
        }
    }

    private static long megabytes(List<String> lines, String field) {
        String line = lines.stream().filter(candidate -> candidate.startsWith(field)).findFirst().orElseThrow();
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / KB_PER_MB;
    }
}
