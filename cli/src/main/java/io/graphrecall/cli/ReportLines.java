package io.graphrecall.cli;

import io.graphrecall.evaluation.report.EvaluationReport;
import io.graphrecall.evaluation.report.SpaceReport;
import io.graphrecall.evaluation.spaces.CrossModal;
import io.graphrecall.evaluation.spaces.SpaceAgreement;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** A report in a few lines of text. */
final class ReportLines {

    private ReportLines() {}

    static List<String> of(EvaluationReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s, %s, %s: %,d targets of %,d users among %,d contents, %.0f s",
                report.dataset(),
                report.protocol(),
                report.fit(),
                report.targets(),
                report.users(),
                report.contents(),
                report.seconds()));
        StringBuilder head = new StringBuilder("%-12s".formatted("hit rate at"));
        report.results().values().iterator().next().hitRate().keySet()
                .forEach(size -> head.append("%8d".formatted(size)));
        lines.add(head.toString());
        report.results().forEach((channel, result) -> lines.add(rates(channel, result.hitRate())));
        if (report.variants() != null) {
            lines.add("variants of deep_match, each trained shortly");
            report.variants().forEach((variant, scores) -> lines.add(rates(variant, scores.hitRate())));
        }
        if (report.baselines() != null) {
            lines.add("embeddings by GDS, to be compared with gcn");
            report.baselines().forEach((name, hitRates) -> lines.add(rates(name, hitRates)));
        }
        lines.addAll(spaces(report.spaces()));
        crossModal(report.crossModal()).ifPresent(lines::add);
        return lines;
    }

    private static String rates(String name, SortedMap<Integer, Double> hitRates) {
        StringBuilder line = new StringBuilder("%-12s".formatted(name));
        hitRates.values().forEach(rate -> line.append(String.format(Locale.ROOT, "%8.4f", rate)));
        return line.toString();
    }

    static List<String> of(SpaceReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%s: %,d contents, no behaviour, %d vector spaces, %.0f s",
                report.dataset(), report.contents(), report.spaces().size(), report.seconds()));
        lines.addAll(spaces(report.spaces()));
        crossModal(report.crossModal()).ifPresent(lines::add);
        return lines;
    }

    private static Optional<String> crossModal(@Nullable CrossModal found) {
        return Optional.ofNullable(found).map(measured -> String.format(Locale.ROOT,
                "one of the ten nearest has the same title: text to picture %.4f, picture to text %.4f, by lot %.4f",
                measured.textToPicture(), measured.pictureToText(), measured.chance()));
    }

    private static List<String> spaces(Map<String, SpaceAgreement> spaces) {
        List<String> lines = new ArrayList<>();
        if (!spaces.isEmpty()) {
            lines.add("%-12s  %-20s%8s%8s".formatted("space", "nearest ten share", "share", "chance"));
        }
        spaces.forEach((name, space) -> space.labels().forEach((label, measured) -> lines.add(String.format(
                Locale.ROOT, "%-12s  %-20s%8.4f%8.4f", name, label, measured.agreement(), measured.chance()))));
        return lines;
    }
}
