/**
 * Semantic tags of texts.
 *
 * <ul>
 * <li>{@link io.graphrecall.content.tag.TagModel}: named, meant, and worn by similar texts, with one calibrated score
 * <li>{@link io.graphrecall.content.tag.TagMatch}: a tag with its score and source
 * </ul>
 */
@NullMarked
package io.graphrecall.content.tag;

import org.jspecify.annotations.NullMarked;
