package io.graphrecall.schema;

/** A label of the graph, with the property that identifies its nodes. */
public enum NodeLabel {
    USER("User", "user_id"),
    CONTENT("Content", "content_id"),
    ITEM("Item", "item_id"),
    QUERY("Query", "text"),
    TAG("Tag", "name"),
    CATEGORY("Category", "key"),
    ATTRIBUTE("Attribute", "key"),
    CLUSTER("Cluster", "key");

    private final String label;
    private final String keyProperty;

    NodeLabel(String label, String keyProperty) {
        this.label = label;
        this.keyProperty = keyProperty;
    }

    /** The label as the graph spells it, for instance {@code Content}. */
    public String label() {
        return label;
    }

    /** The property under a uniqueness constraint that holds a node's {@link NodeKey#key()}. */
    public String keyProperty() {
        return keyProperty;
    }
}
