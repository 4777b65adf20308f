package io.graphrecall.metapath.term;

import java.util.List;

/** Cuts a text into terms, in their order. Thread-safe. */
@FunctionalInterface
public interface Segmenter {

    List<String> of(String text);
}
