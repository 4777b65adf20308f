/**
 * The live overlay: contents that were added, changed or withdrawn since a generation was built.
 *
 * <ul>
 * <li>{@link io.graphrecall.pipeline.overlay.LiveOverlay}: these contents in the ordinals of the generation
 * <li>{@link io.graphrecall.pipeline.overlay.ContentChangeReader}: reads them from the graph
 * <li>{@link io.graphrecall.pipeline.overlay.OpenedModules}: encodes them, one module after another
 * </ul>
 */
@NullMarked
package io.graphrecall.pipeline.overlay;

import org.jspecify.annotations.NullMarked;
