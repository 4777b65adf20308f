package io.graphrecall.schema;

/** Node label of the graph, with the property that identifies its nodes. */
public enum NodeLabel {
    USER("User", "user_id"),
    CONTENT("Content", "content_id"),
    ITEM("Item", "item_id"),
    QUERY("Query", "text"),
    TAG("Tag", "name"),
    CATEGORY("Category", "key"),
    ATTRIBUTE("Attribute", "key"),
    CLUSTER("Cluster", "key"),
    COMMUNITY("Community", "key");

    private final String label;
    private final String keyProperty;

    NodeLabel(String label, String keyProperty) {
        this.label = label;
        this.keyProperty = keyProperty;
    }

    /** Returns the label as spelled in the graph, for example {@code Content}. */
    public String label() {
        return label;
    }

    /** Returns the name of the property that stores a node's {@link NodeKey#key()}. It has a uniqueness constraint. */
    public String keyProperty() {
        return keyProperty;
    }
}
