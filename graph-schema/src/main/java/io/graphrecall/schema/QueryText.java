package io.graphrecall.schema;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Search query in normalised form: NFKC, lower case, single spaces. Queries that differ only in case, character width
 * or spacing are one node.
 */
public record QueryText(String key) implements NodeKey {

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    public QueryText {
        String lowerCase = SPACES.matcher(Normalizer.normalize(key, Normalizer.Form.NFKC)).replaceAll(" ").strip()
                .toLowerCase(Locale.ROOT);
        key = Normalizer.normalize(lowerCase, Normalizer.Form.NFKC); // a lower-case letter may form one with its mark
        Keys.requireKey("query", key);
    }

    @Override
    public NodeLabel label() {
        return NodeLabel.QUERY;
    }
}
