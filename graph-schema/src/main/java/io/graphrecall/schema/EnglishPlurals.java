package io.graphrecall.schema;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Stems of English nouns: the S-stemmer (Harman 1991), with rules for plurals in {@code -es}. Singular and plural have the
 * same stem, which need not be a word: {@code shoe} and {@code shoes} become {@code sho}.
 */
public final class EnglishPlurals {

    /** Nouns in {@code -s} whose S-stem would be another word, or whose plural has another stem. */
    private static final Set<String> INVARIABLE = Set.of("news", "lens", "canvas", "series", "species");
    private static final Map<String, String> IRREGULAR = Map.of("lenses", "lens", "gases", "gas", "canvases", "canvas",
            "women", "woman", "men", "man", "children", "child", "feet", "foot", "teeth", "tooth");
    /** Plurals of nouns in {@code -ie}. Others in {@code -ies} are of nouns in {@code -y}. */
    private static final Set<String> PLURALS_OF_IE = Set.of("aussies", "beanies", "birdies", "brownies", "calories",
            "collies", "cookies", "cuties", "foodies", "freebies", "genies", "hippies", "hoodies", "indies", "movies",
            "newbies", "onesies", "pixies", "prairies", "rookies", "selfies", "smoothies", "sweeties", "zombies");
    private static final int MIN_LENGTH = 4;
    /** Last letter of a stem to which the plural adds {@code -es}; a singular in {@code -e} loses it too. */
    private static final Pattern ENDS_IN_E = Pattern.compile("(?<=ss|ch|sh|x|o|us)e$");

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
        stem = stem.length() < MIN_LENGTH ? stem : ENDS_IN_E.matcher(stem).replaceFirst("");
        return IRREGULAR.getOrDefault(stem, stem); // of "women's" without the apostrophe
    }
}
