package io.graphrecall.metapath.term;

import java.util.List;

/** Splits a text into terms, in the order of the text. Thread-safe. */
@FunctionalInterface
public interface Segmenter {

    List<String> of(String text);
}
