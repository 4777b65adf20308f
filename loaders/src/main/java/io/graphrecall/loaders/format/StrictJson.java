package io.graphrecall.loaders.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.util.regex.Pattern;

/** JSON as RFC 8259 has it and nothing more: no comments, no NaN, no field twice, nothing after the value. */
public final class StrictJson {

    private static final ObjectReader READER = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().readerFor(JsonNode.class);

    private static final Pattern ADVICE = Pattern.compile(
            "( \\(start marker at | \\(bound as |: enable `|: was expecting |: maybe a |: only regular |: has to be |\\R).*",
            Pattern.DOTALL);

    private StrictJson() {}

    /**
     * The one JSON value that a text holds.
     *
     * @throws InvalidRecordException where it holds none, a broken one, or more than one
     */
    public static JsonNode parse(String text) {
        if (text.isBlank()) {
            throw new InvalidRecordException("", "is not JSON: nothing there");
        }
        try {
            return READER.readValue(text);
        } catch (JsonProcessingException e) {
            throw new InvalidRecordException("", "is not JSON: " + reason(e));
        }
    }

    /** The first sentence of the parser's message; what follows does not concern a user. */
    private static String reason(JsonProcessingException e) {
        String message = ADVICE.matcher(e.getOriginalMessage()).replaceFirst("");
        String text = message.length() > 200 ? message.substring(0, 200) + "…" : message;
        return e.getLocation() == null ? text : text + " (column " + e.getLocation().getColumnNr() + ")";
    }
}
