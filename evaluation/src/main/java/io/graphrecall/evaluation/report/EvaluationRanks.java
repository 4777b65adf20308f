package io.graphrecall.evaluation.report;

import com.fasterxml.jackson.databind.MappingIterator;
import io.graphrecall.blend.fit.Interval;
import io.graphrecall.evaluation.lists.TargetRanks;
import io.graphrecall.evaluation.metrics.Bootstrap;
import io.graphrecall.evaluation.metrics.Ranks;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/**
 * Ranks of the first targets of an evaluation, from its {@code ranks.jsonl}.
 *
 * @param requests index of each request in the ranks
 */
record EvaluationRanks(Map<Request, Integer> requests, Ranks ranks) {

    private static final String COMPARED = "compared";
    private static final String BASELINE = "baseline";
    /** Largest difference between a hit rate of the ranks and that of the report, which was written as text. */
    private static final double TOLERANCE = 1e-9;

    record Request(String userId, String target) {}

    /**
     * Reads the ranks of a report. Returns null if there are none next to it, or those of another evaluation.
     *
     * @param file {@code report.json}
     * @throws RecallException with code INVALID if the file of the ranks is damaged
     */
    static @Nullable EvaluationRanks of(ReportComparison.Report report, Path file) {
        Path ranks = file.resolveSibling(TargetRanks.FILE);
        if (report.seeds() != null || Files.notExists(ranks)) {
            return null;
        }
        EvaluationRanks read = read(ranks, List.copyOf(report.results().keySet()));
        return read.belongsTo(report.results()) ? read : null;
    }

    private static EvaluationRanks read(Path file, List<String> lists) {
        Map<Request, Integer> requests = new LinkedHashMap<>();
        Ranks ranks = new Ranks(lists);
        try (MappingIterator<TargetRanks> lines = ReportFiles.JSON.readerFor(TargetRanks.class)
                .readValues(file.toFile())) {
            while (lines.hasNextValue()) {
                TargetRanks line = lines.nextValue();
                requests.put(new Request(line.userId(), line.target()), ranks.requests());
                ranks.add(line.ranks());
            }
        } catch (IOException e) {
            throw new RecallException(Code.INVALID, file + " is damaged: " + e.getMessage(), e);
        }
        return new EvaluationRanks(requests, ranks);
    }

    /** Returns true if the hit rates of the ranks are those of a report. */
    private boolean belongsTo(Map<String, EvaluationReport.Result> results) {
        return results.entrySet().stream().allMatch(list -> list.getValue().hitRate().entrySet().stream().allMatch(
                rate -> Math.abs(ranks.hitRate(list.getKey(), rate.getKey()) - rate.getValue()) < TOLERANCE));
    }

    boolean hasTargetsOf(EvaluationRanks other) {
        return requests.keySet().equals(other.requests.keySet());
    }

    /**
     * Returns the hit rate of a list minus that of the same list of a baseline, by list size.
     *
     * @param baseline ranks of the same targets
     */
    SortedMap<Integer, Interval> difference(String list, EvaluationRanks baseline, long seed) {
        Ranks pairs = new Ranks(List.of(COMPARED, BASELINE));
        requests.forEach((request, index) -> pairs.add(Map.of(
                COMPARED, ranks.rank(list, index),
                BASELINE, baseline.ranks.rank(list, Objects.requireNonNull(baseline.requests.get(request))))));
        return new Bootstrap(pairs, seed).difference(COMPARED, BASELINE);
    }
}
