package io.graphrecall.evaluation.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JacksonException;
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
import java.util.Objects;
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

    /** Number of printed characters of a fingerprint: the name of the hash and eight digits. */
    private static final int FINGERPRINT_LENGTH = "sha256:".length() + 8;

    /**
     * Compared part of a {@code report.json}.
     *
     * @param data null in a report of an old version
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Report(
            String dataset,
            String protocol,
            String fit,
            long seed,
            @Nullable Integer seeds,
            long targets,
            long contents,
            @Nullable Data data,
            Map<String, EvaluationReport.Result> results,
            Map<String, EcosystemMetrics> ecosystem) {

        /** Description of the data set, of which only the fingerprint is compared. */
        @JsonIgnoreProperties(ignoreUnknown = true)
        record Data(@Nullable String fingerprint) {}

        /** Returns false for a file that lacks a part of a report. */
        @SuppressWarnings("ConstantValue") // a JSON file may lack required fields
        private boolean isComplete() {
            return dataset != null && protocol != null && fit != null && results != null && ecosystem != null
                    && results.values().stream().allMatch(result -> result != null && result.hitRate() != null)
                    && ecosystem.values().stream().allMatch(Objects::nonNull);
        }

        /** Returns the seed, or the range of seeds of a mean, as text. */
        public String seedText() {
            return EvaluationReport.seedText(seed, seeds);
        }

        /** Returns the data and the protocol as text. Metrics of reports with other texts are not comparable. */
        public String setting() {
            String fingerprint = data == null || data.fingerprint() == null ? "" : data.fingerprint();
            return "%s%s, %s, %s, %,d targets, %,d contents".formatted(dataset,
                    fingerprint.isEmpty()
                            ? ""
                            : " (" + fingerprint.substring(0, Math.min(FINGERPRINT_LENGTH, fingerprint.length())) + ")",
                    protocol, fit, targets, contents);
        }

        /** Returns the figures of a list; null if the report lacks it or it had no content for any request. */
        private @Nullable List<Double> values(String list) {
            EvaluationReport.Result result = results.get(list);
            EcosystemMetrics metrics = ecosystem.get(list);
            if (result == null || (metrics != null && metrics.uniqueContents() == 0)) {
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
        Set<Path> files = new LinkedHashSet<>();
        for (Path path : paths) {
            Path file = Files.isDirectory(path) ? path.resolve("report.json") : path;
            if (!Files.exists(file)) {
                throw new RecallException(Code.NOT_FOUND, "there is no report " + file);
            }
            if (!files.add(file.toAbsolutePath().normalize())) {
                throw new RecallException(Code.INVALID, path + " is given twice");
            }
            reports.put(path.toString(), report(file));
        }
        return new ReportComparison(reports);
    }

    @SuppressWarnings("ConstantValue") // a JSON file may be null
    private static Report report(Path file) {
        try {
            Report report = ReportFiles.JSON.readValue(file.toFile(), Report.class);
            if (report != null && report.isComplete()) {
                return report;
            }
            throw new RecallException(Code.INVALID, file + " is not a report of an evaluation with lists");
        } catch (JacksonException e) {
            throw new RecallException(Code.INVALID, file + " is damaged or not a report: error in line "
                    + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr(), e);
        } catch (IOException e) {
            throw new RecallException(Code.INVALID, "cannot read " + file + ": " + e, e);
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

    /** Returns the lists that have no content in any report. They have no rows. */
    public List<String> withoutContents() {
        return lists().stream()
                .filter(list -> reports.values().stream().allMatch(report -> report.values(list) == null)).toList();
    }

    private Set<String> lists() {
        Set<String> lists = new LinkedHashSet<>();
        reports.values().forEach(report -> lists.addAll(report.results().keySet()));
        return lists;
    }

    /**
     * Returns the rows of each list: one per report and, if the reports are comparable, one with the differences of each
     * other report to the first.
     */
    public List<Row> rows() {
        Set<String> lists = lists();
        lists.removeAll(withoutContents());
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
