package io.graphrecall.service.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.graphrecall.loaders.format.StrictJson;
import io.graphrecall.schema.InvalidRecordException;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** JSON of the API: snake case; unknown fields and values of another type are errors. Thread-safe. */
final class Json {

    /** Recycles buffers across threads, because a virtual thread lives for one request. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, text -> Stream
                    .of(CoercionInputShape.Boolean, CoercionInputShape.Float, CoercionInputShape.Integer)
                    .forEach(shape -> text.setCoercion(shape, CoercionAction.Fail)))
            .build();

    private Json() {}

    private interface Reader<T> {
        @Nullable
        T read() throws IOException;
    }

    /** Writes JSON without data binding. */
    @FunctionalInterface
    interface Writer {
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * Parses a body.
     *
     * @throws InvalidRecordException with a pointer to the invalid field
     */
    static <T> T read(byte[] body, Class<T> type) {
        return read(() -> MAPPER.readValue(body, type), List.of());
    }

    /** Converts a JSON object, as a map or a tree, like {@link #read(byte[], Class)}. */
    static <T> T convert(Object fields, Class<T> type) {
        return convert(fields, type, List.of());
    }

    /** @param others further fields of the object, which were read before */
    static <T> T convert(Object fields, Class<T> type, List<String> others) {
        return read(() -> MAPPER.treeToValue(MAPPER.valueToTree(fields), type), others);
    }

    private static <T> T read(Reader<T> reader, List<String> others) {
        try {
            T value = reader.read();
            if (value == null) {
                throw new InvalidRecordException("", "is null, expected an object");
            }
            return value;
        } catch (JsonMappingException e) {
            throw new InvalidRecordException(pointer(e), reason(e, others));
        } catch (JsonProcessingException e) {
            throw new InvalidRecordException("", malformed(e));
        } catch (IOException e) { // invalid UTF-32
            throw new InvalidRecordException("", "is not JSON: " + e.getMessage());
        }
    }

    static Buffer write(Object value) {
        return write(json -> writeValue(json, value));
    }

    /** Writes a value at the position of a generator. */
    static void writeValue(JsonGenerator json, Object value) throws IOException {
        MAPPER.writeValue(json, value);
    }

    static Buffer write(Writer writer) {
        return write(writer, 1024);
    }

    /** @param expectedBytes initial size of the buffer */
    static Buffer write(Writer writer, int expectedBytes) {
        Buffer buffer = Buffer.buffer(expectedBytes);
        try (JsonGenerator json = FACTORY.createGenerator(new BufferOutput(buffer))) {
            writer.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("in-memory I/O failed", e);
        }
        return buffer;
    }

    private static String pointer(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> "/" + (step.getFieldName() == null
                        ? Integer.toString(step.getIndex())
                        : escaped(step.getFieldName())))
                .collect(Collectors.joining());
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String reason(JsonMappingException e, List<String> others) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            List<String> known = new ArrayList<>(e.getPath().size() == 1 ? others : List.of());
            Objects.requireNonNullElse(unknown.getKnownPropertyIds(), List.of())
                    .forEach(name -> known.add(String.valueOf(name)));
            return ContentFields.unknown(unknown.getPropertyName(), known);
        }
        if (e.getCause() instanceof JsonParseException malformed) {
            return malformed(malformed);
        }
        if (e.getOriginalMessage().startsWith("Trailing token")) {
            return "is not JSON: there is text after its end";
        }
        if (e.getOriginalMessage().startsWith("No content")) {
            return "is empty, expected JSON";
        }
        String expected = e instanceof MismatchedInputException mismatch ? expected(mismatch.getTargetType()) : null;
        return "has the wrong type: " + (expected == null ? firstLine(e) : "expected " + expected);
    }

    /** Returns the JSON name of a type; null if the type has none. */
    private static @Nullable String expected(@Nullable Class<?> type) {
        if (type == null) {
            return null;
        } else if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "an integer";
        } else if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        } else if (type == String.class) {
            return "a string";
        } else if (Collection.class.isAssignableFrom(type)) {
            return "an array";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type) ? "an object" : null;
    }

    private static String malformed(JsonProcessingException e) {
        return "is not JSON: " + StrictJson.reason(e, true);
    }

    private static String firstLine(JsonProcessingException e) {
        String message = e.getOriginalMessage().lines().findFirst().orElse("malformed");
        return message.replaceAll(" \\(?(for|from|to) (type )?`[^`]*`\\)?|`(java|io)\\.[^`]*`", "").strip();
    }

    /** A stream that appends to a buffer. */
    private static final class BufferOutput extends OutputStream {
        private final Buffer buffer;

        BufferOutput(Buffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public void write(int b) {
            buffer.appendByte((byte) b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            buffer.appendBytes(bytes, from, length);
        }
    }
}
