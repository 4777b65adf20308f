/**
 * Callers of the HTTP API: their keys, what these allow, and how much.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.access.Role}: a group of operations that a key allows
 * <li>{@link io.graphrecall.service.access.ApiKey}: a key, stored as its hash
 * <li>{@link io.graphrecall.service.access.KeyFile}: the keys of a home
 * <li>{@link io.graphrecall.service.access.RateLimits}: requests that each key may still send
 * <li>{@link io.graphrecall.service.access.AuditLog}: the log of administrative calls
 * </ul>
 */
@NullMarked
package io.graphrecall.service.access;

import org.jspecify.annotations.NullMarked;
