/**
 * Content understanding: terms, and prediction of tags, categories and attributes.
 *
 * <ul>
 * <li>{@link io.graphrecall.content.understand.ContentUnderstanding}: the main path
 * <li>{@link io.graphrecall.content.understand.Understanding}: predictions of one record
 * </ul>
 */
@NullMarked
package io.graphrecall.content.understand;

import org.jspecify.annotations.NullMarked;
