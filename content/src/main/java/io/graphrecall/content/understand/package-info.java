/**
 * Content understanding: terms, tags, category and attributes of records from what they say.
 *
 * <ul>
 * <li>{@link io.graphrecall.content.understand.ContentUnderstanding}: the main path
 * <li>{@link io.graphrecall.content.understand.Understanding}: what is understood of one record
 * </ul>
 */
@NullMarked
package io.graphrecall.content.understand;

import org.jspecify.annotations.NullMarked;
