/**
 * Terms of texts as sparse TF-IDF vectors.
 *
 * <ul>
 * <li>{@link io.graphrecall.metapath.term.Segmenter}: splits a text into words and terms
 * <li>{@link io.graphrecall.metapath.term.TermVectors}: weighs terms by TF-IDF
 * </ul>
 */
@NullMarked
package io.graphrecall.metapath.term;

import org.jspecify.annotations.NullMarked;
