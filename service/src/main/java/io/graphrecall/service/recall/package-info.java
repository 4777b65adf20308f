/**
 * The recall of a service.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.recall.Recalls}: the pipeline over the snapshot that serves, with user states and explanations
 * <li>{@link io.graphrecall.service.recall.LiveSettings}: settings
 * </ul>
 */
@NullMarked
package io.graphrecall.service.recall;

import org.jspecify.annotations.NullMarked;
