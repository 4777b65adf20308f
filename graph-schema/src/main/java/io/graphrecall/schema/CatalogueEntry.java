package io.graphrecall.schema;

/** Catalogue record: a content or an item. Both have the same descriptive fields. */
public sealed interface CatalogueEntry permits Content, Item {

    NodeKey id();

    Description description();

    /** Returns the domain of the taxonomy that the record's category belongs to. */
    CategoryPath.Domain domain();
}
