/**
 * Meta-paths as a channel.
 *
 * <ul>
 * <li>{@link io.graphrecall.pipeline.channel.metapath.MetaPathModule}: the serving module
 * <li>{@link io.graphrecall.pipeline.channel.metapath.MetaPathChannel}: contents that meta-paths reach
 * <li>{@link io.graphrecall.pipeline.channel.metapath.ServingPath}: one meta-path of a generation
 * <li>{@link io.graphrecall.pipeline.channel.metapath.MetaPathSettings}: the list of meta-paths in the settings file
 * </ul>
 */
@NullMarked
package io.graphrecall.pipeline.channel.metapath;

import org.jspecify.annotations.NullMarked;
