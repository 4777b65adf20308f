package io.graphrecall.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.evaluation.feedback.ClickRate;
import io.graphrecall.evaluation.feedback.FeedbackReport;
import io.graphrecall.evaluation.feedback.Preference;
import io.graphrecall.evaluation.feedback.SequentialTest;
import io.graphrecall.evaluation.feedback.ServedContent;
import io.graphrecall.evaluation.lists.ListWriter;
import io.graphrecall.evaluation.report.ReportFiles;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@Command(name = "feedback", description = "Prints click rates of the answers of a service by scene, variant and channel, from its feedback log. "
        + "The service writes the log if recall.feedback.share is above 0.")
final class FeedbackCommand extends HomeCommand implements Runnable {

    @Parameters(arity = "0..*", paramLabel = "DIR", description = "Log folders of all members of a cluster (default: logs in the home).")
    private List<Path> folders = List.of();

    @Option(names = "--from", paramLabel = "TIME", description = "First time of an answer; a date alone means its start in UTC (default: the beginning of the log).")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Time after the last answer (default: now).")
    private @Nullable String to;

    @Option(names = "--out", paramLabel = "FILE", description = "Also write the rates as JSON.")
    private @Nullable Path out;

    @Option(names = "--contents", paramLabel = "FILE", description = "Also write every content of the answers, with its channels, and whether it was shown and clicked: Parquet if the name ends with .parquet, else JSON Lines.")
    private @Nullable Path contents;

    @Override
    public void run() {
        prepareOutput(out);
        List<Path> logs = folders.isEmpty() ? List.of(home().folder().resolve("logs")) : folders;
        FeedbackReport report = contents == null
                ? read(logs, content -> {
                })
                : readAndWrite(logs, contents);
        if (report.answers() == 0) {
            throw new RecallException(RecallException.Code.NOT_FOUND,
                    "no answers%s are logged in %s: set recall.feedback.share in recall.conf and restart the service"
                            .formatted(
                                    from == null && to == null ? "" : " of this time",
                                    logs.stream().map(Path::toString).collect(Collectors.joining(", "))));
        }
        print(report);
        if (out != null) {
            ReportFiles.write(out, new JsonMapper().valueToTree(report).toPrettyString());
            console().print("Wrote " + out);
        }
    }

    private FeedbackReport read(List<Path> logs, Consumer<ServedContent> served) {
        return FeedbackReport.read(
                logs, from == null ? Instant.EPOCH : time("--from", from),
                to == null ? Instant.now() : time("--to", to), served, console().progress());
    }

    private FeedbackReport readAndWrite(List<Path> logs, Path file) {
        try (ListWriter<ServedContent> writer = ListWriter.to(file, ServedContent.TABLE)) {
            FeedbackReport report = read(logs, writer::write);
            if (report.answers() > 0) {
                writer.commit();
            }
            return report;
        }
    }

    private void print(FeedbackReport report) {
        console().print(Counts.of(report.answers(), "answer"));
        List<List<String>> rates = new ArrayList<>();
        List<List<String>> differences = new ArrayList<>();
        List<List<String>> preferences = new ArrayList<>();
        report.scenes().forEach((scene, variants) -> variants.forEach((variant, arm) -> {
            rates.add(row(scene, variant, "all", arm.clicks()));
            arm.channels().forEach((channel, rate) -> rates.add(row(scene, variant, channel, rate)));
            SequentialTest test = arm.againstScene();
            if (test != null) {
                differences.add(List.of(scene, variant, digits(test.difference()), digits(test.low()),
                        digits(test.high()), digits(test.p()), decision(test, scene, variant)));
            }
            Preference preference = arm.preference();
            if (preference != null) {
                preferences.add(List.of(scene, preference.variant(), Counts.of(preference.users()),
                        Counts.of(preference.sceneClicks()), Counts.of(preference.variantClicks()),
                        digits(preference.share()), digits(preference.low()), digits(preference.high()),
                        digits(preference.p()), decision(preference.test(), scene, preference.variant())));
            }
        }));
        TextTable.of(List.of("scene", "variant", "channel", "users", "shown", "clicked", "rate", "low", "high"), rates)
                .forEach(console()::print);
        if (!differences.isEmpty()) {
            console().print("Differences of click rates to the scene itself; the intervals hold at any time");
            TextTable.of(List.of("scene", "variant", "difference", "low", "high", "p", ""), differences)
                    .forEach(console()::print);
        }
        if (!preferences.isEmpty()) {
            console().print(
                    "Variants interleaved with the scene itself: the variant's share of the credited clicks, 0.5 without "
                            + "a preference; the intervals hold at any time");
            TextTable
                    .of(List.of("scene", "variant", "users", "of scene", "of variant", "share", "low", "high", "p", ""),
                            preferences)
                    .forEach(console()::print);
        }
    }

    private static String decision(SequentialTest test, String scene, String variant) {
        return test.isDecided() ? (test.difference() > 0 ? variant : scene) + " is better" : "go on";
    }

    private static List<String> row(String scene, String variant, String channel, ClickRate rate) {
        return Stream.of(scene, variant, channel, Counts.of(rate.users()), Counts.of(rate.shown()),
                Counts.of(rate.clicked()), digits(rate.rate()), digits(rate.low()), digits(rate.high())).toList();
    }

    private static String digits(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
