package io.graphrecall.schema;

/** A record of the catalogue: a content or an item, which are described alike. */
public sealed interface CatalogueEntry permits Content, Item {

    NodeKey id();

    Description description();

    /** Whose taxonomy this record's category belongs to. */
    CategoryPath.Domain domain();
}
