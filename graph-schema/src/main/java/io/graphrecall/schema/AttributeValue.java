package io.graphrecall.schema;

/** One value of one property, for instance brand = OPI: the PV of category-property-value. */
public record AttributeValue(String property, String value) implements NodeKey {

    public AttributeValue {
        Keys.requirePart("attribute name", property);
        Keys.requirePart("attribute value", value);
    }

    @Override
    public NodeLabel label() {
        return NodeLabel.ATTRIBUTE;
    }

    /** Property and value, joined by the control character U+001F. */
    @Override
    public String key() {
        return property + Keys.SEPARATOR + value;
    }

    /** The attribute of a {@link #key()}. */
    public static AttributeValue ofKey(String key) {
        int cut = key.indexOf(Keys.SEPARATOR);
        if (cut < 0) {
            throw new IllegalArgumentException("not an attribute key: '" + key + "'");
        }
        return new AttributeValue(key.substring(0, cut), key.substring(cut + 1));
    }
}
