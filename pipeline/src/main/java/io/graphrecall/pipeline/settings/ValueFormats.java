package io.graphrecall.pipeline.settings;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Text formats of durations, times, byte sizes and secrets. */
public final class ValueFormats {

    private static final String MASKED = "***";
    private static final String KEY = "value";
    /** In descending order. */
    private static final List<Unit> TIMES = List.of(
            new Unit("d", 86_400_000), new Unit("h", 3_600_000), new Unit("m", 60_000), new Unit("s", 1000));
    private static final List<Unit> SIZES = List.of(new Unit("MiB", 1 << 20), new Unit("KiB", 1 << 10));

    private record Unit(String name, int size) {}

    private ValueFormats() {}

    /** Returns the Jackson module for durations and times. */
    public static SimpleModule module() {
        SimpleModule module = new SimpleModule();
        module.addDeserializer(Duration.class, reader(Duration.class, text -> parsed(text, Config::getDuration)));
        module.addSerializer(Duration.class, writer(time -> inLargestUnit(time.toMillis(), TIMES, "ms")));
        module.addDeserializer(Instant.class, reader(Instant.class, Instant::parse));
        module.addSerializer(Instant.class, ToStringSerializer.instance);
        return module;
    }

    /** Parses a number of bytes. */
    static final class BytesReader extends JsonDeserializer<Integer> {
        @Override
        public Integer deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            long bytes = parsed(parser.getText(), Config::getBytes);
            if (bytes > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("is " + parser.getText() + ", expected less than 2GiB");
            }
            return (int) bytes;
        }
    }

    /** Writes a number of bytes. */
    static final class BytesWriter extends JsonSerializer<Integer> {
        @Override
        public void serialize(Integer bytes, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(inLargestUnit(bytes, SIZES, "B"));
        }
    }

    /** Writes a mask instead of a secret. */
    static final class Masked extends JsonSerializer<String> {
        @Override
        public void serialize(String secret, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(MASKED);
        }
    }

    private static <T> T parsed(String text, BiFunction<Config, String, T> parse) {
        try {
            return parse.apply(ConfigValueFactory.fromAnyRef(text).atKey(KEY), KEY);
        } catch (ConfigException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()).replaceFirst("^.*'" + KEY + "': ", ""),
                    e);
        }
    }

    private static <T> FromStringDeserializer<T> reader(Class<T> type, Function<String, T> parse) {
        return new FromStringDeserializer<>(type) {
            @Override
            protected T _deserialize(String text, DeserializationContext context) {
                return parse.apply(text);
            }
        };
    }

    private static <T> JsonSerializer<T> writer(Function<T, String> write) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(write.apply(value));
            }
        };
    }

    /** Returns a number in the largest unit that leaves no remainder. */
    private static String inLargestUnit(long number, List<Unit> units, String smallest) {
        for (Unit unit : units) {
            if (number != 0 && number % unit.size == 0) {
                return number / unit.size + unit.name;
            }
        }
        return number + smallest;
    }
}
