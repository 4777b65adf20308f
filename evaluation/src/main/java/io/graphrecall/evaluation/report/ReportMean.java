package io.graphrecall.evaluation.report;

import io.graphrecall.evaluation.metrics.EcosystemMetrics;
import io.graphrecall.evaluation.report.EvaluationReport.Result;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The mean of several reports that differ in their seed only. */
public final class ReportMean {

    private ReportMean() {}

    /** A report with the means of all figures, and everything else as the first has it. */
    public static EvaluationReport of(List<EvaluationReport> reports) {
        EvaluationReport first = reports.getFirst();
        Map<String, Map<String, Result>> groups = first.groups();
        return new EvaluationReport(
                first.dataset(),
                first.protocol(),
                first.fit(),
                first.seed(),
                first.users(),
                first.usersWithoutTarget(),
                first.targets(),
                first.contents(),
                first.generation(),
                reports.stream().mapToDouble(EvaluationReport::seconds).sum(),
                first.tuning(),
                results(reports.stream().map(EvaluationReport::results).toList()),
                groups == null ? null : groups(reports, groups),
                ecosystem(reports));
    }

    private static Map<String, Map<String, Result>> groups(
            List<EvaluationReport> reports, Map<String, Map<String, Result>> example) {
        Map<String, Map<String, Result>> means = new LinkedHashMap<>();
        example.keySet().forEach(group -> means.put(group, results(reports.stream()
                .map(report -> Objects.requireNonNull(Objects.requireNonNull(report.groups()).get(group)))
                .toList())));
        return means;
    }

    private static Map<String, Result> results(List<Map<String, Result>> reports) {
        Map<String, Result> means = new LinkedHashMap<>();
        reports.getFirst().forEach((channel, example) -> {
            List<Result> results = ofChannel(reports, channel);
            means.put(channel, new Result(
                    bySize(results, Result::hitRate),
                    bySize(results, Result::ndcg),
                    mean(results, Result::mrr),
                    example.recall() == null
                            ? null
                            : bySize(results, result -> Objects.requireNonNull(result.recall()))));
        });
        return means;
    }

    private static Map<String, EcosystemMetrics> ecosystem(List<EvaluationReport> reports) {
        List<Map<String, EcosystemMetrics>> all = reports.stream().map(EvaluationReport::ecosystem).toList();
        Map<String, EcosystemMetrics> means = new LinkedHashMap<>();
        all.getFirst().keySet().forEach(channel -> means.put(channel, mean(ofChannel(all, channel))));
        return means;
    }

    private static EcosystemMetrics mean(List<EcosystemMetrics> metrics) {
        return new EcosystemMetrics(
                Math.round(mean(metrics, EcosystemMetrics::uniqueContents)),
                mean(metrics, EcosystemMetrics::coverage),
                mean(metrics, EcosystemMetrics::gini),
                mean(metrics, EcosystemMetrics::tailShare),
                meanFresh(metrics),
                mean(metrics, EcosystemMetrics::categoryEntropy),
                mean(metrics, EcosystemMetrics::exclusiveShare),
                mean(metrics, EcosystemMetrics::intraListSimilarity));
    }

    private static @Nullable Double meanFresh(List<EcosystemMetrics> metrics) {
        return metrics.getFirst().freshShare7d() == null
                ? null
                : mean(metrics, metric -> Objects.requireNonNull(metric.freshShare7d()));
    }

    private static <T> List<T> ofChannel(List<Map<String, T>> reports, String channel) {
        return reports.stream().map(report -> Objects.requireNonNull(report.get(channel))).toList();
    }

    private static SortedMap<Integer, Double> bySize(
            List<Result> results, Function<Result, SortedMap<Integer, Double>> figures) {
        SortedMap<Integer, Double> means = new TreeMap<>();
        figures.apply(results.getFirst()).keySet().forEach(size -> means.put(
                size, mean(results, result -> Objects.requireNonNull(figures.apply(result).get(size)))));
        return means;
    }

    private static <T> double mean(List<T> figures, ToDoubleFunction<T> figure) {
        return figures.stream().mapToDouble(figure).average().orElseThrow();
    }
}
