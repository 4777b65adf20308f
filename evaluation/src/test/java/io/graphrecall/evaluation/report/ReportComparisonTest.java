package io.graphrecall.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ReportComparisonTest {

    @TempDir
    Path folder;

    @Test
    void listsStandSideBySideWithTheirDifferences() throws IOException {
        ReportComparison comparison = ReportComparison.read(List.of(
                report("a", 10, "merged", 0.25, "tag", 0.5), report("b", 10, "merged", 0.2, "i2i", 0.125)));

        assertThat(ReportComparison.COLUMNS).startsWith("HR@10", "HR@30", "HR@50", "HR@100", "coverage");
        assertThat(comparison.rows()).extracting(row -> row.cells().subList(0, 3)).containsExactly(
                List.of("merged", "A", "0.2500"), List.of("merged", "B", "0.2000"),
                List.of("merged", "B − A", "−0.0500"), List.of("tag", "A", "0.5000"), List.of("tag", "B", "–"),
                List.of("i2i", "A", "–"), List.of("i2i", "B", "0.1250"));
        assertThat(comparison.comparable()).isTrue();
    }

    @Test
    void reportsOfOtherDataAreMarkedOnThePageAndNotSubtracted() throws IOException {
        ReportComparison comparison = ReportComparison.read(
                List.of(report("a", 10, "merged", 0.25, "tag", 0.5), report("b", 11, "merged", 0.25, "tag", 0.5)));
        Path page = folder.resolve("comparison.html");
        comparison.write(page);

        assertThat(comparison.comparable()).isFalse();
        assertThat(page).content().contains("small &lt;set&gt;, leave-one-out, strict, 11 targets",
                "not comparable").doesNotContain("<set>", "B − A");
    }

    @Test
    void aFileThatIsNoReportIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), "{}");

        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> ReportComparison.read(List.of(file, file)))
                .withMessage(file + " is not a report of an evaluation with lists");
    }

    private Path report(String name, int targets, String list, double rate, String other, double otherRate)
            throws IOException {
        Path out = Files.createDirectories(folder.resolve(name));
        Files.writeString(out.resolve("report.json"), """
                {"dataset": "small <set>", "protocol": "leave-one-out", "fit": "strict", "seed": 1, "targets": %d,
                 "contents": 3, "seconds": 1.5, "results": {"%s": %s, "%s": %s}, "ecosystem": {"%s": {}, "%s": {}}}
                """.formatted(targets, list, result(rate), other, result(otherRate), list, other));
        return out;
    }

    private static String result(double rate) {
        return "{\"hit_rate\": {\"10\": %1$s, \"30\": %1$s, \"50\": %1$s, \"100\": %1$s}, \"mrr\": 0}".formatted(rate);
    }
}
