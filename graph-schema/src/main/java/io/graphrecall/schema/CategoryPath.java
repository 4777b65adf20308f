package io.graphrecall.schema;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Category node, identified by its path from the root category down, within the taxonomy of its domain. Content and
 * item taxonomies share no nodes.
 */
public record CategoryPath(Domain domain, List<String> path) implements NodeKey {

    /** Start of the readable form of item categories. */
    private static final String ITEM_PREFIX = "item:";

    /** Domain of a taxonomy. */
    public enum Domain implements WireNamed {
        CONTENT,
        ITEM;

        public Domain other() {
            return this == CONTENT ? ITEM : CONTENT;
        }
    }

    public CategoryPath {
        path = List.copyOf(path);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("category path is empty; it needs at least one level");
        }
        path.forEach(level -> Keys.requirePart("category", level));
        Keys.requireKey("category", String.join("/", path));
    }

    @Override
    public NodeLabel label() {
        return NodeLabel.CATEGORY;
    }

    /** Returns the domain and the levels, joined by the control character U+001F. */
    @Override
    public String key() {
        return domain.wireName() + Keys.SEPARATOR + String.join(String.valueOf(Keys.SEPARATOR), path);
    }

    /** Returns the levels joined by a slash, for people. Not unique if a level contains a slash. */
    public String text() {
        return String.join("/", path);
    }

    /** Returns the {@link #text()} of the category with a {@link #key()}, without parsing it. */
    public static String text(String key) {
        return key.substring(key.indexOf(Keys.SEPARATOR) + 1).replace(Keys.SEPARATOR, '/');
    }

    /** Returns the levels joined by a slash, or the key itself if a level contains one. */
    static String readable(String key) {
        String text = text(key);
        boolean isItem = key.startsWith(Domain.ITEM.wireName() + Keys.SEPARATOR);
        String readable = isItem ? ITEM_PREFIX + text : text;
        return keyOf(readable).equals(key) ? readable : key;
    }

    static String keyOf(String readable) {
        boolean isItem = readable.startsWith(ITEM_PREFIX);
        String levels = isItem ? readable.substring(ITEM_PREFIX.length()) : readable;
        return (isItem ? Domain.ITEM : Domain.CONTENT).wireName() + Keys.SEPARATOR
                + levels.replace('/', Keys.SEPARATOR);
    }

    /** Returns the name of the deepest level. */
    public String name() {
        return path.getLast();
    }

    /** Returns the next wider category, or null for a root category. */
    public @Nullable CategoryPath parent() {
        return path.size() == 1 ? null : new CategoryPath(domain, path.subList(0, path.size() - 1));
    }

    /** Returns the ancestors of this category, root first, followed by the category itself. */
    public List<CategoryPath> levels() {
        return IntStream.rangeClosed(1, path.size()).mapToObj(n -> new CategoryPath(domain, path.subList(0, n)))
                .toList();
    }

    /** Parses a {@link #key()}. */
    public static CategoryPath ofKey(String key) {
        String[] parts = key.split(String.valueOf(Keys.SEPARATOR), -1);
        return new CategoryPath(
                Domain.valueOf(parts[0].toUpperCase(Locale.ROOT)), List.of(parts).subList(1, parts.length));
    }
}
