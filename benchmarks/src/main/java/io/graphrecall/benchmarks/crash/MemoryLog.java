package io.graphrecall.benchmarks.crash;

import io.graphrecall.benchmarks.load.ProcessCost;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Resident memory of processes during a run, by kind of process. Needs {@code /proc}, else it stays empty. Not thread-safe. */
final class MemoryLog {

    private final Map<String, List<Long>> samples = new TreeMap<>();

    /** Adds the largest memory of the processes of a kind, in MB. */
    void add(String kind, List<Long> processes) {
        processes.stream().mapToLong(MemoryLog::megabytes).filter(size -> size > 0).max()
                .ifPresent(size -> samples.computeIfAbsent(kind, first -> new ArrayList<>()).add(size));
    }

    private static long megabytes(long process) {
        try {
            return ProcessCost.megabytes(process, "VmRSS");
        } catch (IOException noSuchProcess) {
            return 0;
        }
    }

    /** Returns the maximum of the first and of the second half of the samples of each kind. */
    Map<String, List<Long>> halves() {
        Map<String, List<Long>> halves = new TreeMap<>();
        samples.forEach((kind, sizes) -> {
            int middle = (sizes.size() + 1) / 2;
            halves.put(kind, List.of(max(sizes.subList(0, middle)), max(sizes.subList(middle, sizes.size()))));
        });
        return halves;
    }

    private static long max(List<Long> sizes) {
        return sizes.stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
