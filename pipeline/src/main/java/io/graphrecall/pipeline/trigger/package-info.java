/**
 * Triggers: the contents of a user's behaviour from which channels retrieve related ones.
 *
 * <ul>
 * <li>{@link io.graphrecall.pipeline.trigger.TriggerSelector}: selects them from the user state
 * </ul>
 */
@NullMarked
package io.graphrecall.pipeline.trigger;

import org.jspecify.annotations.NullMarked;
