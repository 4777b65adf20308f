/**
 * The service as a whole: its settings and the server that opens its areas.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.RecallServer}: a running service
 * <li>{@link io.graphrecall.service.ServiceSettings}: its settings
 * </ul>
 */
@NullMarked
package io.graphrecall.service;

import org.jspecify.annotations.NullMarked;
