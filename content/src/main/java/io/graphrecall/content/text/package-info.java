/**
 * Words: a text cut into the terms that carry its meaning.
 *
 * <ul>
 * <li>{@link io.graphrecall.content.text.Terms}: Chinese and English segmentation
 * </ul>
 */
@NullMarked
package io.graphrecall.content.text;

import org.jspecify.annotations.NullMarked;
