/**
 * Text classification: categories learned from contents that have one.
 *
 * <ul>
 * <li>{@link io.graphrecall.content.classify.CategoryModel}: a softmax regression at every node of the taxonomy
 * <li>{@link io.graphrecall.content.classify.WordFeatures}: terms and character n-grams of a text, weighted
 * <li>{@link io.graphrecall.content.classify.Features}: those and the sentence vector
 * </ul>
 */
@NullMarked
package io.graphrecall.content.classify;

import org.jspecify.annotations.NullMarked;
