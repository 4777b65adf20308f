/**
 * The service put together: settings, and the plain constructors that join user states, generations, channels, pipeline
 * and HTTP.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.RecallServer} is a running service
 * <li>{@link io.graphrecall.service.ServiceSettings} is how it runs
 * <li>{@link io.graphrecall.service.TunedBlend} is what tuning found
 * </ul>
 */
@NullMarked
package io.graphrecall.service;

import org.jspecify.annotations.NullMarked;
