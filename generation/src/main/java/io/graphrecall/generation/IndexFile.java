package io.graphrecall.generation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** File format of a {@link NodeIndex}: one JSON string per line, in the order of the ordinals. */
final class IndexFile {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ObjectReader STRING = JSON.readerFor(String.class);

    private IndexFile() {}

    static GenerationManifest.FileEntry write(Path file, NodeIndex index) throws IOException {
        return DurableFiles.write(file, out -> {
            Writer lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            for (String key : index.keys()) {
                lines.append(JSON.writeValueAsString(key)).append('\n');
            }
            lines.flush();
        });
    }

    static NodeIndex read(Path file) throws IOException {
        NodeIndex.Builder keys = new NodeIndex.Builder();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("\"")) {
                    throw damaged(file, keys.size() + 1, "is not a JSON string", null);
                }
                keys.add(isPlain(line) ? line.substring(1, line.length() - 1) : STRING.readValue(line));
            }
            return keys.build();
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw damaged(file, keys.size() + 1, "cannot be parsed", e);
        } catch (IllegalArgumentException e) {
            throw new RecallException(RecallException.Code.CONFLICT, file + ": " + e.getMessage(), e);
        }
    }

    /** Returns true if a line is a JSON string without escapes, as most are. Parsing it would take most of the time. */
    private static boolean isPlain(String line) {
        int last = line.length() - 1;
        for (int i = 1; i < last; i++) {
            char c = line.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                return false;
            }
        }
        return last > 0 && line.charAt(last) == '"';
    }

    private static RecallException damaged(Path file, int line, String reason, @Nullable Exception cause) {
        return new RecallException(RecallException.Code.CONFLICT, file + ": line " + line + " " + reason, cause);
    }
}
