package io.graphrecall.content.text;

import io.graphrecall.schema.Scripts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Dictionary matcher: finds known phrases in texts, the longest at each position, from left to right without overlap.
 * Case, width and punctuation are ignored. In scripts with spaces between words, phrases match whole words. Thread-safe
 * after all phrases are added.
 *
 * @param <T> type of the meaning of a phrase
 */
public final class PhraseFinder<T> {

    /** Maximum length of a phrase, in characters. */
    private static final int MAX_LENGTH = 60;

    private final Map<String, List<T>> meanings = new HashMap<>();

    /**
     * Adds a meaning of a phrase. Skips phrases of one character or of digits only.
     */
    public void add(String phrase, T meaning) {
        String form = form(phrase);
        boolean isSearchable = form.length() > 1 && form.length() <= MAX_LENGTH
                && form.chars().anyMatch(Character::isLetter);
        if (isSearchable) {
            meanings.computeIfAbsent(form, key -> new ArrayList<>(1)).add(meaning);
        }
    }

    /** Returns the meanings of a phrase in the order of their addition; empty if it is unknown. */
    public List<T> of(String phrase) {
        return meanings.getOrDefault(form(phrase), List.of());
    }

    /** Returns the meanings of the phrases in a text, in the order of the text. */
    public List<T> in(String text) {
        List<T> found = new ArrayList<>();
        String form = form(text);
        for (int start = 0; start < form.length();) {
            int end = Scripts.isBoundary(form, start) ? end(form, start) : start;
            if (end > start) {
                found.addAll(meanings.getOrDefault(form.substring(start, end), List.of()));
                start = end;
            } else {
                start++;
            }
        }
        return found;
    }

    /** Returns the end of the longest phrase at {@code start}; {@code start} if there is none. */
    private int end(String form, int start) {
        for (int end = Math.min(form.length(), start + MAX_LENGTH); end > start + 1; end--) {
            if (Scripts.isBoundary(form, end) && meanings.containsKey(form.substring(start, end))) {
                return end;
            }
        }
        return start;
    }

    /** Returns the normal form: NFKC, lower case, no accents, single spaces for other characters than letters and digits. */
    private static String form(String text) {
        String folded = Scripts.fold(text);
        StringBuilder form = new StringBuilder(folded.length());
        folded.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                form.appendCodePoint(c);
            } else if (!form.isEmpty() && form.charAt(form.length() - 1) != ' ') {
                form.append(' ');
            }
        });
        return form.toString().strip();
    }
}
