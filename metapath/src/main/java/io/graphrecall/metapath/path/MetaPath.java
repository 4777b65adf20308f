package io.graphrecall.metapath.path;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RelationshipType;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Meta-path (Sun et al. 2011, "PathSim"): a sequence of node labels connected by relationship types, for instance
 * {@code Content-HAS_TAG->Tag<-HAS_TAG-Content}. An instance is a sequence of nodes with these labels, each connected
 * to the next. Parallel relationships between two nodes count once. A meta-path always fits the graph schema.
 * Immutable; thread-safe.
 *
 * @param positions allowed node labels at each position, one position more than there are steps
 * @param steps     relationships between consecutive positions
 */
public record MetaPath(List<List<NodeLabel>> positions, List<Step> steps) {

    private static final Set<RelationshipType> DESCRIPTIVE = EnumSet.of(RelationshipType.HAS_TAG,
            RelationshipType.IN_CATEGORY, RelationshipType.HAS_ATTRIBUTE, RelationshipType.PUBLISHED);

    public MetaPath {
        positions = positions.stream().map(List::copyOf).toList();
        steps = List.copyOf(steps);
        for (int i = 0; i < steps.size(); i++) {
            check("Step " + (i + 1), positions.get(i), steps.get(i), positions.get(i + 1));
        }
    }

    /** Throws INVALID, naming the step, if it does not fit the graph schema. */
    private static void check(String name, List<NodeLabel> left, Step step, List<NodeLabel> right) {
        List<NodeLabel> sources = step.forward() ? left : right;
        List<NodeLabel> targets = step.forward() ? right : left;
        String prefix = name + " of the meta-path, " + labels(left) + step + labels(right) + ": ";
        for (RelationshipType type : step.types()) {
            if (sources.stream().noneMatch(type.from()::contains) || targets.stream().noneMatch(type.to()::contains)) {
                throw invalid(prefix + type + " connects " + names(type.from()) + " to " + names(type.to())
                        + ", not " + names(sources) + " to " + names(targets));
            }
        }
        if (step.repeated()) {
            if (!left.equals(right)) {
                throw invalid(prefix + "a repeated step must have the same labels on both sides");
            }
            return;
        }
        requireUsed(sources, step.types(), RelationshipType::from, prefix + "no relationship of this step starts at ");
        requireUsed(targets, step.types(), RelationshipType::to, prefix + "no relationship of this step ends at ");
    }

    private static void requireUsed(
            List<NodeLabel> labels, List<RelationshipType> types,
            Function<RelationshipType, Collection<NodeLabel>> ends, String message) {
        for (NodeLabel label : labels) {
            if (types.stream().noneMatch(type -> ends.apply(type).contains(label))) {
                throw invalid(message + label.label());
            }
        }
    }

    private static String names(Collection<NodeLabel> labels) {
        return labels.stream().sorted().map(NodeLabel::label).collect(Collectors.joining(" or "));
    }

    private static RecallException invalid(String message) {
        return new RecallException(RecallException.Code.INVALID, message);
    }

    /**
     * Relationships between two consecutive positions.
     *
     * @param types    alternative relationship types
     * @param forward  true if the relationship points to the next position, false if it points back
     * @param repeated true if any number of such relationships in a row connects two nodes, including none
     */
    public record Step(List<RelationshipType> types, boolean forward, boolean repeated) {

        public Step {
            types = List.copyOf(types);
        }

        /** Returns the same step in the opposite direction. */
        public Step reversed() {
            return new Step(types, !forward, repeated);
        }

        @Override
        public String toString() {
            String names = types.stream().map(Enum::name).collect(Collectors.joining("|")) + (repeated ? "*" : "");
            return forward ? "-" + names + "->" : "<-" + names + "-";
        }
    }

    /**
     * Parses the text form: {@code Label-TYPE->Label<-TYPE-Label}. {@code |} separates alternative labels or types.
     * {@code *} after the types marks a repeated step.
     *
     * @throws RecallException INVALID, naming the wrong step
     */
    public static MetaPath parse(String text) {
        return new MetaPathParser(text).path();
    }

    public MetaPath reversed() {
        return new MetaPath(positions.reversed(), steps.reversed().stream().map(Step::reversed).toList());
    }

    /** True if a step connects contents to their tags, categories, attributes or author, known from publication on. */
    public boolean isDescriptive(int step) {
        return steps.get(step).types().stream().anyMatch(DESCRIPTIVE::contains);
    }

    /** True if the path equals its reverse. */
    public boolean isSymmetric() {
        return equals(reversed());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(labels(positions.getFirst()));
        for (int step = 0; step < steps.size(); step++) {
            text.append(steps.get(step)).append(labels(positions.get(step + 1)));
        }
        return text.toString();
    }

    private static String labels(List<NodeLabel> labels) {
        return labels.stream().map(NodeLabel::label).collect(Collectors.joining("|"));
    }
}
