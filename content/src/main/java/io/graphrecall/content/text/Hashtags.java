package io.graphrecall.content.text;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Hashtags in a text: {@code #word} up to a space, a mention or the next sign; and {@code #word#} as Chinese sites have it. */
public final class Hashtags {

    /** Longer ones are sentences. */
    private static final int LONGEST = 30;

    private static final Pattern HASHTAG = Pattern.compile("#([^#@\\s\\p{Z}]+)#?");

    private Hashtags() {}

    /** The hashtags of a text without their signs, in their order, each once. */
    public static List<String> of(String text) {
        Set<String> names = new LinkedHashSet<>();
        HASHTAG.matcher(normal(text)).results().map(found -> found.group(1))
                .filter(name -> name.length() <= LONGEST && name.codePoints().anyMatch(Character::isLetter))
                .forEach(names::add);
        return List.copyOf(names);
    }

    /** The text without its hashtags. */
    public static String removedFrom(String text) {
        return HASHTAG.matcher(normal(text)).replaceAll(" ").strip();
    }

    private static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replace('＃', '#');
    }
}
