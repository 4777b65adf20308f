package io.graphrecall.loaders.format;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Map;

/**
 * Detects unpaired surrogates. JSON escapes can represent them, but UTF-8 cannot, so that storing would change them.
 */
final class UnicodeCheck {

    private UnicodeCheck() {}

    static void check(JsonNode json) {
        check("", json);
    }

    private static void check(String pointer, JsonNode json) {
        if (json.isTextual()) {
            if (hasUnpairedSurrogate(json.textValue())) {
                throw new InvalidRecordException(pointer, "contains an unpaired surrogate");
            }
        } else if (json.isArray()) {
            for (int i = 0; i < json.size(); i++) {
                check(pointer + "/" + i, json.get(i));
            }
        } else if (json.isObject()) {
            for (Map.Entry<String, JsonNode> field : json.properties()) {
                if (hasUnpairedSurrogate(field.getKey())) {
                    throw new InvalidRecordException(pointer, "has a field name with an unpaired surrogate");
                }
                check(pointer + "/" + field.getKey(), field.getValue());
            }
        }
    }

    private static boolean hasUnpairedSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
