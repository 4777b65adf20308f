package io.graphrecall.evaluation.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.graphrecall.evaluation.metrics.EcosystemMetrics;
import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reports of several evaluations side by side.
 *
 * @param reports at least two reports, by path; the first one is the reference of the differences
 */
public record ReportComparison(Map<String, Report> reports) {

    /** Names of the columns of {@link Row#values}. */
    public static final List<String> COLUMNS = Stream.concat(RankingMetrics.SIZES.stream().map(size -> "HR@" + size),
            Stream.of("coverage", "tail share", "Gini", "entropy", "similarity")).toList();

    /** Compared part of a {@code report.json}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Report(
            String dataset,
            String protocol,
            String fit,
            long seed,
            long targets,
            long contents,
            Map<String, EvaluationReport.Result> results,
            Map<String, EcosystemMetrics> ecosystem) {

        /** Returns the data and the protocol as text. Metrics of reports with other texts are not comparable. */
        public String setting() {
            return "%s, %s, %s, %,d targets, %,d contents".formatted(dataset, protocol, fit, targets, contents);
        }

        private @Nullable List<Double> values(String list) {
            EvaluationReport.Result result = results.get(list);
            EcosystemMetrics metrics = ecosystem.get(list);
            if (result == null) {
                return null;
            }
            List<Double> values = new ArrayList<>();
            RankingMetrics.SIZES.forEach(size -> values.add(result.hitRate().getOrDefault(size, Double.NaN)));
            values.addAll(metrics == null
                    ? Collections.nCopies(COLUMNS.size() - values.size(), Double.NaN)
                    : List.of(metrics.coverage(), metrics.tailShare(), metrics.gini(), metrics.categoryEntropy(),
                            metrics.intraListSimilarity()));
            return values;
        }
    }

    /**
     * Figures of one list in one report, or their differences to the first report.
     *
     * @param list   channel, or {@link EvaluationReport#MERGED}
     * @param label  letter of the report, or of both reports for a difference
     * @param values texts by column
     */
    public record Row(String list, String label, List<String> values) {

        /** Returns the row as the cells of a table. */
        public List<String> cells() {
            return Stream.concat(Stream.of(list, label), values.stream()).toList();
        }
    }

    public ReportComparison {
        reports = new LinkedHashMap<>(reports);
        if (reports.size() < 2) {
            throw new IllegalArgumentException("a comparison needs two reports, found " + reports.size());
        }
    }

    /**
     * Reads reports.
     *
     * @param paths {@code report.json} files or folders with one
     * @throws RecallException NOT_FOUND if a report is missing, INVALID if a file is not a report with lists or a report is
     *                         given twice
     */
    public static ReportComparison read(List<Path> paths) {
        Map<String, Report> reports = new LinkedHashMap<>();
        for (Path path : paths) {
            if (reports.put(path.toString(), read(path)) != null) {
                throw new RecallException(Code.INVALID, path + " is given twice");
            }
        }
        return new ReportComparison(reports);
    }

    @SuppressWarnings("ConstantValue") // a JSON file may lack required fields
    private static Report read(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve("report.json") : path;
        if (!Files.exists(file)) {
            throw new RecallException(Code.NOT_FOUND, "there is no report " + file);
        }
        try {
            Report report = ReportFiles.JSON.readValue(file.toFile(), Report.class);
            if (report.results() == null || report.ecosystem() == null) {
                throw new RecallException(Code.INVALID, file + " is not a report of an evaluation with lists");
            }
            return report;
        } catch (IOException e) {
            throw new RecallException(Code.INVALID, file + " is not a report: " + e.getMessage(), e);
        }
    }

    /** Returns the letter of a report: A, B, … */
    public static String letter(int report) {
        return String.valueOf((char) ('A' + report));
    }

    /** Returns true if the reports have the same data set, protocol, fit and sizes. */
    public boolean comparable() {
        return reports.values().stream().map(Report::setting).distinct().count() == 1;
    }

    /**
     * Returns the rows of each list: one per report and, if the reports are comparable, one with the differences of each
     * other report to the first.
     */
    public List<Row> rows() {
        Set<String> lists = new LinkedHashSet<>();
        reports.values().forEach(report -> lists.addAll(report.results().keySet()));
        boolean comparable = comparable();
        List<Row> rows = new ArrayList<>();
        for (String list : lists) {
            List<@Nullable List<Double>> values = new ArrayList<>();
            reports.values().forEach(report -> values.add(report.values(list)));
            List<Double> reference = values.getFirst();
            for (int report = 0; report < values.size(); report++) {
                List<Double> own = values.get(report);
                rows.add(new Row(list, letter(report), own == null
                        ? COLUMNS.stream().map(column -> Formats.NONE).toList()
                        : own.stream().map(Formats::score).toList()));
                if (comparable && report > 0 && own != null && reference != null) {
                    List<String> differences = new ArrayList<>();
                    for (int column = 0; column < own.size(); column++) {
                        differences.add(Formats.signed(own.get(column) - reference.get(column)));
                    }
                    rows.add(new Row(list, letter(report) + " − A", differences));
                }
            }
        }
        return rows;
    }

    public void write(Path page) {
        ReportFiles.write(page, ReportFiles.page("comparison.jte", Map.of("comparison", this)));
    }
}
