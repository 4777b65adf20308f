/**
 * Models of behaviour over a data-set folder, without a graph: how well they recall the last content of every user, and
 * what training costs.
 *
 * <ul>
 * <li>{@link io.graphrecall.benchmarks.match.MatchDriver}: the deep match model and its variants
 * <li>{@link io.graphrecall.benchmarks.match.GcnDriver}: the meta-path GCN beside embeddings of GDS
 * <li>{@link io.graphrecall.benchmarks.match.PersonalisedDriver}: the personalised representation beside what it is made
 * from
 * </ul>
 */
@NullMarked
package io.graphrecall.benchmarks.match;

import org.jspecify.annotations.NullMarked;
