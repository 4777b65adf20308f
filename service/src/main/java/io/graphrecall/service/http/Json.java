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
import io.graphrecall.loaders.format.FieldError;
import io.graphrecall.loaders.format.InvalidRecordException;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** JSON as this interface speaks it: snake case, nothing unknown, nothing bent into another type. */
final class Json {

    /** Buffers are shared over threads, because a virtual thread lives for one request. */
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

    /** Writes by hand what is too large or too frequent for objects in between. */
    @FunctionalInterface
    interface Writing {
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * The value of a body.
     *
     * @throws InvalidRecordException with a pointer to what is wrong
     */
    static <T> T read(Buffer body, Class<T> type) {
        try {
            T value = MAPPER.readValue(new BufferInput(body), type);
            if (value == null) {
                throw invalid("", "is null, an object is wanted");
            }
            return value;
        } catch (JsonMappingException e) {
            throw invalid(pointer(e), reason(e));
        } catch (JsonProcessingException e) {
            throw invalid("", "is not JSON: " + firstLine(e));
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory", e);
        }
    }

    static Buffer write(Object value) {
        return write(json -> MAPPER.writeValue(json, value));
    }

    static Buffer write(Writing writing) {
        return write(writing, 1024);
    }

    /** @param expected about how many bytes it will be */
    static Buffer write(Writing writing, int expected) {
        Buffer buffer = Buffer.buffer(expected);
        try (JsonGenerator json = FACTORY.createGenerator(new BufferOutput(buffer))) {
            writing.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory", e);
        }
        return buffer;
    }

    private static InvalidRecordException invalid(String pointer, String reason) {
        return new InvalidRecordException(List.of(new FieldError(pointer, reason)));
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

    private static String reason(JsonMappingException e) {
        if (e instanceof UnrecognizedPropertyException) {
            return "is not known";
        }
        if (e.getCause() instanceof JsonParseException broken) {
            return "is not JSON: " + firstLine(broken);
        }
        if (e.getOriginalMessage().startsWith("Trailing token")) {
            return "is not JSON: more follows after its end";
        }
        if (e.getOriginalMessage().startsWith("No content")) {
            return "is empty, JSON is wanted";
        }
        String wanted = e instanceof MismatchedInputException other ? wanted(other.getTargetType()) : null;
        return "has the wrong type: " + (wanted == null ? firstLine(e) : wanted + " is wanted");
    }

    /** What JSON calls a type; null where that does not say all. */
    private static @Nullable String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return null;
        } else if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        } else if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        } else if (type == String.class) {
            return "a text";
        } else if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type) ? "an object" : null;
    }

    private static String firstLine(JsonProcessingException e) {
        String message = e.getOriginalMessage().lines().findFirst().orElse("broken");
        return message.replaceAll(" \\(?(for|from|to) (type )?`[^`]*`\\)?|`(java|io)\\.[^`]*`", "").strip();
    }

    /** A buffer being filled. */
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

    /** A buffer being read. */
    private static final class BufferInput extends InputStream {
        private final Buffer buffer;
        private int at;

        BufferInput(Buffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public int read() {
            return at < buffer.length() ? buffer.getByte(at++) & 0xff : -1;
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            int count = Math.min(length, buffer.length() - at);
            if (count <= 0) {
                return length == 0 ? 0 : -1;
            }
            buffer.getBytes(at, at + count, bytes, from);
            at += count;
            return count;
        }
    }
}
