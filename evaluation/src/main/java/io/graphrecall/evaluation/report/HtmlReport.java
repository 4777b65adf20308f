package io.graphrecall.evaluation.report;

import static io.graphrecall.evaluation.report.Html.escape;
import static io.graphrecall.evaluation.report.Html.figure;
import static io.graphrecall.evaluation.report.Html.format;
import static io.graphrecall.evaluation.report.Html.paragraph;
import static io.graphrecall.evaluation.report.Html.percent;

import io.graphrecall.evaluation.description.DataDescription;
import io.graphrecall.evaluation.metrics.EcosystemMetrics;
import io.graphrecall.evaluation.metrics.Interval;
import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.evaluation.spaces.SpacePictures;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as one page that needs no network: what matters first, then a section a question. */
final class HtmlReport {

    private static final int LARGEST = RankingMetrics.SIZES.getLast();

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s · graph-recall</title>
            <style>
            %2$s</style>
            </head>
            <body>
            %3$s
            </body>
            </html>
            """;

    private final EvaluationReport report;
    private final Charts charts;

    private HtmlReport(EvaluationReport report) {
        this.report = report;
        this.charts = new Charts(report);
    }

    static String render(EvaluationReport report, SpacePictures pictures) {
        HtmlReport page = new HtmlReport(report);
        String body = Stream.of(
                page.head(), page.hitRates(), page.contribution(), page.variants(), page.baselines(), page.diversity(),
                page.overlap(),
                page.splits(),
                page.ecosystem(), SpacePage.section(report.spaces(), report.crossModal()), SpacePage.pictures(pictures),
                page.data(),
                page.blend(), page.settings())
                .flatMap(List::stream).collect(Collectors.joining("\n"));
        return page(report.dataset(), body);
    }

    /** A page of its own: needs no network. */
    static String page(String title, String body) {
        return PAGE.formatted(escape(title), css(), body);
    }

    private static String css() {
        try (InputStream css = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"))) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> head() {
        return List.of(
                "<h1>" + escape(report.dataset()) + "</h1>",
                "<p class=\"sub\">Recall evaluated by " + escape(report.protocol()) + ", fit " + escape(report.fit())
                        + ": "
                        + format("%,d questions, one a user, among %,d contents.", questions(), report.contents())
                        + "</p>",
                report.data().simulated()
                        ? "<p class=\"simulated\">Simulated data. This world is made up: these figures show how the "
                                + "system behaves, and are no evidence about any real platform.</p>"
                        : "",
                tiles());
    }

    private long questions() {
        return report.users() - report.usersWithoutTarget();
    }

    private String tiles() {
        Interval hitRate = Charts.interval(report.intervals().hitRate(), EvaluationReport.MERGED, LARGEST);
        EcosystemMetrics merged = Objects.requireNonNull(report.ecosystem().get(EvaluationReport.MERGED));
        return "<div class=\"tiles\">\n"
                + tile(figure(hitRate.value()), format(
                        "hit rate at %d of the merged list (%.4f to %.4f)", LARGEST, hitRate.low(), hitRate.high()))
                + difference(EvaluationReport.MERGED_OVER_BEST, "over the best channel, ")
                + difference(EvaluationReport.TUNED_OVER_EQUAL, "by tuning, over ")
                + tile(percent(merged.coverage()), format(
                        "of all contents appear in a list; %s of appearances are long tail",
                        percent(merged.tailShare())))
                + "</div>";
    }

    private String difference(String name, String words) {
        EvaluationReport.Comparison comparison = Objects.requireNonNull(report.comparisons().get(name), name);
        Interval gain = Charts.at(comparison.hitRate(), LARGEST);
        return tile(format("%+.4f", gain.value()), format(
                "%s%s (%+.4f to %+.4f: %s)", words, comparison.over().replace('_', ' '), gain.low(), gain.high(),
                gain.excludesZero() ? "the interval excludes zero" : "may be none"));
    }

    private static String tile(String figure, String words) {
        return "<div class=\"tile\"><b>" + escape(figure) + "</b><span>" + escape(words) + "</span></div>\n";
    }

    private List<String> hitRates() {
        return List.of(
                "<h2>How often is the target in the list?</h2>",
                paragraph("The share of questions whose target is among the first K contents. The band is the "
                        + "95\u00a0% interval of the merged list, as are the ranges in small print."),
                charts.silent().isEmpty()
                        ? ""
                        : paragraph("Not drawn, because they found nothing in this data: "
                                + String.join(", ", charts.silent()) + "."),
                charts.hitRateBySize(),
                Tables.hitRates(report),
                Tables.comparisons(report),
                "<details><summary>NDCG and MRR</summary>" + Tables.ranking(report.results()) + "</details>");
    }

    private List<String> contribution() {
        return List.of(
                "<h2>What does each channel bring that the others do not?</h2>",
                paragraph(
                        "The hit rate that the blend loses when a channel is left out and nothing else changes. Where "
                                + "the interval holds zero, this data does not show that the channel is needed."),
                charts.marginalGain(),
                Tables.contribution(report),
                ablation());
    }

    private String ablation() {
        return report.ablation() == null
                ? ""
                : "<h3>And when the others are weighed anew?</h3>"
                        + paragraph("The same, but with the weights of the other channels fitted without the channel.")
                        + charts.gains("What is lost when weights are fitted without each channel", report.ablation());
    }

    private List<String> variants() {
        return report.variants() == null
                ? List.of()
                : List.of(
                        "<h2>What do the parts of the deep match model bring?</h2>",
                        paragraph(
                                "Each variant has what the one before it has and something more, but for filtered, which "
                                        + "is base without the samples that have nothing to do with their past. All are trained "
                                        + "for as many steps, fewer than in a build, and asked by themselves; in small, the "
                                        + "standard deviation between seeds."),
                        Tables.variants(report.variants()));
    }

    private List<String> baselines() {
        return report.baselines() == null
                ? List.of()
                : List.of(
                        "<h2>Is the meta-path GCN worth its training?</h2>",
                        paragraph(
                                "What its channel has to be better than: embeddings by Neo4j's Graph Data Science library, as "
                                        + "wide, on the same engagements, tags, attributes and categories, a user being the mean "
                                        + "of what was engaged with lately."),
                        Tables.baselines(report.baselines()));
    }

    private List<String> diversity() {
        return List.of(
                "<h2>Does accuracy cost diversity?</h2>",
                paragraph("Further right, the contents of one list are less alike in category, tags and attributes; "
                        + "further up, more lists hold their target."),
                charts.hitRateAgainstDiversity());
    }

    private List<String> overlap() {
        return List.of(
                "<h2>Do channels find the same?</h2>",
                paragraph(
                        "Of every hundred contents in the lists of a row, so many are in the list of the column for the "
                                + "same question. A light row finds what nobody else finds."),
                charts.overlap());
    }

    private List<String> splits() {
        return List.of(
                "<h2>Where do new users and new contents stand?</h2>",
                split(QuestionGroups.HISTORY, "By how much is known of the user", "known events of the user"),
                split(QuestionGroups.POPULARITY, "By how known the target is",
                        "training positives of the target; 0: nobody was known to engage with it"),
                split(QuestionGroups.AGE, "By how old the target is", "time since the target was published"),
                groups());
    }

    private String split(String kind, String title, String xLabel) {
        List<EvaluationReport.Group> groups = report.splits().getOrDefault(kind, List.of());
        return groups.isEmpty() ? "" : "<h3>" + title + "</h3>\n" + charts.split(title, xLabel, groups);
    }

    private String groups() {
        if (report.groups() == null) {
            return "";
        }
        return report.groups().entrySet().stream()
                .map(group -> "<details><summary>Users " + escape(group.getKey().replace('_', ' ')) + "</summary>"
                        + Tables.groupHitRates(group.getValue()) + Tables.ranking(group.getValue()) + "</details>")
                .collect(Collectors.joining("\n"));
    }

    private List<String> ecosystem() {
        return List.of(
                "<h2>What does it do to the platform?</h2>",
                paragraph(
                        "Gini: 0 where all contents appear alike, towards 1 where few take all. Tail: contents outside "
                                + "the fifth with the most training positives. Similarity and entropy are means over lists."),
                Tables.ecosystem(report.ecosystem()));
    }

    private List<String> data() {
        DataDescription.UnlikePast unlike = report.data().unlike();
        String apart = unlike.without().entrySet().stream()
                .map(kind -> "no " + kind.getKey() + " " + percent(kind.getValue())).collect(Collectors.joining(", "));
        Map<String, DataDescription.Vocabulary> vocabularies = report.data().vocabularies();
        return List.of(
                "<h2>What is this data like?</h2>",
                paragraph(format(
                        "%s of %,d first engagements share no category, attribute, tag or term with the user's previous "
                                + "%d events: channels that go by meaning cannot find those. Each alone: %s.",
                        percent(unlike.nothing()), unlike.positives(), unlike.past(), apart)),
                vocabularies.isEmpty()
                        ? paragraph("There are no items.")
                        : "<h3>Do items and contents speak of the same?</h3>" + Tables.vocabularies(report));
    }

    private List<String> blend() {
        EvaluationReport.Tuning tuning = report.tuning();
        return List.of(
                "<h2>How are the channels blended?</h2>",
                paragraph(format(
                        "By %s scores, chosen on validation events only: %,d questions of half B were fitted to; of what "
                                + "was tried, the simplest was taken that half A does not find worse than the best.",
                        tuning.blend(), tuning.questions())),
                Tables.weights(tuning),
                "<details><summary>What was tried</summary>" + Tables.tried(tuning) + Tables.learned(tuning)
                        + "</details>");
    }

    private List<String> settings() {
        return List.of(
                "<h2>How was this measured?</h2>",
                "<dl>"
                        + term("data set", report.dataset() + (report.data().simulated() ? " (simulated)" : ""))
                        + term("fingerprint", report.data().fingerprint())
                        + term("protocol, fit", report.protocol() + ", " + report.fit())
                        + term("users", format(
                                "%,d, %,d of them without a target", report.users(), report.usersWithoutTarget()))
                        + term("targets", format("%,d", report.targets()))
                        + term("seed", String.valueOf(report.seed()))
                        + term("trained", trained(report.training()))
                        + term("intervals", format(
                                "%.0f %%, percentile bootstrap over users, %,d draws; differences are paired",
                                100 * report.intervals().level(), report.intervals().resamples()))
                        + term("generation", report.generation())
                        + term("time", format("%.0f s, loading and building included", report.seconds()))
                        + "</dl>",
                paragraph(
                        "Lists are recalled through the pipeline that serves; all contents are candidates but those the "
                                + "user engaged with before. Every metric with its formula: docs/metrics.md."));
    }

    private static String trained(EvaluationReport.Training training) {
        String models = training.models().isEmpty() ? "nothing" : String.join(", ", training.models());
        return models + (training.epochs() == null ? "" : format(", for %,d passes at most", training.epochs()));
    }

    private static String term(String name, String value) {
        return "<dt>" + escape(name) + "</dt><dd>" + escape(value) + "</dd>\n";
    }
}
