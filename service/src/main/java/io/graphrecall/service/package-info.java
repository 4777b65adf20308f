/**
 * The service as a whole: its settings, the list of serving modules and the constructors that connect all parts.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.RecallServer}: a running service
 * <li>{@link io.graphrecall.service.ServiceSettings}: its settings
 * <li>{@link io.graphrecall.service.StandardModules}: the list of serving modules
 * <li>{@link io.graphrecall.service.GenerationRecall}: recall from one generation, without a service
 * <li>{@link io.graphrecall.service.TunedBlend}: the result of tuning
 * </ul>
 */
@NullMarked
package io.graphrecall.service;

import org.jspecify.annotations.NullMarked;
