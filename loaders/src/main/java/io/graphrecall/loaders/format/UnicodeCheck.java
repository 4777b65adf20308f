package io.graphrecall.loaders.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.graphrecall.schema.InvalidRecordException;
import io.graphrecall.schema.Unicode;

import java.util.Map;

/**
 * Detects text that the graph cannot store although JSON escapes can represent it: unpaired surrogates, which UTF-8 lacks,
 * and U+0000 in a field name, which may become the name of a property.
 */
final class UnicodeCheck {

    private UnicodeCheck() {}

    static void check(JsonNode json) {
        check("", json);
    }

    private static void check(String pointer, JsonNode json) {
        if (json.isTextual()) {
            if (Unicode.hasUnpairedSurrogate(json.textValue())) {
                throw new InvalidRecordException(pointer, "contains an unpaired surrogate");
            }
        } else if (json.isArray()) {
            for (int i = 0; i < json.size(); i++) {
                check(pointer + "/" + i, json.get(i));
            }
        } else if (json.isObject()) {
            for (Map.Entry<String, JsonNode> field : json.properties()) {
                if (Unicode.hasUnpairedSurrogate(field.getKey())) {
                    throw new InvalidRecordException(pointer, "has a field name with an unpaired surrogate");
                }
                JsonNode value = field.getValue();
                boolean isNamed = field.getKey().indexOf('\0') < 0;
                // Most fields are plain values without a defect, whose pointer nobody needs.
                if (!isNamed || value.isContainerNode()
                        || (value.isTextual() && Unicode.hasUnpairedSurrogate(value.textValue()))) {
                    String ofField = JsonRecord.pointer(pointer, field.getKey());
                    if (!isNamed) {
                        throw new InvalidRecordException(ofField, "has the control character U+0000 in its name");
                    }
                    check(ofField, value);
                }
            }
        }
    }
}
