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

/** Writes records to a file, one JSON object a line, in UTF-8, fields in the order of the map. */
final class JsonLinesWriter implements AutoCloseable {

    private static final ObjectWriter JSON = JsonMapper.builder().build().writer();
    private static final int BUFFER = 1 << 16;

    private final OutputStream out;

    JsonLinesWriter(Path file) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
    }

    /** Names and values in turn. */
    static Map<String, Object> record(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    /** The line of a record, without its end. */
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
