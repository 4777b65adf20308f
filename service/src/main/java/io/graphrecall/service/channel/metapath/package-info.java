/**
 * Meta-paths as a channel.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.channel.metapath.MetaPathModule}: the serving module
 * <li>{@link io.graphrecall.service.channel.metapath.MetaPathChannel}: contents that meta-paths reach
 * <li>{@link io.graphrecall.service.channel.metapath.ServingPath}: one meta-path of a generation
 * <li>{@link io.graphrecall.service.channel.metapath.MetaPathSettings}: the list of meta-paths in the settings file
 * </ul>
 */
@NullMarked
package io.graphrecall.service.channel.metapath;

import org.jspecify.annotations.NullMarked;
