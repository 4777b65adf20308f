package io.graphrecall.loaders.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.util.regex.Pattern;

/** Strict JSON parser (RFC 8259): no comments, no NaN, no duplicate fields, no content after the value. */
public final class StrictJson {

    private static final ObjectReader READER = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().readerFor(JsonNode.class);

    /** Parts of Jackson's messages that do not help the user. */
    private static final Pattern PARSER_DETAIL = Pattern.compile(
            "( \\(start marker at | \\(bound as |: enable `|: was expecting |: maybe a |: only regular |: has to be |\\R).*",
            Pattern.DOTALL);

    private StrictJson() {}

    /**
     * Parses a text that contains exactly one JSON value.
     *
     * @throws InvalidRecordException if the text is empty, invalid or contains more than one value
     */
    public static JsonNode parse(String text) {
        if (text.isBlank()) {
            throw new InvalidRecordException("", "is not JSON: it is empty");
        }
        try {
            return READER.readValue(text);
        } catch (JsonProcessingException e) {
            throw new InvalidRecordException("", "is not JSON: " + reason(e));
        }
    }

    private static String reason(JsonProcessingException e) {
        String message = PARSER_DETAIL.matcher(e.getOriginalMessage()).replaceFirst("");
        String text = message.length() > 200 ? message.substring(0, 200) + "…" : message;
        return e.getLocation() == null ? text : text + " (column " + e.getLocation().getColumnNr() + ")";
    }
}
