package io.graphrecall.cli;

import io.graphrecall.evaluation.metrics.EcosystemMetrics;
import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.evaluation.report.EvaluationReport;
import io.graphrecall.evaluation.report.SpaceReport;
import io.graphrecall.evaluation.spaces.CrossModalScores;
import io.graphrecall.evaluation.spaces.SpaceAgreement;
import io.graphrecall.schema.Counts;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Text summary of a report. */
final class ReportLines {

    private ReportLines() {}

    static List<String> of(EvaluationReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s, %s, %s, %s: %s, %s, %s, %.0f s",
                report.dataset(),
                report.protocol(),
                report.fit(),
                report.seedText(),
                Counts.of(report.targets(), "target"),
                Counts.of(report.users(), "user"),
                Counts.of(report.contents(), "content"),
                report.seconds()));
        if (report.exclusions() != null) {
            lines.add(report.exclusions());
        }
        lines.add(blend(report.tuning()));
        List<String> empty = empty(report.ecosystem());
        lines.addAll(channels(report, empty));
        if (!empty.isEmpty()) {
            lines.add("Without data: " + String.join(", ", empty));
        }
        if (report.results().containsKey(EvaluationReport.LINEAR_RANKER)) {
            lines.add(EvaluationReport.LINEAR_RANKER + " is no channel: a baseline to compare with deep_match");
        }
        if (report.searches() != null) {
            lines.add("Scene search, "
                    + Counts.of(report.searches().values().iterator().next().requests(), "target")
                    + " that users found by a search");
            lines.addAll(rates("list", report.searches(), EvaluationReport.Stratum::hitRate));
        }
        if (report.baselines() != null) {
            lines.add("GDS embeddings, to compare with gcn");
            lines.addAll(rates("embedding", report.baselines(), hitRates -> hitRates));
        }
        lines.addAll(spaces(report.spaces(), label -> label.startsWith("category")));
        crossModal(report.crossModal()).ifPresent(lines::add);
        return lines;
    }

    /** Returns the lists that have no content for any request, in alphabetical order. */
    static List<String> empty(Map<String, EcosystemMetrics> ecosystem) {
        return ecosystem.entrySet().stream().filter(list -> list.getValue().uniqueContents() == 0)
                .map(Map.Entry::getKey).sorted().toList();
    }

    /** Names the blend of the list {@code merged}, which can be a learned one or the weighted one that it was compared with. */
    static String blend(EvaluationReport.Tuning tuning) {
        return "Blend of merged: " + tuning.blend() + ", selected on "
                + Counts.of(tuning.requests(), "validation request");
    }

    /** Returns the table of the channels and of a random list, with standard deviations in a mean over seeds. */
    private static List<String> channels(EvaluationReport report, List<String> empty) {
        List<List<String>> rows = new ArrayList<>();
        report.results().forEach((channel, result) -> {
            if (!empty.contains(channel)) {
                EvaluationReport.Result deviation = report.resultDeviation(channel);
                rows.add(row(channel, result.hitRate(), deviation == null ? Map.of() : deviation.hitRate()));
            }
        });
        SortedMap<Integer, Double> random = new TreeMap<>();
        RankingMetrics.SIZES.forEach(size -> random.put(size, report.randomHitRate(size)));
        rows.add(row("random list", random, Map.of()));
        return table("channel", rows);
    }

    private static <T> List<String> rates(
            String label, Map<String, T> lists, Function<T, SortedMap<Integer, Double>> hitRates) {
        return table(label, lists.entrySet().stream()
                .map(list -> row(list.getKey(), hitRates.apply(list.getValue()), Map.of())).toList());
    }

    static List<String> table(String label, List<List<String>> rows) {
        return TextTable.of(
                Stream.concat(Stream.of(label), RankingMetrics.SIZES.stream().map(size -> "HR@" + size)).toList(),
                rows);
    }

    /** @param deviations standard deviation by list size; empty if there is none */
    static List<String> row(
            String name, Map<Integer, Double> hitRates, Map<Integer, Double> deviations) {
        return Stream.concat(Stream.of(name), RankingMetrics.SIZES.stream().map(size -> {
            Double deviation = deviations.get(size);
            String rate = String.format(Locale.ROOT, "%.4f", hitRates.get(size));
            return deviation == null ? rate : String.format(Locale.ROOT, "%s ± %.4f", rate, deviation);
        })).toList();
    }

    static List<String> of(SpaceReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%s: %s without behaviour, %s, %.0f s", report.dataset(),
                Counts.of(report.contents(), "content"), Counts.of(report.spaces().size(), "embedding space"),
                report.seconds()));
        lines.addAll(spaces(report.spaces(), label -> true));
        crossModal(report.crossModal()).ifPresent(lines::add);
        return lines;
    }

    private static Optional<String> crossModal(@Nullable CrossModalScores crossModal) {
        return Optional.ofNullable(crossModal).map(scores -> String.format(Locale.ROOT,
                "Cross-modal HR@10: text to image %.4f, image to text %.4f, chance %.4f",
                scores.textToPicture(), scores.pictureToText(), scores.chance()));
    }

    /** @param shown labels to print; attributes can be many, and the report has all */
    private static List<String> spaces(Map<String, SpaceAgreement> spaces, Predicate<String> shown) {
        List<String> lines = new ArrayList<>();
        spaces.forEach((name, space) -> space.labels().forEach((label, measured) -> {
            if (shown.test(label)) {
                lines.add(String.format(
                        Locale.ROOT, "%-16s%-24s%10.4f%8.4f", name, label, measured.agreement(), measured.chance()));
            }
        }));
        if (!lines.isEmpty()) {
            lines.addAll(0, List.of(
                    "Share of the nearest neighbours in each embedding space with the same label, and by chance",
                    "%-16s%-24s%10s%8s".formatted("space", "label", "agreement", "chance")));
        }
        return lines;
    }
}
