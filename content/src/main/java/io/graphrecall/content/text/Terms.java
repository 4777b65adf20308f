package io.graphrecall.content.text;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Segmentation of Chinese and English texts into terms. Chinese is segmented by the hidden Markov model of Lucene's
 * smartcn (Zhang et al. 2003). Latin words are in lower case without plural endings. Stop words, punctuation and emoji
 * are removed. The model returns single characters for unknown words; adjacent ones become overlapping bigrams, so new
 * words can be found. Thread-safe.
 */
public final class Terms {

    private final Analyzer termsOfText = new TermAnalyzer(true, true);
    private final Analyzer wordsOfText = new TermAnalyzer(true, false);
    private final Analyzer termOfWord = new TermAnalyzer(false, true);

    /** Returns the terms in the order of the text, with repetitions. */
    public List<String> of(String text) {
        return tokens(termsOfText, text);
    }

    /** Returns the words of the terms, with their plural endings, in the order of the text. */
    public List<String> words(String text) {
        return tokens(wordsOfText, text);
    }

    /** Returns the term of one of the {@link #words}. */
    public String term(String word) {
        return tokens(termOfWord, word).stream().findFirst().orElse(word);
    }

    private static List<String> tokens(Analyzer analyzer, String text) {
        List<String> terms = new ArrayList<>();
        Characters characters = new Characters(terms);
        try (TokenStream tokens = analyzer.tokenStream("text", PlainText.of(text))) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                if (term.length() == 1 && Character.isIdeographic(term.charAt(0))) {
                    characters.add(term.charAt(0), offset.startOffset());
                } else {
                    characters.end();
                    terms.add(term.toString());
                }
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read a text in memory", e);
        }
        characters.end();
        return terms;
    }

    /** Runs of adjacent single characters. */
    private static final class Characters {

        private final List<String> terms;
        private final StringBuilder run = new StringBuilder();
        private int next = -1;

        Characters(List<String> terms) {
            this.terms = terms;
        }

        void add(char character, int offset) {
            if (offset != next) {
                end();
            }
            run.append(character);
            next = offset + 1;
        }

        void end() {
            if (run.length() == 1) {
                terms.add(run.toString());
            }
            for (int i = 0; i + 1 < run.length(); i++) {
                terms.add(run.substring(i, i + 2));
            }
            run.setLength(0);
        }
    }
}
