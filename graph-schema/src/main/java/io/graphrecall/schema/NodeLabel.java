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

    /**
     * Returns a key as people read and enter it: {@code property=value} of an attribute, the levels of a category joined by a
     * slash, those of an item category after {@code item:}. Other keys stay as they are, and so does a key whose text would
     * be that of another one.
     */
    public String readable(String key) {
        return switch (this) {
            case ATTRIBUTE -> AttributeValue.readable(key);
            case CATEGORY -> CategoryPath.readable(key);
            default -> key;
        };
    }

    /** Returns the key with a {@link #readable} text. */
    public String key(String readable) {
        if (readable.indexOf(Keys.SEPARATOR) >= 0) {
            return readable;
        }
        return switch (this) {
            case ATTRIBUTE -> AttributeValue.keyOf(readable);
            case CATEGORY -> CategoryPath.keyOf(readable);
            default -> readable;
        };
    }
}
