/**
 * Prediction of semantic tags.
 *
 * <ul>
 * <li>{@link io.graphrecall.content.tag.TagModel}: candidates by name, meaning and similar texts, with one calibrated
 * score
 * <li>{@link io.graphrecall.content.tag.TagMatch}: tag with its score and source
 * </ul>
 */
@NullMarked
package io.graphrecall.content.tag;

import org.jspecify.annotations.NullMarked;
