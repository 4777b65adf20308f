/**
 * Simulated content platform with users, contents, products and searches, for demos and tests. The data is synthetic, and
 * figures measured on it do not apply to real data.
 *
 * <ul>
 * <li>{@link io.graphrecall.world.SimulatedWorld}: writes a data-set folder
 * <li>{@link io.graphrecall.world.WorldParameters}: size, seed and difficulty
 * </ul>
 */
@NullMarked
package io.graphrecall.world;

import org.jspecify.annotations.NullMarked;
