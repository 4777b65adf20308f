package io.graphrecall.metapath.path;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RelationshipType;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Validates the steps of a meta-path against the graph schema. */
final class MetaPathCheck {

    private MetaPathCheck() {}

    /** @throws RecallException INVALID, naming the first step that does not fit the schema */
    static void check(List<List<NodeLabel>> positions, List<MetaPath.Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            MetaPath.Step step = steps.get(i);
            List<NodeLabel> left = positions.get(i);
            List<NodeLabel> right = positions.get(i + 1);
            List<NodeLabel> sources = step.forward() ? left : right;
            List<NodeLabel> targets = step.forward() ? right : left;
            String prefix = "Step " + (i + 1) + " of the meta-path, " + MetaPath.text(positions, steps, i) + ": ";
            for (RelationshipType type : step.types()) {
                if (sources.stream().noneMatch(type.from()::contains)
                        || targets.stream().noneMatch(type.to()::contains)) {
                    throw invalid(prefix + type + " connects " + names(type.from()) + " to " + names(type.to())
                            + ", not " + names(sources) + " to " + names(targets));
                }
            }
            if (step.repeated()) {
                if (!left.equals(right)) {
                    throw invalid(prefix + "a repeated step must have the same labels on both sides");
                }
                continue;
            }
            requireUsed(prefix, sources, step.types(), true);
            requireUsed(prefix, targets, step.types(), false);
        }
    }

    private static void requireUsed(
            String prefix, List<NodeLabel> labels, List<RelationshipType> types, boolean sources) {
        for (NodeLabel label : labels) {
            if (types.stream().noneMatch(type -> (sources ? type.from() : type.to()).contains(label))) {
                throw invalid(prefix + "no relationship of this step " + (sources ? "starts" : "ends") + " at "
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
