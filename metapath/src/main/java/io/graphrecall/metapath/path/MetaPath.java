package io.graphrecall.metapath.path;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A meta-path (Sun et al. 2011, "PathSim"): a sequence of kinds of nodes joined by kinds of relationships, for instance
 * {@code Content-HAS_TAG->Tag<-HAS_TAG-Content}. An instance of it is a sequence of nodes of these kinds, each joined to
 * the next; nodes that are joined several times count once. Fits the schema: {@link #parse} refuses what does not.
 * Immutable; thread-safe.
 *
 * @param places the labels that the nodes may have, place by place; one more than there are steps
 * @param steps  how each place is joined to the next
 */
public record MetaPath(List<List<NodeLabel>> places, List<Step> steps) {

    private static final Set<RelationshipType> DESCRIBING = EnumSet.of(RelationshipType.HAS_TAG,
            RelationshipType.IN_CATEGORY, RelationshipType.HAS_ATTRIBUTE, RelationshipType.PUBLISHED);

    public MetaPath {
        places = places.stream().map(List::copyOf).toList();
        steps = List.copyOf(steps);
        if (steps.isEmpty() || places.size() != steps.size() + 1) {
            throw new IllegalArgumentException(places.size() + " places and " + steps.size() + " steps make no path");
        }
        MetaPathCheck.check(places, steps);
    }

    /**
     * How a place is joined to the next.
     *
     * @param types    one of these relationships joins the nodes
     * @param forward  whether it leads from this place to the next; else it leads back
     * @param repeated whether nodes are joined by any number of such relationships in a row, none included
     */
    public record Step(List<RelationshipType> types, boolean forward, boolean repeated) {

        public Step {
            types = List.copyOf(types);
            if (types.isEmpty()) {
                throw new IllegalArgumentException("a step without a relationship type");
            }
        }

        /** The same step walked the other way. */
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
     * Reads a path as it is written: {@code Label-TYPE->Label<-TYPE-Label}, {@code |} between labels or types of which
     * any will do, {@code *} after the types of a step that is taken any number of times.
     *
     * @throws io.graphrecall.schema.RecallException INVALID, with the step that cannot be meant
     */
    public static MetaPath parse(String text) {
        return new MetaPathParser(text).path();
    }

    /** What the nodes it begins with are; the first where there are several. */
    public NodeLabel from() {
        return places.getFirst().getFirst();
    }

    /** What the nodes it ends with are; the first where there are several. */
    public NodeLabel to() {
        return places.getLast().getFirst();
    }

    /** The same path from its end. */
    public MetaPath reversed() {
        return new MetaPath(places.reversed(), steps.reversed().stream().map(Step::reversed).toList());
    }

    /** Whether a step joins contents to what they are described by from the moment they are posted. */
    public boolean describes(int step) {
        return steps.get(step).types().stream().anyMatch(DESCRIBING::contains);
    }

    /** Whether it reads the same from its end, so that it leads both ways alike. */
    public boolean symmetric() {
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

    /** One step with the places it joins, as text. */
    static String text(List<List<NodeLabel>> places, List<Step> steps, int step) {
        return labels(places.get(step)) + steps.get(step) + labels(places.get(step + 1));
    }

    private String labels(int place) {
        return labels(places.get(place));
    }

    private static String labels(List<NodeLabel> labels) {
        return labels.stream().map(NodeLabel::label).collect(Collectors.joining("|"));
    }
}
