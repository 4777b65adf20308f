package io.graphrecall.schema;

/** Attribute node: one value of one property, for example brand = OPI (the "PV" of category-property-value). */
public record AttributeValue(String property, String value) implements NodeKey {

    public AttributeValue {
        Keys.requirePart("attribute name", property);
        Keys.requirePart("attribute value", value);
    }

    @Override
    public NodeLabel label() {
        return NodeLabel.ATTRIBUTE;
    }

    /** Returns property and value, joined by the control character U+001F. */
    @Override
    public String key() {
        return property + Keys.SEPARATOR + value;
    }

    /**
     * Returns {@code property=value} of the attribute with a {@link #key()}, for people. Not unique if the property contains
     * an equals sign.
     */
    public static String text(String key) {
        int separator = key.indexOf(Keys.SEPARATOR);
        return key.substring(0, separator) + "=" + key.substring(separator + 1);
    }

    /** Returns {@code property=value}, or the key itself if the property contains an equals sign. */
    static String readable(String key) {
        int separator = key.indexOf(Keys.SEPARATOR);
        return separator <= 0 || key.lastIndexOf('=', separator) >= 0 ? key : text(key);
    }

    static String keyOf(String readable) {
        int equals = readable.indexOf('=');
        return equals < 0
                ? readable
                : readable.substring(0, equals) + Keys.SEPARATOR + readable.substring(equals + 1);
    }

    /**
     * Parses a {@link #key()}.
     *
     * @throws IllegalArgumentException if the key has no separator
     */
    public static AttributeValue ofKey(String key) {
        int separator = key.indexOf(Keys.SEPARATOR);
        if (separator < 0) {
            throw new IllegalArgumentException("attribute key '" + key + "' has no U+001F between property and value");
        }
        return new AttributeValue(key.substring(0, separator), key.substring(separator + 1));
    }
}
