package io.graphrecall.schema;

/** Identity of an item (a product of the shop). */
public record ItemId(String key) implements NodeKey {

    public ItemId {
        Keys.requireKey("item_id", key);
    }

    @Override
    public NodeLabel label() {
        return NodeLabel.ITEM;
    }
}
