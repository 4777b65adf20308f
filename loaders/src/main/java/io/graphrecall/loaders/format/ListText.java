package io.graphrecall.loaders.format;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules for lists and category paths that are given as one text. */
public final class ListText {

    /** Fields of category paths. */
    private static final Set<String> PATHS = Set.of("category", "categories", "maps_to");

    private static final Pattern ELEMENT_SEPARATOR = Pattern.compile("[|｜,，;；、]");
    private static final Pattern NOT_PLAIN_ELEMENTS = Pattern.compile("[｜,，;；、#＃]");
    private static final Pattern NOT_PLAIN_PATHS = Pattern.compile("[｜>＞/／;；]");
    private static final Pattern HASH = Pattern.compile("[#＃]");
    private static final Pattern PATH_SEPARATOR = Pattern.compile("[;；]");
    private static final Pattern BAR = Pattern.compile("[|｜]");
    private static final Pattern LEVEL_SEPARATOR = Pattern.compile("[>＞/／]");
    private static final Pattern ARROW_OR_BAR = Pattern.compile("[>＞|｜]");
    private static final Pattern SLASH = Pattern.compile("[/／]");

    private ListText() {}

    /** Returns true if the text of a field has no separator but the vertical bar, which separates every list in CSV. */
    public static boolean isPlain(String field, String text) {
        return !(PATHS.contains(field) ? NOT_PLAIN_PATHS : NOT_PLAIN_ELEMENTS).matcher(text).find();
    }

    /** Splits a text at bars, commas and semicolons, also those of Chinese text. */
    static List<String> elements(String text) {
        return split(ELEMENT_SEPARATOR, text).toList();
    }

    /** Splits a text like {@link #elements}. An element that begins with # is a sequence of hashtags. */
    static List<String> tags(String text) {
        return split(ELEMENT_SEPARATOR, text)
                .flatMap(element -> HASH.matcher(element).lookingAt() ? split(HASH, element) : Stream.of(element))
                .toList();
    }

    /**
     * Splits a text into category paths. Semicolons separate paths. Bars separate paths if each of these has levels, and
     * levels otherwise. Levels are separated by {@code >} or bars, or else by slashes.
     */
    static List<List<String>> paths(String text) {
        return split(PATH_SEPARATOR, text).flatMap(part -> {
            List<String> parts = split(BAR, part).toList();
            return parts.size() > 1 && parts.stream().allMatch(path -> LEVEL_SEPARATOR.matcher(path).find())
                    ? parts.stream()
                    : Stream.of(part);
        }).map(ListText::levels).filter(path -> !path.isEmpty()).toList();
    }

    /** Splits a text into category paths like {@link #paths}, except that bars always separate paths. */
    static List<List<String>> pathsAtBars(String text) {
        return split(BAR, text).flatMap(part -> paths(part).stream()).toList();
    }

    private static List<String> levels(String path) {
        return split(ARROW_OR_BAR.matcher(path).find() ? ARROW_OR_BAR : SLASH, path).toList();
    }

    private static Stream<String> split(Pattern separator, String text) {
        return separator.splitAsStream(text).map(String::strip).filter(part -> !part.isEmpty());
    }
}
