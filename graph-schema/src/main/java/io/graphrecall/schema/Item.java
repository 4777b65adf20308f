package io.graphrecall.schema;

/** Product of the shop. Items are not recalled; they provide signals about the users who view or buy them. */
public record Item(ItemId id, Description description) implements CatalogueEntry {

    @Override
    public CategoryPath.Domain domain() {
        return CategoryPath.Domain.ITEM;
    }
}
