package io.graphrecall.metapath.path;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RelationshipType;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Holds a path against the schema, step by step. */
final class MetaPathCheck {

    private MetaPathCheck() {}

    /** @throws RecallException INVALID, with the first step that the schema does not know */
    static void check(List<List<NodeLabel>> places, List<MetaPath.Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            MetaPath.Step step = steps.get(i);
            List<NodeLabel> left = places.get(i);
            List<NodeLabel> right = places.get(i + 1);
            List<NodeLabel> sources = step.forward() ? left : right;
            List<NodeLabel> targets = step.forward() ? right : left;
            String at = "step " + (i + 1) + " of the meta-path, " + MetaPath.text(places, steps, i) + ": ";
            for (RelationshipType type : step.types()) {
                if (sources.stream().noneMatch(type.from()::contains)
                        || targets.stream().noneMatch(type.to()::contains)) {
                    throw invalid(at + type + " leads from " + names(type.from()) + " to " + names(type.to())
                            + ", not from " + names(sources) + " to " + names(targets));
                }
            }
            if (step.repeated()) {
                if (!left.equals(right)) {
                    throw invalid(at + "a step that is repeated leads to the labels that it comes from");
                }
                continue;
            }
            requireUsed(at, sources, step.types(), true);
            requireUsed(at, targets, step.types(), false);
        }
    }

    private static void requireUsed(
            String at, List<NodeLabel> labels, List<RelationshipType> types, boolean sources) {
        for (NodeLabel label : labels) {
            if (types.stream().noneMatch(type -> (sources ? type.from() : type.to()).contains(label))) {
                throw invalid(at + "no relationship of this step " + (sources ? "starts" : "ends") + " at "
                        + label.label());
            }
        }
    }

    private static String names(Collection<NodeLabel> labels) {
        return labels.stream().sorted().map(NodeLabel::label).collect(Collectors.joining(" or "));
    }

    private static RecallException invalid(String message) {
        return new RecallException(RecallException.Code.INVALID, message);
    }
}
