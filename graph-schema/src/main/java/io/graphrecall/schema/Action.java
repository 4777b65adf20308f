package io.graphrecall.schema;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a user did. Each action has one kind of target and, but for an impression, one relationship type. */
public enum Action {
    /** A content was shown. Kept as the user's bounded seen window, never as a relationship. */
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
    private final @Nullable RelationshipType relationship;

    Action(NodeLabel target, @Nullable RelationshipType relationship) {
        this.target = target;
        this.relationship = relationship;
    }

    /** The label of what is acted on. */
    public NodeLabel target() {
        return target;
    }

    /** The relationship an event of this action becomes; empty for an impression. */
    public Optional<RelationshipType> relationship() {
        return Optional.ofNullable(relationship);
    }

    /** Whether this is a positive engagement with a content: what recall is judged by and what triggers come from. */
    public boolean positive() {
        return switch (this) {
            case CLICK, PLAY, LIKE, SHARE, FAVOURITE, COMMENT -> true;
            case IMPRESSION, SKIP, DISLIKE, SEARCH, VIEW, CART, PURCHASE -> false;
        };
    }

    /** The name in data files and over HTTP: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The action of a wire name, or empty where there is none of that name. Case matters. */
    public static Optional<Action> ofWireName(String name) {
        return Arrays.stream(values()).filter(action -> action.wireName().equals(name)).findFirst();
    }
}
