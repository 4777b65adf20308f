package io.graphrecall.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes records as JSON Lines in UTF-8, with the fields in map order. */
final class JsonLinesWriter implements AutoCloseable {

    private static final ObjectWriter JSON = JsonMapper.builder().build().writer();
    private static final int BUFFER = 1 << 16;

    private final OutputStream out;

    JsonLinesWriter(Path file) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
    }

    /** Creates a record from alternating names and values. */
    static Map<String, Object> record(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    /** Encodes a record without a line break. */
    static byte[] line(Map<String, ?> record) throws JsonProcessingException {
        return JSON.writeValueAsBytes(record);
    }

    void write(Map<String, ?> record) throws IOException {
        write(line(record));
    }

    void write(byte[] line) throws IOException {
        out.write(line);
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
