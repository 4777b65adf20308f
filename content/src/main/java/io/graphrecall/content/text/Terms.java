package io.graphrecall.content.text;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts Chinese and English texts into terms: Chinese by the hidden Markov model of Lucene's smart analyser, Latin words
 * in lower case without plural endings; stop words, punctuation and emoji are left out. Thread-safe.
 */
public final class Terms {

    private final Analyzer analyzer = new TermAnalyzer();

    /** The terms in their order, repeats included. */
    public List<String> of(String text) {
        List<String> terms = new ArrayList<>();
        try (TokenStream tokens = analyzer.tokenStream("text", PlainText.of(text))) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                terms.add(term.toString());
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
        return terms;
    }
}
