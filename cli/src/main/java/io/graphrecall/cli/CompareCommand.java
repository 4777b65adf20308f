package io.graphrecall.cli;

import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.evaluation.report.ReportComparison;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

@Command(name = "compare", description = "Compares reports of evaluations: hit rates, coverage and diversity of each list. Adds the differences to the first report if all have the same data set, protocol, fit and sizes, with confidence intervals if the ranks of the targets are next to the reports.")
final class CompareCommand extends HomeCommand implements Runnable {

    @Parameters(arity = "2..26", paramLabel = "REPORT", description = "Output folders of evaluations, or their report.json files.")
    private List<Path> paths = List.of();

    @Option(names = "--out", paramLabel = "FILE", description = "Also write the comparison as an HTML page.")
    private @Nullable Path out;

    @Override
    public void run() {
        prepareOutput(out);
        ReportComparison comparison = ReportComparison.read(paths);
        int number = 0;
        for (var report : comparison.reports().entrySet()) {
            console().print("%s  %s: %s, %s".formatted(ReportComparison.letter(number++), report.getKey(),
                    report.getValue().setting(), report.getValue().seedText()));
        }
        if (!comparison.comparable()) {
            console().print("The reports differ in data set, protocol, fit or size: their metrics are not comparable.");
        }
        TextTable.of(
                Stream.concat(Stream.of("channel", "report"), ReportComparison.COLUMNS.stream()).toList(),
                comparison.rows().stream().map(ReportComparison.Row::cells).toList()).forEach(console()::print);
        if (!comparison.withoutContents().isEmpty()) {
            console().print("Without data: " + String.join(", ", comparison.withoutContents()));
        }
        differences(comparison).forEach(console()::print);
        if (out != null) {
            comparison.write(out);
            console().print("Wrote " + out);
        }
    }

    private static List<String> differences(ReportComparison comparison) {
        List<String> lines = new ArrayList<>();
        if (!comparison.differences().isEmpty()) {
            lines.add(ReportComparison.DIFFERENCES);
            lines.addAll(TextTable.of(
                    Stream.concat(Stream.of("channel", "reports"),
                            RankingMetrics.SIZES.stream().map(size -> "HR@" + size))
                            .toList(),
                    comparison.differences().stream().map(ReportComparison.Difference::cells).toList()));
        }
        comparison.notes().forEach(note -> lines.add("No confidence intervals: " + note));
        return lines;
    }
}
