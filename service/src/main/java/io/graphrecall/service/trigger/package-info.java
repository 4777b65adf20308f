/**
 * Triggers: the contents that a user's next interest is guessed from.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.trigger.TriggerSelector}: takes them from what the user did
 * </ul>
 */
@NullMarked
package io.graphrecall.service.trigger;

import org.jspecify.annotations.NullMarked;
