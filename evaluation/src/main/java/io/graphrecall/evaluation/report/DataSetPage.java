package io.graphrecall.evaluation.report;

import io.graphrecall.evaluation.description.DataDistributions;
import io.graphrecall.loaders.dataset.CheckReport;
import io.graphrecall.schema.DataSet;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Page about a data set before it is loaded: counts, distributions and what they mean for recall.
 *
 * @param check         counts of the files
 * @param distributions distributions of the same files
 * @param now           current time, from which the age of the data counts
 */
public record DataSetPage(CheckReport check, DataDistributions distributions, Instant now) {

    /** Age of the newest event from which a service needs {@code --as-of}. */
    private static final Duration OLD = Duration.ofDays(30);
    /** Share of the engagements with the most popular fifth of the contents that is high. */
    private static final double CONCENTRATED = 0.8;

    /** Returns what the figures mean for recall, one statement each. */
    public List<String> conclusions() {
        List<String> conclusions = new ArrayList<>();
        DataDistributions data = distributions;
        boolean real = check.summary().dataSet().timestamps() == DataSet.Timestamps.REAL;
        if (data.engagements() == 0) {
            conclusions.add(
                    "There are no engagements with contents: only the channels popular and fresh and requests with "
                            + "a content or a query return contents.");
            return conclusions;
        }
        conclusions.add(Formats.format("%,d of %,d users (%s) engaged with at least three contents. Only they can be "
                + "evaluated by leave-one-out.", data.evaluable(), data.users(),
                Formats.percent((double) data.evaluable() / Math.max(1, data.users()))));
        long cold = data.engagementsPerContent().getOrDefault("0", 0L);
        conclusions.add(Formats.format(
                "%,d of %,d contents (%s) have no engagement. Only channels that know contents by "
                        + "their description find them: tag, attribute, term, query2v, personalised and the spaces of texts and "
                        + "pictures.",
                cold, data.contents(), Formats.percent((double) cold / Math.max(1, data.contents()))));
        conclusions.add(Formats.format("The 20 %% of the contents with most engagements have %s of them.%s",
                Formats.percent(data.headShare()), data.headShare() > CONCENTRATED
                        ? " Compare the long tail share of the channels in the evaluation."
                        : ""));
        if (data.searches() == 0) {
            conclusions.add("There are no searches: channel query2v stays empty.");
        }
        if (!real) {
            conclusions.add("The times are an order only: channel fresh is off, and ages count in events.");
        } else if (check.profile().last() != null
                && Duration.between(check.profile().last(), now).compareTo(OLD) > 0) {
            conclusions.add("The newest event is of " + check.profile().last() + ". Start the service with --as-of "
                    + check.profile().last() + ", or channel fresh and realtime interests find nothing.");
        }
        return conclusions;
    }

    /** Writes the page as a self-contained HTML file. */
    public void write(Path file) {
        String name = check.summary().dataSet().name();
        DataDistributions data = distributions;
        ReportFiles.write(file, ReportPage.of("profile", name, Map.of(
                "title", name,
                "tiles", List.of(
                        new Tile(Formats.count(data.users()), "users with events"),
                        new Tile(Formats.count(data.contents()), "contents"),
                        new Tile(Formats.count(check.profile().events()), "events, " + Formats.count(
                                data.engagements()) + " of them engagements with contents"),
                        new Tile(Formats.percent(data.headShare()),
                                "of the engagements are with the top 20 % of the contents")),
                "conclusions", conclusions(),
                "warnings", check.profile().warnings(),
                "distributions", List.of(
                        Distribution.of("Events per user", "events", "users", data.eventsPerUser()),
                        Distribution.of("Engagements per content", "engagements", "contents",
                                data.engagementsPerContent()),
                        Distribution.of("Events by action", "action", "events", data.actions()),
                        Distribution.of("Events over time (UTC)", "period", "events", data.eventsPerPeriod()),
                        Distribution.of("Dwell time", "time", "events", data.dwell()),
                        new Distribution("Broadest categories", "category", "contents", data.categories(),
                                check.profile().contents()),
                        new Distribution("Fields of contents", "field", "contents with it",
                                check.profile().contentFields(), check.profile().contents())),
                "files", check.lines())));
    }

    /** A large figure and what it means. */
    private record Tile(String value, String text) {}

    /** Counts by label, in their order. An object of JSON would lose the order of labels that are numbers. */
    private record Distribution(String title, String label, String counted, List<Count> counts, long total) {

        record Count(String name, long count) {}

        Distribution(String title, String label, String counted, Map<String, Long> counts, long total) {
            this(title, label, counted, counts.entrySet().stream()
                    .map(count -> new Count(count.getKey(), count.getValue())).toList(), total);
        }

        static Distribution of(String title, String label, String counted, Map<String, Long> counts) {
            return new Distribution(title, label, counted, counts,
                    counts.values().stream().mapToLong(Long::longValue).sum());
        }
    }
}
