package io.graphrecall.content.text;

import io.graphrecall.schema.EnglishPlurals;
import io.graphrecall.schema.Scripts;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Segmentation of texts into terms. Chinese is segmented by the hidden Markov model of Lucene's smartcn (Zhang et al.
 * 2003). The model returns single characters for unknown words. Each of them is a term, and adjacent ones are also
 * overlapping bigrams, so new words can be found. The characters of other scripts without spaces become bigrams, as in
 * Lucene's {@code CJKBigramFilter}. All other words are in lower case without English plural endings and accents.
 * Compounds with a hyphen or an apostrophe are also one word. Stop words are removed, unless a text has no other words.
 * Thread-safe.
 */
public final class Terms {

    private static final CharArraySet STOP_WORDS = stopWords();
    /** Stop words that no name has a character of: they form no bigrams. */
    private static final String PARTICLES = "的了着是我你他她它这那和与在很也都就吗呢吧";

    private static final String NO_SPACES = "\\p{IsHiragana}\\p{IsKatakana}ー\\p{IsHangul}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}"
            + "\\p{IsMyanmar}";
    /** Words outside of Chinese. */
    private static final Pattern WORD = Pattern.compile(
            "[" + NO_SPACES + "]++|[\\p{L}\\p{M}\\p{N}&&[^\\p{IsHan}" + NO_SPACES + "]]++");
    private static final String LETTER = "[\\p{L}\\p{M}&&[^\\p{IsHan}" + NO_SPACES + "]]";
    /** Words with a hyphen or an apostrophe, at most 9. Neither the {@code K} of {@code 4K} nor a part of a word starts one. */
    private static final Pattern COMPOUND = Pattern.compile(
            "(?<![" + LETTER + "\\p{N}])" + LETTER + "++(?:['‐-]" + LETTER + "++){1,8}+");

    private final Analyzer chinese = new Analyzer() {

        @Override
        protected TokenStreamComponents createComponents(String fieldName) {
            return new TokenStreamComponents(new HMMChineseTokenizer());
        }
    };

    /** Returns the terms in the order of the text, with repetitions; those of compounds are last. */
    public List<String> of(String text) {
        return words(text).stream().map(this::term).toList();
    }

    /** Returns the words of the terms, with plural endings and accents, in the order of the terms. */
    public List<String> words(String text) {
        String normalised = PlainText.normalised(text);
        String plain = PlainText.lines(normalised);
        Tokens tokens = new Tokens();
        int start = 0;
        for (Matcher matcher = WORD.matcher(plain); matcher.find();) {
            if (matcher.group().chars().allMatch(c -> c < 128)) {
                continue; // the model knows ASCII, and splits it at digits
            }
            addChinese(plain.substring(start, matcher.start()), start, tokens);
            if (matcher.group().codePoints().anyMatch(Scripts::hasSpaces)) {
                tokens.addWord(matcher.group());
            } else {
                tokens.addCharacters(matcher.group(), matcher.start());
            }
            start = matcher.end();
        }
        addChinese(plain.substring(start), start, tokens);
        tokens.endRun();
        COMPOUND.matcher(normalised).results().map(compound -> compound.group().replaceAll("['‐-]", ""))
                .forEach(tokens::addWord);
        return tokens.words.isEmpty() ? tokens.stopWords : tokens.words;
    }

    /** Returns the term of one of the {@link #words}. */
    public String term(String word) {
        char[] folded = new char[4 * word.length()]; // a ligature becomes up to four letters
        int length = ASCIIFoldingFilter.foldToASCII(word.toCharArray(), 0, folded, 0, word.length());
        return EnglishPlurals.stem(new String(folded, 0, length));
    }

    /** Adds the tokens of a part of the text, which starts at an offset. */
    private void addChinese(String part, int start, Tokens tokens) {
        if (part.isEmpty()) {
            return;
        }
        try (TokenStream stream = chinese.tokenStream("text", part)) {
            CharTermAttribute token = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                int end = offset.endOffset();
                char first = token.charAt(0);
                if (token.length() == 1 && Character.isIdeographic(first) && PARTICLES.indexOf(first) < 0) {
                    tokens.addCharacters(token.toString(), start + offset.startOffset());
                } else {
                    tokens.addWord(token.toString(), token.length() == 1 && first < 128 && end < part.length()
                            && Character.isDigit(part.charAt(end)));
                }
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read a text in memory", e);
        }
    }

    private static CharArraySet stopWords() {
        try (InputStream in = Terms.class.getResourceAsStream("stopwords.txt")) {
            if (in == null) {
                throw new AssertionError("stopwords.txt is missing from the class path");
            }
            return WordlistLoader.getWordSet(new InputStreamReader(in, StandardCharsets.UTF_8), "#");
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read stopwords.txt from the class path", e);
        }
    }

    /** Collects the words of one text. */
    private static final class Tokens {

        private final List<String> words = new ArrayList<>();
        private final List<String> stopWords = new ArrayList<>();
        /** Run of adjacent single characters. */
        private final StringBuilder run = new StringBuilder();
        private int runEnd = -1;

        void addWord(String token) {
            addWord(token, false);
        }

        /** @param isModel true for the letter of a model number such as {@code A4}, which is no stop word */
        void addWord(String token, boolean isModel) {
            endRun();
            if (token.codePoints().anyMatch(Character::isLetterOrDigit)) {
                String word = token.toLowerCase(Locale.ROOT);
                (STOP_WORDS.contains(word) && !isModel ? stopWords : words).add(word);
            }
        }

        void addCharacters(String characters, int start) {
            if (start != runEnd) {
                endRun();
            }
            run.append(characters);
            runEnd = start + characters.length();
        }

        /** Adds the characters of the run, and its bigrams, except for those of two stop words. */
        void endRun() {
            String[] characters = run.codePoints().mapToObj(Character::toString).toArray(String[]::new);
            run.setLength(0);
            for (int i = 0; i < characters.length; i++) {
                boolean isStopWord = STOP_WORDS.contains(characters[i]);
                if (isStopWord) {
                    stopWords.add(characters[i]);
                } else if (characters.length == 1 || Character.isIdeographic(characters[i].codePointAt(0))) {
                    words.add(characters[i]);
                }
                if (i + 1 < characters.length && !(isStopWord && STOP_WORDS.contains(characters[i + 1]))) {
                    words.add(characters[i] + characters[i + 1]);
                }
            }
        }
    }
}
