package io.graphrecall.loaders.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Numbers that are given as text. */
public final class NumberText {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");

    private NumberText() {}

    /** Returns the number in decimal notation that a text is, or null if it is none. A fraction of zero is dropped. */
    public static @Nullable JsonNode parse(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        return number.scale() <= 0
                ? JsonNodeFactory.instance.numberNode(number.longValueExact())
                : JsonNodeFactory.instance.numberNode(number);
    }
}
