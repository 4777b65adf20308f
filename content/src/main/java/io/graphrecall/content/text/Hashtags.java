package io.graphrecall.content.text;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Hashtags of a text: {@code #word} up to a space, a punctuation mark, a mention or the next {@code #}, and {@code #word#} as on
 * Chinese sites. A {@code #} after a Latin letter, a digit, a slash or an ampersand is none: {@code C#}, an anchor of a URL, an HTML entity.
 */
public final class Hashtags {

    /** Maximum length of a hashtag. Longer ones are sentences. */
    private static final int MAX_LENGTH = 30;

    private static final Pattern HASHTAG = Pattern.compile(
            "(?<![\\p{IsLatin}\\p{N}/&=?])#((?:[\\p{L}\\p{M}\\p{N}\\p{So}\\p{Sk}\\x{200d}\\x{fe0f}_·•'’&+\\-]|\\.(?=[\\p{L}\\p{N}]))+)#?");

    private Hashtags() {}

    /** Returns the distinct hashtags of a text without {@code #}, in the order of the text. */
    public static List<String> of(String text) {
        Set<String> names = new LinkedHashSet<>();
        HASHTAG.matcher(normalised(text)).results().map(found -> found.group(1))
                .filter(name -> name.length() <= MAX_LENGTH && name.codePoints().anyMatch(Character::isLetter))
                .forEach(names::add);
        return List.copyOf(names);
    }

    /**
     * Returns true if a hashtag consists of both Latin letters and digits, as a model number or the code of a colour does:
     * {@code 902C}, {@code XL-2000}. So do a few words, such as {@code 4K}.
     */
    public static boolean isCode(String name) {
        return name.chars().allMatch(c -> c < 128) && name.chars().anyMatch(Character::isDigit)
                && name.chars().anyMatch(Character::isLetter);
    }

    /** Returns the text without its hashtags. */
    public static String removedFrom(String text) {
        return HASHTAG.matcher(normalised(text)).replaceAll(" ").strip();
    }

    private static String normalised(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replace('＃', '#');
    }
}
