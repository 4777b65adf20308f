package io.graphrecall.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.blend.fit.Interval;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

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
        assertThat(page).content().contains("small \\u003cset>, leave-one-out, strict, 11 targets",
                "\"comparable\":false").doesNotContain("<set>", "\"label\":\"B − A\"");
    }

    @Test
    void aFileThatIsNoReportIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), "{}");

        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> ReportComparison.read(List.of(file, file)))
                .withMessage(file + " is not a report of an evaluation with lists");
    }

    @Test
    void aDamagedReportIsNamed() throws IOException {
        Path file = report("a", 10, "merged", 0.25, "tag", 0.5).resolve("report.json");
        String json = Files.readString(file);

        assertThat(error(json.substring(0, json.length() / 2)))
                .startsWith(file + " is damaged or not a report: error in line ")
                .doesNotContain("Source");
        assertThat(error("[]")).startsWith(file + " is damaged or not a report").doesNotContain("java");
        for (String damaged : List.of("", "null", json.replace("hit_rate", "rate"),
                json.replace("\"dataset\"", "\"d\""),
                json.replace("\"tag\": {\"unique_contents\": 1}", "\"tag\": null"))) {
            assertThat(error(damaged)).startsWith(file + " is ");
        }
    }

    private String error(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("a/report.json"), json);
        return assertThatExceptionOfType(RecallException.class)
                .isThrownBy(() -> ReportComparison.read(List.of(file))).actual().getMessage();
    }

    @Test
    void aReportIsNotComparedWithItself() throws IOException {
        Path out = report("a", 10, "merged", 0.25, "tag", 0.5);
        Path file = out.resolve("../a/report.json");

        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> ReportComparison.read(List.of(out, file)))
                .withMessage(file + " is given twice");
    }

    @Test
    void dataSetsOfTheSameNameAndSizeDifferByTheirFingerprints() throws IOException {
        Path first = report("a", 10, "merged", 0.25, "tag", 0.5);
        Path second = report("b", 10, "merged", 0.25, "tag", 0.5);
        setFingerprint(first, "sha256:0123456789abcdef");
        setFingerprint(second, "sha256:0123456789abcdef");
        assertThat(ReportComparison.read(List.of(first, second)).comparable()).isTrue();

        setFingerprint(second, "sha256:1123456789abcdef");
        ReportComparison comparison = ReportComparison.read(List.of(first, second));
        assertThat(comparison.comparable()).isFalse();
        assertThat(comparison.reports().values()).extracting(ReportComparison.Report::setting)
                .first().asString().startsWith("small <set> (sha256:01234567), leave-one-out");
    }

    private static void setFingerprint(Path out, String fingerprint) throws IOException {
        Path file = out.resolve("report.json");
        Files.writeString(file, Files.readString(file).replaceFirst("(\"data\": .*?},)?\\s*\"contents\"",
                "\"data\": {\"fingerprint\": \"" + fingerprint + "\"}, \"contents\""));
    }

    @Test
    void aListWithoutAnyContentIsNamedAndHasNoRow() throws IOException {
        Path first = report("a", 10, "merged", 0.25, "tag", 0);
        Path second = report("b", 10, "merged", 0.25, "tag", 0);
        for (Path out : List.of(first, second)) {
            Path file = out.resolve("report.json");
            Files.writeString(file, Files.readString(file).replace("\"tag\": {\"unique_contents\": 1}",
                    "\"tag\": {\"unique_contents\": 0}"));
        }
        ReportComparison comparison = ReportComparison.read(List.of(first, second));

        assertThat(comparison.withoutContents()).containsExactly("tag");
        assertThat(comparison.rows()).extracting(ReportComparison.Row::list).containsOnly("merged");
    }

    @Test
    void differencesHavePairedIntervals() throws IOException {
        Path first = report("a", 400, "merged", 0.25, "tag", 0);
        Path second = report("b", 400, "merged", 0.4, "tag", 0);
        ranks(first, IntStream.range(0, 400), 100);
        ranks(second, IntStream.iterate(399, user -> user >= 0, user -> user - 1), 160); // pairs by user, not by line

        ReportComparison comparison = ReportComparison.read(List.of(first, second));

        assertThat(comparison.notes()).isEmpty();
        assertThat(comparison.differences()).extracting(ReportComparison.Difference::list)
                .containsExactly("merged", "tag");
        Interval merged = comparison.differences().getFirst().hitRate().get(10);
        double standardError = Math.sqrt(0.15 * 0.85 / 400); // of the difference: 60 of 400 users gain a hit
        assertThat(merged.value()).isCloseTo(0.15, within(1e-12));
        assertThat(merged.low()).isCloseTo(0.15 - 1.96 * standardError, within(0.005));
        assertThat(merged.high()).isCloseTo(0.15 + 1.96 * standardError, within(0.005));
        assertThat(comparison.differences().getFirst().cells()).startsWith("merged", "B − A")
                .element(2).asString().matches("\\+0\\.1500 \\[\\+0\\.1\\d{3}, \\+0\\.1\\d{3}]");
        Path page = folder.resolve("comparison.html");
        comparison.write(page);
        assertThat(page).content().contains("95 % confidence intervals", "\"differences\":[{\"list\":\"merged\"")
                .contains("\"notes\":[]");
    }

    @Test
    void reportsWithoutRanksOfTheSameTargetsAreNamed() throws IOException {
        Path first = report("a", 4, "merged", 0.25, "tag", 0);
        Path second = report("b", 4, "merged", 0.5, "tag", 0);
        ranks(first, IntStream.range(0, 4), 1);
        assertThat(notes(first, second)).singleElement().asString().startsWith("B has no ranks of its targets");

        ranks(second, IntStream.range(1, 5), 3);
        assertThat(notes(first, second)).containsExactly("B and A have different targets");

        ranks(second, IntStream.range(0, 4), 1);
        assertThat(notes(first, second)).as("ranks of another evaluation")
                .singleElement().asString().startsWith("B has no ranks of its targets");
    }

    private static List<String> notes(Path first, Path second) {
        ReportComparison comparison = ReportComparison.read(List.of(first, second));
        assertThat(comparison.differences()).isEmpty();
        return comparison.notes();
    }

    /** Writes ranks of users, of whom the first ones have the target in the merged list. */
    private static void ranks(Path out, IntStream users, int hits) throws IOException {
        Files.write(out.resolve("ranks.jsonl"), users.mapToObj(user -> """
                {"user_id":"u%d","target":"c","ranks":{%s}}""".formatted(user, user < hits ? "\"merged\":3" : ""))
                .toList());
    }

    @Test
    void figuresOfSeveralSeedsHaveTheirDeviations() throws IOException {
        Path first = report("a", 10, "merged", 0.25, "tag", 0.5);
        Path second = report("b", 10, "merged", 0.25, "tag", 0.5);
        Path file = second.resolve("report.json");
        Files.writeString(file, Files.readString(file).replace("\"seed\": 1,",
                "\"seed\": 1, \"seeds\": 3, \"deviation\": {\"results\": {\"merged\": " + result(0.125)
                        + "}, \"ecosystem\": {\"merged\": {\"coverage\": 0.01}}},"));

        ReportComparison comparison = ReportComparison.read(List.of(first, second));

        assertThat(comparison.rows().get(1).cells()).startsWith("merged", "B", "0.2500 ± 0.1250")
                .contains("0.0000 ± 0.0100");
        assertThat(comparison.rows().getFirst().cells()).startsWith("merged", "A", "0.2500");
    }

    private Path report(String name, int targets, String list, double rate, String other, double otherRate)
            throws IOException {
        Path out = Files.createDirectories(folder.resolve(name));
        Files.writeString(out.resolve("report.json"),
                """
                        {"dataset": "small <set>", "protocol": "leave-one-out", "fit": "strict", "seed": 1, "targets": %d,
                         "contents": 3, "seconds": 1.5, "results": {"%s": %s, "%s": %s}, "ecosystem": {"%s": {"unique_contents": 1}, "%s": {"unique_contents": 1}}}
                        """
                        .formatted(targets, list, result(rate), other, result(otherRate), list, other));
        return out;
    }

    private static String result(double rate) {
        return "{\"hit_rate\": {\"10\": %1$s, \"30\": %1$s, \"50\": %1$s, \"100\": %1$s}, \"mrr\": 0}".formatted(rate);
    }
}
