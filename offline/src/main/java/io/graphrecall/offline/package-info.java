/**
 * The build: stages that turn the graph into a generation.
 *
 * <ul>
 * <li>{@link io.graphrecall.offline.GenerationBuild}: runs the stages
 * <li>{@link io.graphrecall.offline.Stage}: their order, one class each
 * <li>{@link io.graphrecall.offline.BlendTrial}: fit of the blend before a generation is published
 * <li>{@link io.graphrecall.offline.BuildOptions}, {@link io.graphrecall.offline.TrainingOptions}: options of a build
 * </ul>
 */
@NullMarked
package io.graphrecall.offline;

import org.jspecify.annotations.NullMarked;
