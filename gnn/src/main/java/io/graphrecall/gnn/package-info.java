/**
 * The learned algorithms of a build: {@link io.graphrecall.gnn.TrainingSteps} lists them. Each is in one package.
 */
@NullMarked
package io.graphrecall.gnn;

import org.jspecify.annotations.NullMarked;
