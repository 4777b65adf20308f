/**
 * Text classification: category prediction.
 *
 * <ul>
 * <li>{@link io.graphrecall.content.classify.CategoryModel}: hierarchical classifier
 * <li>{@link io.graphrecall.content.classify.WordFeatures}: TF-IDF of terms and character n-grams
 * <li>{@link io.graphrecall.content.classify.Features}: input of the classifier
 * </ul>
 */
@NullMarked
package io.graphrecall.content.classify;

import org.jspecify.annotations.NullMarked;
