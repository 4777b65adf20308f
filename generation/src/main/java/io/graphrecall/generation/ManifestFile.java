package io.graphrecall.generation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.Sha256;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;

/**
 * Manifest of a folder: a JSON file, and a second file with its checksum that {@code sha256sum -c} reads.
 *
 * @param type     class of the manifest
 * @param format   format number that this program reads, in the field {@code format}
 * @param name     name of the JSON file
 * @param checksum name of the second file
 */
public record ManifestFile<M>(Class<M> type, int format, String name, String checksum) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    public void write(Path folder, M manifest, FileAttribute<?>... attributes) throws IOException {
        byte[] json = JSON.writeValueAsBytes(manifest);
        byte[] line = checksumLine(json).getBytes(StandardCharsets.US_ASCII);
        DurableFiles.write(folder.resolve(name), out -> out.write(json), attributes);
        DurableFiles.write(folder.resolve(checksum), out -> out.write(line), attributes);
    }

    /**
     * Reads the manifest of a folder.
     *
     * @param owner name of the folder in messages
     * @throws NoSuchFileException if one of the files is missing
     * @throws RecallException     CONFLICT if the manifest is damaged or has an unknown format
     */
    public M read(Path folder, String owner) throws IOException {
        byte[] json = Files.readAllBytes(folder.resolve(name));
        if (!Files.readString(folder.resolve(checksum), StandardCharsets.ISO_8859_1).equals(checksumLine(json))) {
            throw damaged(owner, name + " does not match the checksum in " + checksum, null);
        }
        try {
            JsonNode tree = JSON.readTree(json);
            int found = tree.path("format").asInt();
            if (found != format) {
                throw new RecallException(Code.CONFLICT,
                        owner + " has unknown format " + found + "; this program reads format " + format);
            }
            return JSON.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw damaged(owner, name + " cannot be parsed: " + e.getOriginalMessage(), e);
        }
    }

    private String checksumLine(byte[] json) {
        return Sha256.hex(json) + "  " + name + "\n";
    }

    /** @param owner name of the folder */
    public static RecallException damaged(String owner, String problem, @Nullable Throwable cause) {
        return new RecallException(Code.CONFLICT, owner + " is damaged: " + problem, cause);
    }
}
