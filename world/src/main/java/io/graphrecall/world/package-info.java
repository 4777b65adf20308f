/**
 * The simulated world: a made-up platform with users, contents, products and searches, for demos and tests. Nothing in
 * it is real, and no figure measured on it says anything of real data.
 *
 * <ul>
 * <li>{@link io.graphrecall.world.SimulatedWorld}: writes it as a data-set folder
 * <li>{@link io.graphrecall.world.WorldParameters}: how large it is, and its seed
 * </ul>
 */
@NullMarked
package io.graphrecall.world;

import org.jspecify.annotations.NullMarked;
