package io.graphrecall.world;

/**
 * Item of the simulated world.
 *
 * @param field   number of the field in the vocabulary
 * @param product number of the product within the field
 * @param brand   number of the brand within the field
 * @param tag     number of the tag that the item is sold for
 * @param value   number of the value of the field's property
 */
record SimulatedItem(int field, int product, int brand, int tag, int value) {}
