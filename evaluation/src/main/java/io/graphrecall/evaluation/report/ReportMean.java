package io.graphrecall.evaluation.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/** Mean of reports that differ only in their seed. */
public final class ReportMean {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SEED = "seed";
    private static final String SECONDS = "seconds";
    private static final String VARIANTS = "variants";

    private ReportMean() {}

    /**
     * Returns a report with the mean of every figure; counts are rounded. Seed, texts and variants come from the first report,
     * because only the first evaluation compares variants. The duration is the sum. Interval bounds are means too: they cover
     * the choice of users, not of seeds. Training curves are in the reports of the seeds only.
     */
    public static EvaluationReport of(List<EvaluationReport> reports) {
        ObjectNode mean = (ObjectNode) mean(reports.stream().<JsonNode>map(JSON::valueToTree).toList());
        mean.put(SEED, reports.getFirst().seed());
        mean.set(VARIANTS, JSON.valueToTree(reports.getFirst().variants()));
        mean.withObject("/training").remove("curves"); // trainings of different seeds differ in their epochs
        mean.put(SECONDS, reports.stream().mapToDouble(EvaluationReport::seconds).sum());
        return JSON.convertValue(mean, EvaluationReport.class);
    }

    /** Averages values at the same path. Drops a field or array that differs in structure between reports. */
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
                int index = i;
                if (nodes.stream().allMatch(node -> node.size() == first.size())) {
                    array.add(mean(nodes.stream().map(node -> node.get(index)).toList()));
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
