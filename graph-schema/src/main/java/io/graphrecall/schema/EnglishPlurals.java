package io.graphrecall.schema;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Stems of English nouns: the S-stemmer (Harman 1991), with rules for plurals in {@code -es}. Singular and plural have the
 * same stem, which need not be a word: {@code cache} and {@code caches} become {@code cach}.
 */
public final class EnglishPlurals {

    /** Nouns in {@code -s} whose S-stem would be another word, or whose plural has another stem. */
    private static final Set<String> INVARIABLE = Set.of("news", "lens", "canvas", "series", "species");
    private static final Map<String, String> IRREGULAR = Map.of("lenses", "lens", "gases", "gas", "canvases", "canvas",
            "women", "woman", "men", "man", "children", "child", "feet", "foot", "teeth", "tooth");
    /** Plurals of nouns in {@code -ie}. Others in {@code -ies} are of nouns in {@code -y}. */
    private static final Set<String> PLURALS_OF_IE = Set.of("aussies", "barbies", "beanies", "birdies", "brownies",
            "calories", "collies", "cookies", "cuties", "foodies", "freebies", "genies", "hippies", "hoodies", "indies",
            "magpies", "movies", "neckties", "newbies", "onesies", "pixies", "prairies", "rookies", "selfies",
            "smoothies", "sweeties", "veggies", "zombies");
    /** Nouns in {@code -oe}, {@code -sse} and {@code -xe}. Other plurals in {@code -es} of these endings lose the {@code e}. */
    private static final Set<String> NOUNS_IN_E = Set.of("aloe", "canoe", "floe", "horseshoe", "oboe", "shoe", "sloe",
            "snowshoe", "crevasse", "finesse", "fosse", "impasse", "mousse", "posse", "pickaxe");
    private static final int MIN_LENGTH = 4;
    /** Endings to which the plural adds {@code -es}. A singular in {@code -e} loses it too. */
    private static final Pattern ENDS_IN_E = Pattern.compile("(?<=ch|sh|us)e$");
    /** Other such endings. Few nouns have an {@code e} after them. */
    private static final Pattern PLURAL_IN_E = Pattern.compile("(?<=ss|x|o)e$");

    private EnglishPlurals() {}

    /** Returns the stem of a word in lower case. */
    public static String stem(String word) {
        int length = word.length();
        if (IRREGULAR.containsKey(word) || length < MIN_LENGTH || INVARIABLE.contains(word)
                || word.charAt(length - 2) > 'z') {
            return IRREGULAR.getOrDefault(word, word);
        }
        if (word.endsWith("ies") && length > MIN_LENGTH && !PLURALS_OF_IE.contains(word)) {
            return word.substring(0, length - 3) + "y";
        }
        boolean plural = word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us");
        String stem = plural ? word.substring(0, length - 1) : word;
        if (stem.length() >= MIN_LENGTH) {
            stem = ENDS_IN_E.matcher(stem).replaceFirst("");
            stem = plural && !NOUNS_IN_E.contains(stem) ? PLURAL_IN_E.matcher(stem).replaceFirst("") : stem;
        }
        return IRREGULAR.getOrDefault(stem, stem); // of "women's" without the apostrophe
    }
}
