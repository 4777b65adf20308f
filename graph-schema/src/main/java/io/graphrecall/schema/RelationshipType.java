package io.graphrecall.schema;

import static io.graphrecall.schema.NodeLabel.ATTRIBUTE;
import static io.graphrecall.schema.NodeLabel.CATEGORY;
import static io.graphrecall.schema.NodeLabel.CLUSTER;
import static io.graphrecall.schema.NodeLabel.COMMUNITY;
import static io.graphrecall.schema.NodeLabel.CONTENT;
import static io.graphrecall.schema.NodeLabel.ITEM;
import static io.graphrecall.schema.NodeLabel.QUERY;
import static io.graphrecall.schema.NodeLabel.TAG;
import static io.graphrecall.schema.NodeLabel.USER;

import java.util.Set;

/**
 * Relationship type of the graph, with the labels that it may connect. The constant's name is the spelling in the
 * graph.
 */
public enum RelationshipType {
    CLICKED(USER, CONTENT),
    PLAYED(USER, CONTENT),
    LIKED(USER, CONTENT),
    SHARED(USER, CONTENT),
    FAVOURITED(USER, CONTENT),
    COMMENTED(USER, CONTENT),
    SKIPPED(USER, CONTENT),
    DISLIKED(USER, CONTENT),
    VIEWED(USER, ITEM),
    CARTED(USER, ITEM),
    PURCHASED(USER, ITEM),
    SEARCHED(USER, QUERY),
    /** Query click-through: derived during the build from searches and the engagements that follow them. */
    LED_TO(Set.of(QUERY), Set.of(CONTENT, ITEM)),
    HAS_TAG(Set.of(CONTENT, ITEM, QUERY), Set.of(TAG)),
    HAS_ATTRIBUTE(Set.of(CONTENT, ITEM), Set.of(ATTRIBUTE)),
    IN_CATEGORY(Set.of(CONTENT, ITEM), Set.of(CATEGORY)),
    IN_CLUSTER(CONTENT, CLUSTER),
    /** Written by the command {@code graph communities}, for exploration only. */
    IN_COMMUNITY(CONTENT, COMMUNITY),
    /** From a narrower category or tag to its parent. */
    CHILD_OF(Set.of(CATEGORY, TAG), Set.of(CATEGORY, TAG)),
    /** From a category of one domain to the corresponding category of the other. */
    MAPS_TO(CATEGORY, CATEGORY),
    PUBLISHED(USER, CONTENT),
    FOLLOWS(USER, USER),
    BLOCKS(USER, USER),
    MUTES(USER, TAG);

    private final Set<NodeLabel> from;
    private final Set<NodeLabel> to;

    RelationshipType(NodeLabel from, NodeLabel to) {
        this(Set.of(from), Set.of(to));
    }

    RelationshipType(Set<NodeLabel> from, Set<NodeLabel> to) {
        this.from = from;
        this.to = to;
    }

    /** Returns the labels that this type may start at. */
    public Set<NodeLabel> from() {
        return from;
    }

    /** Returns the labels that this type may end at. */
    public Set<NodeLabel> to() {
        return to;
    }
}
