package io.graphrecall.schema;

/** Node that describes the graph itself, with the property that identifies it. */
public enum MetadataNode {
    /** Name and properties of the data set. */
    DATA_SET("DataSet", "name"),
    /** Sequence number of the graph. */
    SEQUENCE("Sequence", "name");

    private final String label;
    private final String keyProperty;

    MetadataNode(String label, String keyProperty) {
        this.label = label;
        this.keyProperty = keyProperty;
    }

    /** Returns the label as spelled in the graph. */
    public String label() {
        return label;
    }

    /** Returns the name of the property that identifies the node. It has a uniqueness constraint. */
    public String keyProperty() {
        return keyProperty;
    }
}
