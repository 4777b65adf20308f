package io.graphrecall.evaluation.report;

import io.graphrecall.evaluation.metrics.Interval;
import io.graphrecall.evaluation.metrics.RankingMetrics;
import io.graphrecall.evaluation.plot.HeatMap;
import io.graphrecall.evaluation.plot.IntervalPlot;
import io.graphrecall.evaluation.plot.LinePlot;
import io.graphrecall.evaluation.plot.ScatterPlot;
import io.graphrecall.evaluation.plot.Series;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The plots of a report. A list has the same colour in all of them. */
final class Charts {

    private static final int LARGEST = RankingMetrics.SIZES.getLast();

    private final EvaluationReport report;
    private final List<String> all;
    private final List<String> lists;

    Charts(EvaluationReport report) {
        this.report = report;
        this.all = List.copyOf(report.results().keySet());
        this.lists = all.stream().filter(list -> !silent(list)).toList();
    }

    /** Whether a list is always empty; then there is nothing to draw. */
    private boolean silent(String list) {
        return Objects.requireNonNull(report.ecosystem().get(list)).uniqueContents() == 0;
    }

    /** The lists that are not drawn. */
    List<String> silent() {
        return all.stream().filter(this::silent).toList();
    }

    String hitRateBySize() {
        List<LinePlot.Tick> ticks = RankingMetrics.SIZES.stream()
                .map(size -> new LinePlot.Tick(size, String.valueOf(size), "")).toList();
        return new LinePlot("Hit rate by list size", "list size K", "hit rate at K", ticks, false)
                .render(lists.stream().map(list -> series(list, RankingMetrics.SIZES.stream()
                        .map(size -> value(size, interval(report.intervals().hitRate(), list, size))).toList()))
                        .toList());
    }

    String hitRateAgainstDiversity() {
        return new ScatterPlot(
                "Hit rate against diversity", "diversity: 1 − mean similarity of two contents of a list",
                "hit rate at " + LARGEST)
                .render(lists.stream().map(list -> {
                    double diversity = 1 - Objects.requireNonNull(report.ecosystem().get(list)).intraListSimilarity();
                    return series(list, List.of(
                            value(diversity, interval(report.intervals().hitRate(), list, LARGEST))));
                }).toList());
    }

    String marginalGain() {
        Map<String, SortedMap<Integer, Interval>> gains = new LinkedHashMap<>();
        report.contribution().forEach((channel, brought) -> gains.put(channel, brought.marginalGain()));
        return gains("What is lost without each channel", gains);
    }

    /** Gains at the largest size, the largest first. */
    String gains(String title, Map<String, SortedMap<Integer, Interval>> gains) {
        return new IntervalPlot(title, "hit rate at " + LARGEST + " of the blend, less that without the channel")
                .render(gains.entrySet().stream()
                        .filter(channel -> lists.contains(channel.getKey()))
                        .map(channel -> series(channel.getKey(), List.of(value(0, at(channel.getValue(), LARGEST)))))
                        .sorted(Comparator.comparingDouble((Series one) -> -one.values().getFirst().y()))
                        .toList());
    }

    String overlap() {
        return new HeatMap("Overlap of lists", "of this list …", "… so many per cent are in this one")
                .render(lists, report.overlap());
    }

    /** The hit rate at the largest size by group of questions. */
    String split(String title, String xLabel, List<EvaluationReport.Group> groups) {
        List<LinePlot.Tick> ticks = IntStream.range(0, groups.size()).mapToObj(i -> new LinePlot.Tick(
                i, groups.get(i).group(), Html.format("%,d users", groups.get(i).questions()))).toList();
        Function<String, List<Series.Value>> values = list -> {
            List<Series.Value> found = new ArrayList<>();
            for (int i = 0; i < groups.size(); i++) {
                found.add(value(i, interval(groups.get(i).hitRate(), list, LARGEST)));
            }
            return found;
        };
        return new LinePlot(title, xLabel, "hit rate at " + LARGEST, ticks, true)
                .render(lists.stream().map(list -> series(list, values.apply(list))).toList());
    }

    private Series series(String list, List<Series.Value> values) {
        return new Series(list, all.indexOf(list), list.equals(EvaluationReport.MERGED), values);
    }

    private static Series.Value value(double x, Interval interval) {
        return new Series.Value(x, interval.value(), interval.low(), interval.high());
    }

    static Interval interval(Map<String, SortedMap<Integer, Interval>> hitRate, String list, int size) {
        return at(Objects.requireNonNull(hitRate.get(list), list), size);
    }

    static Interval at(SortedMap<Integer, Interval> bySize, int size) {
        return Objects.requireNonNull(bySize.get(size), () -> "size " + size);
    }
}
