/**
 * The deep semantic match model: what a user did lately and what a content means, as two vectors whose inner product
 * tells how well they match.
 *
 * <ul>
 * <li>{@link io.graphrecall.gnn.match.MatchTraining}: learns it from behaviour
 * <li>{@link io.graphrecall.gnn.match.DeepMatch}: sequences and contents to vectors
 * <li>{@link io.graphrecall.gnn.match.MatchParameters}: settings of both
 * <li>{@link io.graphrecall.gnn.match.Elements}: the contents, items and queries that sequences are made of
 * </ul>
 */
@NullMarked
package io.graphrecall.gnn.match;

import org.jspecify.annotations.NullMarked;
