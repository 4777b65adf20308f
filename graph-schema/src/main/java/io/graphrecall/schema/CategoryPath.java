package io.graphrecall.schema;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A category as the path from the widest level down, within the taxonomy of its domain. Content and item taxonomies do
 * not share nodes.
 */
public record CategoryPath(Domain domain, List<String> path) implements NodeKey {

    /** Whose taxonomy a category belongs to. */
    public enum Domain {
        CONTENT,
        ITEM;

        /** The name in data files: lower case. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public CategoryPath {
        path = List.copyOf(path);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("category is an empty path");
        }
        path.forEach(level -> Keys.requirePart("category", level));
        Keys.requireKey("category", String.join("/", path));
    }

    @Override
    public NodeLabel label() {
        return NodeLabel.CATEGORY;
    }

    /** Domain and levels, joined by the control character U+001F. */
    @Override
    public String key() {
        return domain.wireName() + Keys.SEPARATOR + String.join(String.valueOf(Keys.SEPARATOR), path);
    }

    /** The name of the narrowest level. */
    public String name() {
        return path.getLast();
    }

    /** This category and every wider one, the widest first. */
    public List<CategoryPath> levels() {
        return IntStream.rangeClosed(1, path.size()).mapToObj(n -> new CategoryPath(domain, path.subList(0, n)))
                .toList();
    }

    /** The category of a {@link #key()}. */
    public static CategoryPath ofKey(String key) {
        String[] parts = key.split(String.valueOf(Keys.SEPARATOR), -1);
        return new CategoryPath(
                Domain.valueOf(parts[0].toUpperCase(Locale.ROOT)), List.of(parts).subList(1, parts.length));
    }
}
