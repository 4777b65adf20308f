package io.graphrecall.evaluation.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Mean and standard deviation of reports that differ only in their seed. */
public final class ReportMean {

    private static final String SEED = "seed";
    private static final String SEEDS = "seeds";
    private static final String SECONDS = "seconds";
    private static final String EXAMPLES = "examples";
    private static final String DEVIATION = "deviation";
    private static final String RESULTS = "results";
    private static final String ECOSYSTEM = "ecosystem";
    private static final String HIDDEN_UNITS = "hidden_units";

    private ReportMean() {}

    /**
     * Returns a report with the mean of every figure and the standard deviation of those of lists; counts are rounded.
     * Seed, texts and examples come from the first report. The duration is the sum. Interval bounds are means too: they
     * cover the choice of users, not of seeds. Training curves are in the reports of the seeds only, and so are figures of
     * different things: a comparison with another best channel, learned blends of other shapes, and weights of other kinds
     * of blends.
     */
    public static EvaluationReport of(List<EvaluationReport> reports) {
        List<ObjectNode> trees = reports.stream().<ObjectNode>map(ReportFiles.JSON::valueToTree).toList();
        List<String> blends = reports.stream().map(report -> report.tuning().blend()).distinct().sorted().toList();
        if (blends.size() > 1) {
            trees.forEach(tree -> tree.withObject("/tuning").put("blend", String.join(", ", blends))
                    .set("weights", ReportFiles.JSON.createObjectNode()));
        }
        ObjectNode mean = (ObjectNode) combine(trees, StatUtils::mean);
        mean.put(SEED, reports.getFirst().seed());
        mean.put(SEEDS, reports.size());
        mean.set(DEVIATION, combine(trees.stream().map(tree -> tree.retain(RESULTS, ECOSYSTEM)).toList(),
                figures -> new StandardDeviation().evaluate(figures)));
        mean.set(EXAMPLES, ReportFiles.JSON.valueToTree(reports.getFirst().examples()));
        mean.withObject("/training").remove("curves"); // trainings of different seeds differ in their epochs
        mean.put(SECONDS, reports.stream().mapToDouble(EvaluationReport::seconds).sum());
        return ReportFiles.JSON.convertValue(mean, EvaluationReport.class);
    }

    /**
     * Combines the numbers at the same path by a statistic. Drops a field, or the elements of an array, if they differ between reports in
     * structure or in what their figures belong to.
     */
    private static JsonNode combine(List<? extends JsonNode> nodes, ToDoubleFunction<double[]> statistic) {
        JsonNode first = nodes.getFirst();
        if (first.isObject()) {
            ObjectNode object = ReportFiles.JSON.createObjectNode();
            first.fieldNames().forEachRemaining(name -> {
                List<JsonNode> values = nodes.stream().map(node -> node.path(name)).toList();
                if (nodes.stream().allMatch(node -> node.has(name)) && haveEqualLabels(values)) {
                    object.set(name, combine(values, statistic));
                }
            });
            return object;
        }
        if (first.isArray()) {
            ArrayNode array = ReportFiles.JSON.createArrayNode();
            List<List<JsonNode>> elements = IntStream.range(0, first.size())
                    .mapToObj(i -> nodes.stream().map(node -> node.path(i)).toList()).toList();
            if (nodes.stream().allMatch(node -> node.size() == first.size())
                    && elements.stream().allMatch(ReportMean::haveEqualLabels)) {
                elements.forEach(values -> array.add(combine(values, statistic)));
            }
            return array;
        }
        if (!first.isNumber()) {
            return first;
        }
        double value = statistic.applyAsDouble(nodes.stream().mapToDouble(JsonNode::doubleValue).toArray());
        return nodes.stream().allMatch(JsonNode::isIntegralNumber)
                ? LongNode.valueOf(Math.round(value))
                : DoubleNode.valueOf(value);
    }

    /** Returns true if all objects have the same texts, booleans and shapes of a blend. Other values have no labels. */
    private static boolean haveEqualLabels(List<JsonNode> values) {
        return values.stream().map(ReportMean::labels).distinct().count() == 1;
    }

    private static Map<String, JsonNode> labels(JsonNode value) {
        return value.propertyStream()
                .filter(field -> field.getValue().isTextual() || field.getValue().isBoolean()
                        || field.getKey().equals(HIDDEN_UNITS))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
