package io.graphrecall.metapath.extract;

import com.carrotsearch.hppc.IntArrayList;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.graph.KeyNumbering;
import io.graphrecall.metapath.term.Segmenter;

import java.util.Arrays;

/** Terms with the word forms that occur in texts. Not thread-safe. */
final class WordForms {

    private final KeyNumbering words = new KeyNumbering();
    private final KeyNumbering terms = new KeyNumbering();
    private final Segmenter segmenter;
    /** By word: number of its term. */
    private final IntArrayList termOf = new IntArrayList();
    /** By word: number of occurrences. */
    private final IntArrayList counts = new IntArrayList();

    WordForms(Segmenter segmenter) {
        this.segmenter = segmenter;
    }

    KeyNumbering terms() {
        return terms;
    }

    /** Counts an occurrence of a word and returns the number of its term. */
    int add(String word) {
        int number = words.intern(word);
        if (number == counts.size()) {
            termOf.add(terms.intern(segmenter.term(word)));
            counts.add(0);
        }
        counts.buffer[number]++;
        return termOf.get(number);
    }

    /** Returns the most frequent word of each term, by the term's ordinal. Of equally frequent ones it is the first by name. */
    NodeIndex names(KeyNumbering.Sorted sortedTerms) {
        KeyNumbering.Sorted sortedWords = words.sorted();
        int[] most = new int[sortedTerms.index().size()];
        String[] names = new String[most.length];
        for (int i = 0; i < sortedWords.numbers().length; i++) {
            int word = sortedWords.numbers()[i];
            int term = sortedTerms.ordinal(termOf.get(word));
            if (counts.get(word) > most[term]) {
                most[term] = counts.get(word);
                names[term] = sortedWords.index().key(i);
            }
        }
        return NodeIndex.of(Arrays.asList(names));
    }
}
