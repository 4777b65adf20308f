package io.graphrecall.evaluation.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JacksonException;
import io.graphrecall.blend.fit.Interval;
import io.graphrecall.evaluation.lists.TargetRanks;
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
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reports of several evaluations side by side.
 *
 * @param reports     at least two reports, by path; the first one is the reference of the differences
 * @param differences differences of hit rates to the first report, with paired confidence intervals, by list and report
 * @param notes       reasons why a report has no such differences
 */
public record ReportComparison(Map<String, Report> reports, List<Difference> differences, List<String> notes) {

    /** Names of the columns of {@link Row#values}. */
    public static final List<String> COLUMNS = Stream.concat(RankingMetrics.SIZES.stream().map(size -> "HR@" + size),
            Stream.of("coverage", "tail share", "Gini", "entropy", "similarity")).toList();

    /** Caption of the table of differences. */
    public static final String DIFFERENCES = "Differences of hit rates with %.0f %% confidence intervals, from a paired bootstrap over the requests with %,d resamples"
            .formatted(100 * Interval.LEVEL, Interval.RESAMPLES);

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
            EvaluationReport.@Nullable Deviation deviation,
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
            EcosystemMetrics metrics = ecosystem.get(list);
            return metrics != null && metrics.uniqueContents() == 0 ? null : values(results.get(list), metrics);
        }

        /** Returns the standard deviations of the figures of a list over seeds; null if there are none. */
        private @Nullable List<Double> deviations(String list) {
            return deviation == null
                    ? null
                    : values(deviation.results().get(list), deviation.ecosystem().get(list));
        }

        private static @Nullable List<Double> values(
                EvaluationReport.@Nullable Result result, @Nullable EcosystemMetrics metrics) {
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
     * Difference between the hit rates of one list in two reports.
     *
     * @param list    channel, or {@link EvaluationReport#MERGED}
     * @param label   letters of both reports
     * @param hitRate difference by list size
     */
    public record Difference(String list, String label, SortedMap<Integer, Interval> hitRate) {

        /** Returns the difference as the cells of a table. */
        public List<String> cells() {
            return Stream.concat(Stream.of(list, label), hitRate.values().stream().map(rate -> "%s [%s, %s]".formatted(
                    Formats.signed(rate.value()), Formats.signed(rate.low()), Formats.signed(rate.high())))).toList();
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
        differences = List.copyOf(differences);
        notes = List.copyOf(notes);
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
        ReportComparison comparison = new ReportComparison(reports, List.of(), List.of());
        return comparison.comparable() ? comparison.withDifferences(List.copyOf(files)) : comparison;
    }

    /** @param files {@code report.json} of each report */
    private ReportComparison withDifferences(List<Path> files) {
        List<Report> compared = List.copyOf(reports.values());
        List<@Nullable EvaluationRanks> ranks = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (int report = 0; report < compared.size(); report++) {
            EvaluationRanks own = EvaluationRanks.of(compared.get(report), files.get(report));
            ranks.add(own);
            if (own == null) {
                reasons.add(letter(report) + " has no ranks of its targets, which an evaluation of one seed writes to "
                        + TargetRanks.FILE + " beside report.json");
            }
        }
        EvaluationRanks reference = ranks.getFirst();
        List<Difference> found = new ArrayList<>();
        for (int report = 1; reference != null && report < compared.size(); report++) {
            EvaluationRanks own = ranks.get(report);
            if (own != null && !own.hasTargetsOf(reference)) {
                reasons.add(letter(report) + " and A have different targets");
            } else if (own != null) {
                found.addAll(differences(own, reference, report));
            }
        }
        return new ReportComparison(reports, found, reasons);
    }

    private List<Difference> differences(EvaluationRanks ranks, EvaluationRanks reference, int report) {
        Report first = List.copyOf(reports.values()).getFirst();
        Report own = List.copyOf(reports.values()).get(report);
        return lists().stream().filter(list -> first.values(list) != null && own.values(list) != null)
                .map(list -> new Difference(list, difference(report), ranks.difference(list, reference, first.seed())))
                .toList();
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

    /** Returns the label of a difference to the first report: B − A, … */
    private static String difference(int report) {
        return letter(report) + " − " + letter(0);
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
        List<Report> compared = List.copyOf(reports.values());
        List<Row> rows = new ArrayList<>();
        for (String list : lists) {
            List<@Nullable List<Double>> values = new ArrayList<>();
            compared.forEach(report -> values.add(report.values(list)));
            List<Double> reference = values.getFirst();
            for (int report = 0; report < values.size(); report++) {
                List<Double> own = values.get(report);
                rows.add(new Row(list, letter(report), own == null
                        ? COLUMNS.stream().map(column -> Formats.NONE).toList()
                        : texts(own, compared.get(report).deviations(list))));
                if (comparable && report > 0 && own != null && reference != null) {
                    List<String> differences = new ArrayList<>();
                    for (int column = 0; column < own.size(); column++) {
                        differences.add(Formats.signed(own.get(column) - reference.get(column)));
                    }
                    rows.add(new Row(list, difference(report), differences));
                }
            }
        }
        return rows;
    }

    /** Returns the text of each value, with its standard deviation over seeds if there is one. */
    private static List<String> texts(List<Double> values, @Nullable List<Double> deviations) {
        return IntStream.range(0, values.size()).mapToObj(column -> {
            String text = Formats.score(values.get(column));
            return deviations == null || values.get(column).isNaN()
                    ? text
                    : text + " ± " + Formats.score(deviations.get(column));
        }).toList();
    }

    /** Writes the comparison as a self-contained HTML file. */
    public void write(Path page) {
        List<Map.Entry<String, Report>> compared = List.copyOf(reports.entrySet());
        ReportFiles.write(page, ReportPage.of("comparison", "Comparison of " + compared.size() + " reports", Map.of(
                "reports", compared.stream().map(report -> Map.of("path", report.getKey(),
                        "setting", report.getValue().setting(), "seeds", report.getValue().seedText())).toList(),
                "comparable", comparable(),
                "without_contents", withoutContents(),
                "columns", COLUMNS,
                "rows", rows(),
                "caption", DIFFERENCES,
                "differences", differences,
                "notes", notes)));
    }
}
