package io.graphrecall.metapath.term;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Splits a text into words and maps each word to its term, for example {@code movies} to {@code movie}. Thread-safe. */
@FunctionalInterface
public interface Segmenter {

    /** Returns the words in the order of the text. */
    List<String> words(String text);

    default String term(String word) {
        return word;
    }

    /** Returns the terms in the order of the text. */
    default List<String> of(String text) {
        return words(text).stream().map(this::term).toList();
    }

    static Segmenter with(Function<String, List<String>> words, UnaryOperator<String> term) {
        return new Segmenter() {

            @Override
            public List<String> words(String text) {
                return words.apply(text);
            }

            @Override
            public String term(String word) {
                return term.apply(word);
            }
        };
    }
}
