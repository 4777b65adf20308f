package io.graphrecall.schema;

/** Identity of a cluster of contents within a vector space. */
public record ClusterId(String key) implements NodeKey {

    public ClusterId {
        Keys.requireKey("cluster", key);
    }

    @Override
    public NodeLabel label() {
        return NodeLabel.CLUSTER;
    }
}
