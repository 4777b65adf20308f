package io.graphrecall.evaluation.report;

import io.graphrecall.evaluation.metrics.EcosystemMetrics;
import io.graphrecall.evaluation.metrics.RankingMetrics;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as one page that needs no network. */
final class HtmlReport {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>%1$s · graph-recall</title>
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
            table { border-collapse: collapse; margin: 1rem 0 2rem; }
            th, td { padding: .25rem .75rem; text-align: right; border-bottom: 1px solid #ddd; }
            th:first-child, td:first-child { text-align: left; }
            tr.merged td { font-weight: 600; }
            svg text { font: 12px system-ui, sans-serif; fill: #333; }
            </style>
            </head>
            <body>
            <h1>%1$s</h1>
            %2$s
            </body>
            </html>
            """;

    private HtmlReport() {}

    static String render(EvaluationReport report) {
        String body = Stream.of(
                facts(report),
                "<h2>Hit rate by list size</h2>",
                HitRatePlot.render(report.results()),
                results(report.results()),
                groups(report),
                "<h2>Ecosystem</h2>",
                ecosystem(report.ecosystem()),
                "<h2>Blend</h2>",
                tuning(report.tuning())).collect(Collectors.joining("\n"));
        return PAGE.formatted(escape(report.dataset() + ", " + report.protocol() + ", " + report.fit()), body);
    }

    private static String facts(EvaluationReport report) {
        return "<p>" + escape(String.format(
                Locale.ROOT,
                "%,d users, %,d of them without a target; %,d targets among %,d contents. Generation %s, seed %d, %.0f s.",
                report.users(),
                report.usersWithoutTarget(),
                report.targets(),
                report.contents(),
                report.generation(),
                report.seed(),
                report.seconds())) + "</p>";
    }

    private static String results(Map<String, EvaluationReport.Result> results) {
        StringBuilder table = new StringBuilder("<table>\n<tr><th>channel</th>");
        List<Integer> sizes = RankingMetrics.SIZES;
        sizes.forEach(size -> table.append("<th>HR@").append(size).append("</th>"));
        sizes.forEach(size -> table.append("<th>NDCG@").append(size).append("</th>"));
        table.append("<th>MRR</th></tr>\n");
        results.forEach((channel, result) -> {
            table.append(rowStart(channel));
            sizes.forEach(size -> table.append(cell(result.hitRate().get(size))));
            sizes.forEach(size -> table.append(cell(result.ndcg().get(size))));
            table.append(cell(result.mrr())).append("</tr>\n");
        });
        return table.append("</table>").toString();
    }

    private static String groups(EvaluationReport report) {
        if (report.groups() == null) {
            return "";
        }
        return report.groups().entrySet().stream()
                .map(group -> "<h3>Users " + escape(group.getKey().replace('_', ' ')) + "</h3>\n"
                        + results(group.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String ecosystem(Map<String, EcosystemMetrics> ecosystem) {
        StringBuilder table = new StringBuilder("<table>\n<tr><th>channel</th>");
        Stream.of("contents", "coverage", "Gini", "tail", "fresh (7 d)", "category entropy", "exclusive", "similarity")
                .forEach(name -> table.append("<th>").append(name).append("</th>"));
        table.append("</tr>\n");
        ecosystem.forEach((channel, metrics) -> {
            table.append(rowStart(channel)).append("<td>").append(metrics.uniqueContents()).append("</td>");
            Stream.of(metrics.coverage(), metrics.gini(), metrics.tailShare()).forEach(v -> table.append(cell(v)));
            table.append(cell(metrics.freshShare7d()));
            Stream.of(metrics.categoryEntropy(), metrics.exclusiveShare(), metrics.intraListSimilarity())
                    .forEach(value -> table.append(cell(value)));
            table.append("</tr>\n");
        });
        return table.append("</table>").toString();
    }

    private static String tuning(EvaluationReport.Tuning tuning) {
        String weights = tuning.weights().entrySet().stream()
                .map(weight -> escape(weight.getKey()) + " " + format(weight.getValue()))
                .collect(Collectors.joining(", "));
        return "<p>" + escape(tuning.blend()) + ": " + weights + ". Mean hit rate " + format(tuning.meanHitRate())
                + " on the " + tuning.questions() + " validation users it was fitted to, " + format(tuning.heldOut())
                + " on the others.</p>";
    }

    private static String rowStart(String channel) {
        String merged = channel.equals(EvaluationReport.MERGED) ? " class=\"merged\"" : "";
        return "<tr" + merged + "><td>" + escape(channel) + "</td>";
    }

    private static String cell(@Nullable Double value) {
        return "<td>" + (value == null ? "–" : format(value)) + "</td>";
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
