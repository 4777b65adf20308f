package io.graphrecall.schema;

/** A semantic tag, named by itself. */
public record TagName(String key) implements NodeKey {

    public TagName {
        Keys.requireKey("tag", key);
    }

    @Override
    public NodeLabel label() {
        return NodeLabel.TAG;
    }
}
