package io.graphrecall.loaders.format;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Map;

/** Finds half surrogate pairs, which JSON escapes can spell but no UTF-8 can carry: stored, they would change. */
final class UnicodeCheck {

    private UnicodeCheck() {}

    static void check(JsonNode json) {
        check("", json);
    }

    private static void check(String pointer, JsonNode json) {
        if (json.isTextual()) {
            if (broken(json.textValue())) {
                throw new InvalidRecordException(pointer, "holds half a surrogate pair");
            }
        } else if (json.isArray()) {
            for (int i = 0; i < json.size(); i++) {
                check(pointer + "/" + i, json.get(i));
            }
        } else if (json.isObject()) {
            for (Map.Entry<String, JsonNode> field : json.properties()) {
                if (broken(field.getKey())) {
                    throw new InvalidRecordException(pointer, "has a field name with half a surrogate pair");
                }
                check(pointer + "/" + field.getKey(), field.getValue());
            }
        }
    }

    private static boolean broken(String text) {
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
