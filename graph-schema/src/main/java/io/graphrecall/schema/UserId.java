package io.graphrecall.schema;

/** Identity of a user. */
public record UserId(String key) implements NodeKey {

    public UserId {
        Keys.requireKey("user_id", key);
    }

    @Override
    public NodeLabel label() {
        return NodeLabel.USER;
    }
}
