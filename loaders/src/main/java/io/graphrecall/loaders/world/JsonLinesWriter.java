package io.graphrecall.loaders.world;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes records to a file, one JSON object a line, fields in the order of the map. */
final class JsonLinesWriter implements AutoCloseable {

    private static final ObjectWriter JSON = JsonMapper.builder().build().writer();

    private final BufferedWriter out;

    JsonLinesWriter(Path file) throws IOException {
        out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    void write(Map<String, ?> record) throws IOException {
        out.write(JSON.writeValueAsString(record));
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
