package io.graphrecall.evaluation.report;

import io.graphrecall.blend.fit.Interval;
import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.evaluation.plot.HeatMap;
import io.graphrecall.evaluation.plot.IntervalPlot;
import io.graphrecall.evaluation.plot.LinePlot;
import io.graphrecall.evaluation.plot.MapPlot;
import io.graphrecall.evaluation.plot.ScatterPlot;
import io.graphrecall.evaluation.plot.Series;
import io.graphrecall.evaluation.spaces.ClusterMap;
import io.graphrecall.gnn.training.TrainingReport;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.IntStream;

/** SVG charts of a report. A list has the same colour in all of them. */
final class Charts {

    private static final int LARGEST = RankingMetrics.SIZES.getLast();
    /** Maximum number of labelled epochs. */
    private static final int MAX_TICKS = 20;
    private static final String HIT_RATE = "HR@" + LARGEST;

    private final EvaluationReport report;
    private final List<String> allLists;
    /** Lists that are drawn: those with at least one content. */
    private final List<String> lists;

    Charts(EvaluationReport report) {
        this.report = report;
        this.allLists = report.results().keySet().stream().filter(report.ecosystem()::containsKey).toList();
        this.lists = allLists.stream()
                .filter(list -> Objects.requireNonNull(report.ecosystem().get(list)).uniqueContents() > 0).toList();
    }

    /**
     * Chart of one split of the test requests.
     *
     * @param title plain text
     * @param svg   markup
     */
    record SplitChart(String title, String svg) {}

    /** Returns true if a list has at least one content for some request. */
    boolean hasContents(String list) {
        return lists.contains(list);
    }

    /** Returns the names of the lists that are always empty and therefore left out. */
    List<String> emptyLists() {
        return allLists.stream().filter(list -> !lists.contains(list)).toList();
    }

    String hitRateBySize() {
        List<LinePlot.Tick> ticks = RankingMetrics.SIZES.stream()
                .map(size -> new LinePlot.Tick(size, String.valueOf(size), "")).toList();
        return new LinePlot("Hit rate by list size", "list size K", "HR@K", ticks, false)
                .render(lists.stream().map(list -> series(list, RankingMetrics.SIZES.stream()
                        .map(size -> value(size, at(report.intervals().hitRate(), list, size))).toList()))
                        .toList());
    }

    String hitRateAgainstDiversity() {
        return new ScatterPlot("Hit rate and diversity", "diversity (1 − intra-list similarity)", HIT_RATE)
                .render(lists.stream().map(list -> {
                    double diversity = 1 - Objects.requireNonNull(report.ecosystem().get(list)).intraListSimilarity();
                    return series(list, List.of(
                            value(diversity, at(report.intervals().hitRate(), list, LARGEST))));
                }).toList());
    }

    String marginalGain() {
        Map<String, SortedMap<Integer, Interval>> gains = new LinkedHashMap<>();
        report.contribution().forEach((channel, contribution) -> gains.put(channel, contribution.marginalGain()));
        return gains("Marginal gain of each channel", gains);
    }

    String refittedGain(Map<String, SortedMap<Integer, Interval>> ablation) {
        return gains("Gain of each channel with refitted weights", ablation);
    }

    /** Draws the gains at the largest list size, in descending order. */
    private String gains(String title, Map<String, SortedMap<Integer, Interval>> gains) {
        return new IntervalPlot(title, HIT_RATE + " of the merged list − " + HIT_RATE + " without the channel")
                .render(gains.keySet().stream().filter(lists::contains)
                        .map(channel -> series(channel, List.of(value(0, at(gains, channel, LARGEST)))))
                        .sorted(Comparator.comparingDouble((Series one) -> -one.values().getFirst().y()))
                        .toList());
    }

    String overlap() {
        return new HeatMap("Overlap between lists", "contents of", "also in (%)").render(lists, report.overlap());
    }

    /** Returns the charts of the splits that have test requests. */
    List<SplitChart> splits() {
        List<SplitChart> charts = new ArrayList<>();
        addSplit(charts, RequestGroups.HISTORY, "By user history", "known events of the user");
        addSplit(charts, RequestGroups.POPULARITY, "By target popularity",
                "training positives of the target (0: cold item)");
        addSplit(charts, RequestGroups.AGE, "By target age", "time since publication of the target");
        return charts;
    }

    private void addSplit(List<SplitChart> charts, String kind, String title, String xLabel) {
        List<EvaluationReport.Group> groups = report.splits().getOrDefault(kind, List.of());
        if (groups.isEmpty()) {
            return;
        }
        List<LinePlot.Tick> ticks = IntStream.range(0, groups.size()).mapToObj(i -> new LinePlot.Tick(
                i, groups.get(i).group(), Formats.count(groups.get(i).requests()) + " users")).toList();
        charts.add(new SplitChart(title, new LinePlot(title, xLabel, HIT_RATE, ticks, true)
                .render(lists.stream().map(list -> series(list, IntStream.range(0, groups.size())
                        .mapToObj(i -> value(i, at(groups.get(i).hitRate(), list, LARGEST))).toList())).toList())));
    }

    /** Returns the loss of each epoch of a training. */
    static String trainingLoss(String model, TrainingCurve curve) {
        return course("Training loss of " + model, "mean loss of the epoch", model, curve,
                curve.epochs().stream().map(TrainingReport.Epoch::loss).toList());
    }

    /** Returns the validation score after each epoch of a training. */
    static String trainingValidation(String model, TrainingCurve curve) {
        return course("Validation score of " + model, "validation score", model, curve,
                curve.epochs().stream().map(TrainingReport.Epoch::validation).toList());
    }

    private static String course(String title, String label, String model, TrainingCurve curve, List<Double> figures) {
        int step = Math.ceilDiv(figures.size(), MAX_TICKS);
        List<LinePlot.Tick> ticks = IntStream.rangeClosed(1, figures.size()).mapToObj(epoch -> new LinePlot.Tick(
                epoch, epoch % step == 0 || epoch == 1 ? String.valueOf(epoch) : "",
                epoch == curve.bestEpoch() ? "kept" : "")).toList();
        return new LinePlot(title, "epoch", label, ticks, true).renderCourse(List.of(
                new Series(model, 1, false, IntStream.range(0, figures.size())
                        .mapToObj(i -> new Series.Value(i + 1.0, figures.get(i), figures.get(i), figures.get(i)))
                        .toList())));
    }

    static String clusterMap(String space, ClusterMap map) {
        return new MapPlot("Clusters of the space " + space).render(
                map.dots().stream().map(dot -> new MapPlot.Spot(dot.x(), dot.y(), dot.value())).toList(),
                map.rings().stream().map(Charts::ring).toList(), map.values());
    }

    private static MapPlot.Ring ring(ClusterMap.Ring cluster) {
        String contents = Formats.count(cluster.contents()) + " contents";
        return new MapPlot.Ring(cluster.x(), cluster.y(), cluster.contents(), cluster.value().isEmpty()
                ? contents
                : contents + Formats.format(", %.0f %% %s", 100 * cluster.share(), cluster.value()));
    }

    private Series series(String list, List<Series.Value> values) {
        return new Series(list, allLists.indexOf(list), list.equals(EvaluationReport.MERGED), values);
    }

    private static Series.Value value(double x, Interval interval) {
        return new Series.Value(x, interval.value(), interval.low(), interval.high());
    }

    private static Interval at(Map<String, SortedMap<Integer, Interval>> hitRates, String list, int size) {
        return Objects.requireNonNull(Objects.requireNonNull(hitRates.get(list), list).get(size),
                () -> list + " at size " + size);
    }
}
