/**
 * Simulated experiments: errors of the decisions on variants, and the users that they need.
 *
 * <ul>
 * <li>{@link io.graphrecall.benchmarks.experiment.ExperimentDriver}: many experiments, with and without a better variant
 * <li>{@link io.graphrecall.benchmarks.experiment.WorldExperimentDriver}: the same on recalls of a simulated world
 * <li>{@link io.graphrecall.benchmarks.experiment.SimulatedExperiment}: one experiment until its decision
 * <li>{@link io.graphrecall.benchmarks.experiment.Audience}: the users who click on the lists of two scenes
 * </ul>
 */
@NullMarked
package io.graphrecall.benchmarks.experiment;

import org.jspecify.annotations.NullMarked;
