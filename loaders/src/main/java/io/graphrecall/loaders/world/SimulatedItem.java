package io.graphrecall.loaders.world;

/**
 * An item of the simulated world.
 *
 * @param field place of its field of interest in the vocabulary
 */
record SimulatedItem(String id, int field) {}
