package io.graphrecall.evaluation.report;

import static io.graphrecall.evaluation.report.Html.escape;
import static io.graphrecall.evaluation.report.Html.figure;
import static io.graphrecall.evaluation.report.Html.format;
import static io.graphrecall.evaluation.report.Html.percent;

import io.graphrecall.evaluation.metrics.EcosystemMetrics;
import io.graphrecall.evaluation.metrics.Interval;
import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.evaluation.report.EvaluationReport.Result;
import io.graphrecall.evaluation.tuning.BlendTuning;
import io.graphrecall.evaluation.variants.VariantScores;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The tables of a report. */
final class Tables {

    private static final List<Integer> SIZES = RankingMetrics.SIZES;
    private static final int LARGEST = SIZES.getLast();

    private Tables() {}

    private static String classes(String list) {
        return list.equals(EvaluationReport.MERGED) ? "merged" : "";
    }

    private static List<String> heads(String first, String prefix) {
        List<String> heads = new ArrayList<>(List.of(first));
        SIZES.forEach(size -> heads.add(prefix + size));
        return heads;
    }

    /** A figure and, in small, its interval. */
    private static String certain(Interval interval, String sign) {
        return format("%" + sign + ".4f <small>%" + sign + ".4f to %" + sign + ".4f</small>",
                interval.value(), interval.low(), interval.high());
    }

    static String hitRates(EvaluationReport report) {
        Html.Table table = new Html.Table(heads("channel", "HR@"));
        report.intervals().hitRate().forEach((list, bySize) -> {
            if (report.results().containsKey(list)) {
                List<String> cells = new ArrayList<>(List.of(escape(list)));
                SIZES.forEach(size -> cells.add(certain(Charts.at(bySize, size), "")));
                table.row(classes(list), cells);
            }
        });
        return table.toString();
    }

    static String ranking(Map<String, Result> results) {
        List<String> heads = heads("channel", "NDCG@");
        heads.add("MRR");
        boolean manyTargets = results.values().stream().anyMatch(result -> result.recall() != null);
        if (manyTargets) {
            SIZES.forEach(size -> heads.add("recall@" + size));
        }
        Html.Table table = new Html.Table(heads);
        results.forEach((list, result) -> {
            List<String> cells = new ArrayList<>(List.of(escape(list)));
            SIZES.forEach(size -> cells.add(figure(result.ndcg().get(size))));
            cells.add(figure(result.mrr()));
            SortedMap<Integer, Double> recall = result.recall();
            if (manyTargets) {
                SIZES.forEach(size -> cells.add(figure(recall == null ? null : recall.get(size))));
            }
            table.row(classes(list), cells);
        });
        return table.toString();
    }

    static String groupHitRates(Map<String, Result> results) {
        Html.Table table = new Html.Table(heads("channel", "HR@"));
        results.forEach((list, result) -> {
            List<String> cells = new ArrayList<>(List.of(escape(list)));
            SIZES.forEach(size -> cells.add(figure(result.hitRate().get(size))));
            table.row(classes(list), cells);
        });
        return table.toString();
    }

    static String comparisons(EvaluationReport report) {
        Html.Table table = new Html.Table(heads("difference", "HR@"));
        report.comparisons().values().forEach(comparison -> {
            List<String> cells = new ArrayList<>(List.of(
                    escape(comparison.of()) + " less " + escape(comparison.over().replace('_', ' '))));
            SIZES.forEach(size -> cells.add(certain(Charts.at(comparison.hitRate(), size), "+")));
            table.row("", cells);
        });
        return table.toString();
    }

    static String contribution(EvaluationReport report) {
        Html.Table table = new Html.Table(
                "channel", "contents only it returned", "hits only it returned", "gain at 10", "gain at " + LARGEST);
        report.contribution().forEach((channel, brought) -> table.row("", List.of(
                escape(channel),
                percent(brought.exclusiveShare()),
                percent(brought.exclusiveHits()),
                certain(Charts.at(brought.marginalGain(), SIZES.getFirst()), "+"),
                certain(Charts.at(brought.marginalGain(), LARGEST), "+"))));
        return table.toString();
    }

    static String variants(Map<String, VariantScores> variants) {
        List<String> heads = heads("variant", "HR@");
        heads.addAll(List.of("trainings", "steps of each", "median seconds"));
        Html.Table table = new Html.Table(heads);
        variants.forEach((variant, scores) -> {
            List<String> cells = new ArrayList<>(List.of(escape(variant)));
            SIZES.forEach(size -> cells.add(figure(scores.hitRate().get(size))
                    + " <small>± " + figure(scores.deviation().get(size)) + "</small>"));
            cells.addAll(List.of(
                    String.valueOf(scores.seeds()), format("%,d", scores.steps()), format("%.0f", scores.seconds())));
            table.row("", cells);
        });
        return table.toString();
    }

    static String baselines(Map<String, SortedMap<Integer, Double>> baselines) {
        Html.Table table = new Html.Table(heads("vectors", "HR@"));
        baselines.forEach((name, hitRates) -> {
            List<String> cells = new ArrayList<>(List.of(escape(name)));
            SIZES.forEach(size -> cells.add(figure(hitRates.get(size))));
            table.row("", cells);
        });
        return table.toString();
    }

    static String ecosystem(Map<String, EcosystemMetrics> ecosystem) {
        Html.Table table = new Html.Table(
                "channel", "contents", "coverage", "Gini", "tail share", "fresh, 7 days", "category entropy",
                "similarity");
        ecosystem.forEach((list, metrics) -> table.row(classes(list), List.of(
                escape(list),
                format("%,d", metrics.uniqueContents()),
                figure(metrics.coverage()),
                figure(metrics.gini()),
                figure(metrics.tailShare()),
                figure(metrics.freshShare7d()),
                format("%.2f bits", metrics.categoryEntropy()),
                figure(metrics.intraListSimilarity()))));
        return table.toString();
    }

    static String vocabularies(EvaluationReport report) {
        Html.Table table = new Html.Table("", "of contents", "of items", "of both", "of the items' also of contents");
        report.data().vocabularies().forEach((kind, vocabulary) -> table.row("", List.of(
                escape(kind),
                format("%,d", vocabulary.contents()),
                format("%,d", vocabulary.items()),
                format("%,d", vocabulary.both()),
                vocabulary.items() == 0 ? "–" : percent((double) vocabulary.both() / vocabulary.items()))));
        return table.toString();
    }

    static String weights(EvaluationReport.Tuning tuning) {
        Html.Table table = new Html.Table("channel", "weight", "quota");
        tuning.weights().forEach((channel, weight) -> table.row("", List.of(
                escape(channel), figure(weight), String.valueOf(tuning.quotas().getOrDefault(channel, 0)))));
        return table.toString();
    }

    static String learned(EvaluationReport.Tuning tuning) {
        Html.Table table = new Html.Table(
                "learned blend", "mean hit rate, cross-fitted on half B", "over weighted", "long tail");
        tuning.learned().forEach(learned -> table.row("", List.of(
                learned.popularity() ? "with popularity" : "without popularity",
                figure(learned.meanHitRate()),
                format("%+.4f (%+.4f to %+.4f)", learned.overWeighted().value(), learned.overWeighted().low(),
                        learned.overWeighted().high()),
                percent(learned.tailShare()))));
        return table.toString();
    }

    static String tried(EvaluationReport.Tuning tuning) {
        Html.Table table = new Html.Table("blend", "fitted", "mean hit rate, half B fits", "half A chooses");
        for (BlendTuning.Tried tried : tuning.tried()) {
            boolean chosen = tried.blend().equals(tuning.blend()) && tried.heldOut() == tuning.heldOut();
            table.row(chosen ? "chosen" : "", List.of(
                    escape(tried.blend()),
                    escape(tried.fitted().replace('_', ' ')) + (chosen ? " (chosen)" : ""),
                    figure(tried.meanHitRate()),
                    figure(tried.heldOut())));
        }
        return table.toString();
    }
}
