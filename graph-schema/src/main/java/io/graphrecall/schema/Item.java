package io.graphrecall.schema;

/** A product of the shop. Items are never recalled; they say what their buyers mean. */
public record Item(ItemId id, Description description) implements CatalogueEntry {

    @Override
    public CategoryPath.Domain domain() {
        return CategoryPath.Domain.ITEM;
    }
}
