/**
 * The deep semantic match model: what a user did lately and what a content means, as two vectors whose inner product
 * tells how well they match.
 *
 * <ul>
 * <li>{@link io.graphrecall.gnn.deepmatch.MatchTraining}: learns it from behaviour
 * <li>{@link io.graphrecall.gnn.deepmatch.DeepMatch}: sequences and contents to vectors
 * <li>{@link io.graphrecall.gnn.deepmatch.MatchParameters}: settings of both
 * <li>{@link io.graphrecall.gnn.deepmatch.Elements}: the contents, items and queries that sequences are made of
 * </ul>
 */
@NullMarked
package io.graphrecall.gnn.deepmatch;

import org.jspecify.annotations.NullMarked;
