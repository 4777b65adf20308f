/**
 * The learned algorithms of a build: {@link io.graphrecall.gnn.TrainingSteps} lists them. Each has a package of its own.
 */
@NullMarked
package io.graphrecall.gnn;

import org.jspecify.annotations.NullMarked;
