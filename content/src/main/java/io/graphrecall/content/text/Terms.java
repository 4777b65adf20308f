package io.graphrecall.content.text;

import io.graphrecall.schema.Scripts;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Segmentation of texts into terms. Chinese is segmented by the hidden Markov model of Lucene's smartcn (Zhang et al.
 * 2003). The model returns single characters for unknown words; adjacent ones become overlapping bigrams, so new words can
 * be found. So do the characters of other scripts without spaces, as in Lucene's {@code CJKBigramFilter}. All other words
 * are in lower case without English plural endings and accents. Stop words, punctuation and emoji are removed.
 * Thread-safe.
 */
public final class Terms {

    private static final String NO_SPACES = "\\p{IsHiragana}\\p{IsKatakana}ー\\p{IsHangul}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}"
            + "\\p{IsMyanmar}";
    /** Words outside of Chinese. */
    private static final Pattern WORD = Pattern.compile(
            "[" + NO_SPACES + "]++|[\\p{L}\\p{M}\\p{N}&&[^\\p{IsHan}" + NO_SPACES + "]]++");

    private final Analyzer chineseTerms = new TermAnalyzer(true, true);
    private final Analyzer chineseWords = new TermAnalyzer(true, false);
    private final Analyzer termOfWord = new TermAnalyzer(false, true);
    private final Analyzer word = new TermAnalyzer(false, false);

    /** Returns the terms in the order of the text, with repetitions. */
    public List<String> of(String text) {
        return tokens(text, chineseTerms, termOfWord);
    }

    /** Returns the words of the terms, with plural endings and accents, in the order of the text. */
    public List<String> words(String text) {
        return tokens(text, chineseWords, word);
    }

    /** Returns the term of one of the {@link #words}. */
    public String term(String word) {
        Tokens term = new Tokens();
        term.add(termOfWord, word, 0);
        return term.all().stream().findFirst().orElse(word);
    }

    private static List<String> tokens(String text, Analyzer chinese, Analyzer other) {
        String plain = PlainText.of(text);
        Tokens tokens = new Tokens();
        int start = 0;
        for (Matcher matcher = WORD.matcher(plain); matcher.find();) {
            if (matcher.group().chars().allMatch(c -> c < 128)) {
                continue; // the model knows ASCII, and splits it at digits
            }
            tokens.add(chinese, plain.substring(start, matcher.start()), start);
            if (matcher.group().codePoints().anyMatch(Scripts::hasSpaces)) {
                tokens.add(other, matcher.group(), matcher.start());
            } else {
                tokens.addCharacters(matcher.group(), matcher.start());
            }
            start = matcher.end();
        }
        tokens.add(chinese, plain.substring(start), start);
        return tokens.all();
    }

    /** Collects the tokens of one text. */
    private static final class Tokens {

        private final List<String> tokens = new ArrayList<>();
        /** Run of adjacent single characters. */
        private final StringBuilder run = new StringBuilder();
        private int runEnd = -1;

        /** Adds the tokens of a part of the text, which starts at an offset. */
        void add(Analyzer analyzer, String part, int start) {
            if (part.isEmpty()) {
                return;
            }
            try (TokenStream stream = analyzer.tokenStream("text", part)) {
                CharTermAttribute token = stream.addAttribute(CharTermAttribute.class);
                OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
                stream.reset();
                while (stream.incrementToken()) {
                    if (token.length() == 1 && Character.isIdeographic(token.charAt(0))) {
                        addCharacters(token.toString(), start + offset.startOffset());
                    } else {
                        endRun();
                        tokens.add(token.toString());
                    }
                }
                stream.end();
            } catch (IOException e) {
                throw new UncheckedIOException("Could not read a text in memory", e);
            }
        }

        void addCharacters(String characters, int start) {
            if (start != runEnd) {
                endRun();
            }
            run.append(characters);
            runEnd = start + characters.length();
        }

        List<String> all() {
            endRun();
            return tokens;
        }

        private void endRun() {
            int[] characters = run.codePoints().toArray();
            if (characters.length == 1) {
                tokens.add(run.toString());
            }
            for (int i = 0; i + 1 < characters.length; i++) {
                tokens.add(new String(characters, i, 2));
            }
            run.setLength(0);
        }
    }
}
