package io.graphrecall.schema;

/** Identity of a cluster of contents in one embedding space. */
public record ClusterId(String key) implements NodeKey {

    public ClusterId {
        Keys.requireKey("cluster", key);
    }

    @Override
    public NodeLabel label() {
        return NodeLabel.CLUSTER;
    }
}
