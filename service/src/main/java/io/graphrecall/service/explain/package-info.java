/**
 * Explanations: which ways through the graph a recall stands for, and what became of a content that it lacks.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.explain.Explainer}: explains answers and contents
 * <li>{@link io.graphrecall.service.explain.PathFinder}: finds the ways
 * <li>{@link io.graphrecall.service.explain.ExplainedPath}: a way from a user to a content
 * </ul>
 */
@NullMarked
package io.graphrecall.service.explain;

import org.jspecify.annotations.NullMarked;
