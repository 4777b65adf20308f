package io.graphrecall.loaders.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.schema.InvalidRecordException;

import java.io.IOException;
import java.io.Reader;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Strict JSON parser (RFC 8259): no comments, no NaN, no duplicate fields, no content after the value, up to {@value
 * #MAX_DEPTH} levels of nesting and {@value #MAX_TOKENS} tokens.
 */
public final class StrictJson {

    /** Far below the depth at which code that visits a value level by level runs out of stack. */
    private static final int MAX_DEPTH = 512;

    /** Limits the memory of a record of many tiny values, which takes much more than its bytes. */
    private static final int MAX_TOKENS = 5_000_000;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxTokenCount(MAX_TOKENS).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().readerFor(JsonNode.class);

    private static final ObjectReader ELEMENT = READER.without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

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
            throw new InvalidRecordException("", "is not JSON: " + reason(e, false));
        }
    }

    /**
     * Parses an array as it is read, and passes its elements one by one.
     *
     * @throws InvalidRecordException if the text is no valid array, or has content after it
     * @throws IOException            that of the reader
     */
    public static void parseArray(Reader text, Consumer<JsonNode> elements) throws IOException {
        try (JsonParser parser = READER.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new InvalidRecordException("", "is not a JSON array");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.accept(ELEMENT.readValue(parser));
            }
            if (parser.nextToken() != null) {
                throw new InvalidRecordException("", "is not JSON: there is content after the array");
            }
        } catch (JsonProcessingException e) {
            throw new InvalidRecordException("", "is not JSON: " + reason(e, true));
        }
    }

    /**
     * Returns why a text is not JSON and where, without the parts of Jackson's message that do not help the user.
     *
     * @param hasLines true for a text of several lines
     */
    public static String reason(JsonProcessingException e, boolean hasLines) {
        String message = PARSER_DETAIL.matcher(e.getOriginalMessage()).replaceFirst("");
        String text = message.length() > 200 ? message.substring(0, 200) + "…" : message;
        JsonLocation at = e.getLocation();
        return at == null
                ? text
                : text + " (" + (hasLines ? "line " + at.getLineNr() + ", " : "") + "column " + at.getColumnNr() + ")";
    }
}
