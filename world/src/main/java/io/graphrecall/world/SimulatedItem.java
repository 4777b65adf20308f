package io.graphrecall.world;

/**
 * An item of the simulated world.
 *
 * @param field   place of its field of interest in the vocabulary
 * @param product place of its kind among the products of the field
 * @param brand   place of its brand within the field
 * @param tag     number of the tag it is sold for
 * @param value   place of the value of its field's property
 */
record SimulatedItem(int field, int product, int brand, int tag, int value) {}
