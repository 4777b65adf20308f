/**
 * Explanations: the paths in the graph behind a result, and the outcome of one content in every channel.
 *
 * <ul>
 * <li>{@link io.graphrecall.pipeline.explain.Explainer}: explains results and contents
 * <li>{@link io.graphrecall.pipeline.explain.PathFinder}: finds paths
 * <li>{@link io.graphrecall.pipeline.explain.ExplainedPath}: a path from a user to a content
 * </ul>
 */
@NullMarked
package io.graphrecall.pipeline.explain;

import org.jspecify.annotations.NullMarked;
