/**
 * Segmentation of texts into terms.
 *
 * <ul>
 * <li>{@link io.graphrecall.content.text.Terms}: Chinese and English segmentation
 * </ul>
 */
@NullMarked
package io.graphrecall.content.text;

import org.jspecify.annotations.NullMarked;
