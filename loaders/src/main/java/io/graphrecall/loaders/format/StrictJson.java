package io.graphrecall.loaders.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON as RFC 8259 has it and nothing more: no comments, no NaN, no field twice, nothing after the value. */
public final class StrictJson {

    private static final ObjectReader READER = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().readerFor(JsonNode.class);

    private StrictJson() {}

    /**
     * The one JSON value that a text holds.
     *
     * @throws InvalidRecordException where it holds none, a broken one, or more than one
     */
    public static JsonNode parse(String text) {
        try {
            JsonNode json = READER.readValue(text);
            if (json.isMissingNode()) {
                throw new InvalidRecordException("", "is not JSON: nothing there");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new InvalidRecordException("", "is not JSON: " + reason(e));
        }
    }

    /** The first sentence of the parser's message, which goes on with advice that does not concern a user. */
    private static String reason(JsonProcessingException e) {
        String message = e.getOriginalMessage().lines().findFirst().orElse("broken");
        String text = message.length() > 200 ? message.substring(0, 200) + "…" : message;
        return e.getLocation() == null ? text : text + " (column " + e.getLocation().getColumnNr() + ")";
    }
}
