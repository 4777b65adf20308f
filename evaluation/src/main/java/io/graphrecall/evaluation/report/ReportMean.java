package io.graphrecall.evaluation.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/** The mean of several reports that differ in their seed only. */
public final class ReportMean {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SEED = "seed";
    private static final String SECONDS = "seconds";
    private static final String VARIANTS = "variants";

    private ReportMean() {}

    /**
     * A report with the means of all figures, counts rounded; the seed and all text are the first report's, variants are
     * compared in the first evaluation only; the seconds are those of all together. The bounds of intervals are means too:
     * they tell of other users, not of other seeds.
     */
    public static EvaluationReport of(List<EvaluationReport> reports) {
        ObjectNode mean = (ObjectNode) mean(reports.stream().<JsonNode>map(JSON::valueToTree).toList());
        mean.put(SEED, reports.getFirst().seed());
        mean.set(VARIANTS, JSON.valueToTree(reports.getFirst().variants()));
        mean.put(SECONDS, reports.stream().mapToDouble(EvaluationReport::seconds).sum());
        return JSON.convertValue(mean, EvaluationReport.class);
    }

    /** The mean of values that stand at the same place; what one report alone has is left out. */
    private static JsonNode mean(List<JsonNode> nodes) {
        JsonNode first = nodes.getFirst();
        if (first.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            first.fieldNames().forEachRemaining(name -> {
                if (nodes.stream().allMatch(node -> node.has(name))) {
                    object.set(name, mean(nodes.stream().map(node -> node.get(name)).toList()));
                }
            });
            return object;
        }
        if (first.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            for (int i = 0; i < first.size(); i++) {
                int place = i;
                if (nodes.stream().allMatch(node -> node.size() == first.size())) {
                    array.add(mean(nodes.stream().map(node -> node.get(place)).toList()));
                }
            }
            return array;
        }
        if (!first.isNumber()) {
            return first;
        }
        double mean = nodes.stream().mapToDouble(JsonNode::doubleValue).average().orElseThrow();
        return nodes.stream().allMatch(JsonNode::isIntegralNumber)
                ? LongNode.valueOf(Math.round(mean))
                : DoubleNode.valueOf(mean);
    }
}
