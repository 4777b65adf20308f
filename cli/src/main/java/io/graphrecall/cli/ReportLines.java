package io.graphrecall.cli;

import io.graphrecall.evaluation.report.EvaluationReport;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
        report.results().forEach((channel, result) -> {
            StringBuilder line = new StringBuilder("%-12s".formatted(channel));
            result.hitRate().values().forEach(rate -> line.append(String.format(Locale.ROOT, "%8.4f", rate)));
            lines.add(line.toString());
        });
        return lines;
    }
}
