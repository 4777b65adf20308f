package io.graphrecall.content.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds known phrases in texts, the longest at each place, from left to right without overlap. Case, width and
 * punctuation do not count; in scripts that write words apart a phrase begins and ends with a word. Immutable once built
 * and thread-safe.
 *
 * @param <T> what a phrase means
 */
public final class PhraseFinder<T> {

    /** Names are shorter. */
    private static final int LONGEST = 60;

    private final Map<String, List<T>> meanings = new HashMap<>();

    /**
     * Adds a meaning of a phrase. A phrase that says too little, a lone character or nothing but digits, is passed over.
     */
    public void add(String phrase, T meaning) {
        String form = form(phrase);
        boolean telling = form.length() > 1 && form.length() <= LONGEST && form.chars().anyMatch(Character::isLetter);
        if (telling) {
            meanings.computeIfAbsent(form, key -> new ArrayList<>(1)).add(meaning);
        }
    }

    /** The meanings of the phrases in a text, in the order of the text. */
    public List<T> in(String text) {
        List<T> found = new ArrayList<>();
        String form = form(text);
        for (int start = 0; start < form.length();) {
            int end = boundary(form, start) ? end(form, start) : start;
            if (end > start) {
                found.addAll(meanings.getOrDefault(form.substring(start, end), List.of()));
                start = end;
            } else {
                start++;
            }
        }
        return found;
    }

    /** Where the longest phrase that begins here ends; {@code start} where there is none. */
    private int end(String form, int start) {
        for (int end = Math.min(form.length(), start + LONGEST); end > start + 1; end--) {
            if (boundary(form, end) && meanings.containsKey(form.substring(start, end))) {
                return end;
            }
        }
        return start;
    }

    private static boolean boundary(String form, int at) {
        return at == 0 || at == form.length() || !spaced(form.charAt(at - 1)) || !spaced(form.charAt(at));
    }

    /** Whether a character belongs to a script that writes words apart. */
    private static boolean spaced(char c) {
        return Character.isLetterOrDigit(c) && !Character.isIdeographic(c) && !Character.isSurrogate(c)
                && !(c >= '\u3040' && c <= '\u30ff');
    }

    /** NFKC, lower case, anything but letters and digits as single spaces. */
    private static String form(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder form = new StringBuilder(plain.length());
        plain.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                form.appendCodePoint(c);
            } else if (!form.isEmpty() && form.charAt(form.length() - 1) != ' ') {
                form.append(' ');
            }
        });
        return form.toString().strip();
    }
}
