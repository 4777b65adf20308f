package io.graphrecall.schema;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Type of a behaviour event. Each action has one target label. Every action except {@link #IMPRESSION} is stored as one
 * relationship type.
 */
public enum Action implements WireNamed {
    /** Content shown to the user. Stored in the user's bounded impression window, not as a relationship. */
    IMPRESSION(NodeLabel.CONTENT, null),
    CLICK(NodeLabel.CONTENT, RelationshipType.CLICKED),
    PLAY(NodeLabel.CONTENT, RelationshipType.PLAYED),
    LIKE(NodeLabel.CONTENT, RelationshipType.LIKED),
    SHARE(NodeLabel.CONTENT, RelationshipType.SHARED),
    FAVOURITE(NodeLabel.CONTENT, RelationshipType.FAVOURITED),
    COMMENT(NodeLabel.CONTENT, RelationshipType.COMMENTED),
    SKIP(NodeLabel.CONTENT, RelationshipType.SKIPPED),
    DISLIKE(NodeLabel.CONTENT, RelationshipType.DISLIKED),
    SEARCH(NodeLabel.QUERY, RelationshipType.SEARCHED),
    VIEW(NodeLabel.ITEM, RelationshipType.VIEWED),
    CART(NodeLabel.ITEM, RelationshipType.CARTED),
    PURCHASE(NodeLabel.ITEM, RelationshipType.PURCHASED);

    private final NodeLabel target;
    private static final Map<String, Action> BY_RELATIONSHIP = Arrays.stream(values())
            .filter(action -> action.relationship().isPresent())
            .collect(Collectors.toUnmodifiableMap(
                    action -> action.relationship().orElseThrow().name(), Function.identity()));

    private final @Nullable RelationshipType relationship;

    Action(NodeLabel target, @Nullable RelationshipType relationship) {
        this.target = target;
        this.relationship = relationship;
    }

    /** Returns the label of the target node. */
    public NodeLabel target() {
        return target;
    }

    /**
    * Creates the key of a target node.
    *
    * @throws IllegalArgumentException if the key is invalid
    */
    public NodeKey targetKey(String key) {
        return switch (target) {
            case CONTENT -> new ContentId(key);
            case ITEM -> new ItemId(key);
            case QUERY -> new QueryText(key);
            case USER, TAG, CATEGORY, ATTRIBUTE, CLUSTER, COMMUNITY ->
                throw new AssertionError("no action has target " + target);
        };
    }

    /** Returns the relationship type that stores events of this action, or empty for an impression. */
    public Optional<RelationshipType> relationship() {
        return Optional.ofNullable(relationship);
    }

    /**
     * Returns true if this is a positive engagement with a content. Positive engagements are recall triggers and
     * evaluation targets.
     */
    public boolean positive() {
        return switch (this) {
            case CLICK, PLAY, LIKE, SHARE, FAVOURITE, COMMENT -> true;
            case IMPRESSION, SKIP, DISLIKE, SEARCH, VIEW, CART, PURCHASE -> false;
        };
    }

    /** Returns true if this says that the user does not want a content. */
    public boolean negative() {
        return this == SKIP || this == DISLIKE;
    }

    /** Returns the action whose events a relationship type stores, or empty if the type stores no events. */
    public static Optional<Action> ofRelationship(String type) {
        return Optional.ofNullable(BY_RELATIONSHIP.get(type));
    }
}
