package io.graphrecall.content.text;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Lucene analyzer: Chinese words by a hidden Markov model, other words in lower case without plural endings and accents,
 * no stop words. Either part may be turned off.
 */
final class TermAnalyzer extends Analyzer {

    private static final CharArraySet STOP_WORDS = stopWords();

    private final boolean splits;
    private final boolean stems;

    /**
     * Creates an analyzer.
     *
     * @param splits false to take a text as one word
     * @param stems  false to keep plural endings and accents
     */
    TermAnalyzer(boolean splits, boolean stems) {
        this.splits = splits;
        this.stems = stems;
    }

    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
        Tokenizer tokenizer = splits ? new HMMChineseTokenizer() : new KeywordTokenizer();
        TokenStream words = new StopFilter(new LowerCaseFilter(tokenizer), STOP_WORDS);
        return new TokenStreamComponents(tokenizer,
                stems ? new EnglishMinimalStemFilter(new ASCIIFoldingFilter(words)) : words);
    }

    private static CharArraySet stopWords() {
        try (InputStream in = TermAnalyzer.class.getResourceAsStream("stopwords.txt")) {
            if (in == null) {
                throw new AssertionError("stopwords.txt is missing from the class path");
            }
            return WordlistLoader.getWordSet(new InputStreamReader(in, StandardCharsets.UTF_8), "#");
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read stopwords.txt from the class path", e);
        }
    }
}
