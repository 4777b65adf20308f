package io.graphrecall.metapath.path;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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
        MetaPathCheck.check(positions, steps);
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
     * @throws io.graphrecall.schema.RecallException INVALID, naming the wrong step
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
        StringBuilder text = new StringBuilder(labels(0));
        for (int step = 0; step < steps.size(); step++) {
            text.append(steps.get(step)).append(labels(step + 1));
        }
        return text.toString();
    }

    /** Returns one step with its two positions as text. */
    static String text(List<List<NodeLabel>> positions, List<Step> steps, int step) {
        return labels(positions.get(step)) + steps.get(step) + labels(positions.get(step + 1));
    }

    private String labels(int position) {
        return labels(positions.get(position));
    }

    private static String labels(List<NodeLabel> labels) {
        return labels.stream().map(NodeLabel::label).collect(Collectors.joining("|"));
    }
}
