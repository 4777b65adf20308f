package io.graphrecall.schema;

/** Identity of a semantic tag: its name. */
public record TagName(String key) implements NodeKey {

    public TagName {
        Keys.requireKey("tag", key);
    }

    @Override
    public NodeLabel label() {
        return NodeLabel.TAG;
    }
}
