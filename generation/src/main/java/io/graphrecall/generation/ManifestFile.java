package io.graphrecall.generation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * File format of a {@link GenerationManifest}: JSON, with the checksum in a second file that {@code sha256sum -c}
 * reads.
 */
final class ManifestFile {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private ManifestFile() {}

    /** JSON representation of the manifest: ids and times are strings. */
    private record Text(
            int format,
            String id,
            String createdAt,
            String asOf,
            long seq,
            String graphId,
            long seed,
            DataSet dataSet,
            Map<String, Object> settings,
            Map<String, Double> metrics,
            List<GateCheck> gate,
            SortedMap<String, GenerationManifest.Embedding> embeddings,
            SortedMap<String, GenerationManifest.FileEntry> files) {}

    static void write(Path folder, GenerationManifest manifest) throws IOException {
        byte[] json = JSON.writeValueAsBytes(new Text(
                manifest.format(), manifest.id().value(), manifest.createdAt().toString(), manifest.asOf().toString(),
                manifest.seq(), manifest.graphId(), manifest.seed(), manifest.dataSet(), manifest.settings(),
                manifest.metrics(), manifest.gate(),
                manifest.embeddings(), manifest.files()));
        String checksum = DurableFiles.checksum(json) + "  " + FileNames.MANIFEST + "\n";
        DurableFiles.write(folder.resolve(FileNames.MANIFEST), Stream.of(ByteBuffer.wrap(json)));
        DurableFiles.write(folder.resolve(FileNames.MANIFEST_CHECKSUM),
                Stream.of(ByteBuffer.wrap(checksum.getBytes(StandardCharsets.US_ASCII))));
    }

    /**
     * Reads the manifest of a generation's folder.
     *
     * @throws RecallException if the manifest is missing, damaged, in an unknown format or of another generation
     */
    static GenerationManifest read(Path folder, GenerationId id) {
        byte[] json = content(folder, id, FileNames.MANIFEST);
        byte[] checksum = content(folder, id, FileNames.MANIFEST_CHECKSUM);
        String expected = DurableFiles.checksum(json) + "  " + FileNames.MANIFEST + "\n";
        if (!expected.equals(new String(checksum, StandardCharsets.ISO_8859_1))) {
            throw damaged(id, FileNames.MANIFEST + " does not match the checksum in " + FileNames.MANIFEST_CHECKSUM,
                    null);
        }
        GenerationManifest manifest = parse(id, json);
        if (!manifest.id().equals(id)) {
            throw damaged(id, FileNames.MANIFEST + " belongs to generation " + manifest.id(), null);
        }
        return manifest;
    }

    private static GenerationManifest parse(GenerationId id, byte[] json) {
        try {
            JsonNode tree = JSON.readTree(json);
            int format = tree.path("format").asInt();
            if (format != GenerationManifest.FORMAT) {
                throw new RecallException(RecallException.Code.CONFLICT, "generation " + id + " has unknown format "
                        + format + "; this program reads format " + GenerationManifest.FORMAT);
            }
            ObjectNode manifest = (ObjectNode) tree;
            if (!tree.has("embeddings")) { // generations of older versions have none
                manifest.putObject("embeddings");
            }
            if (!tree.has("graph_id")) { // nor this
                manifest.put("graph_id", "");
            }
            if (!tree.has("gate")) { // nor this
                manifest.putArray("gate");
            }
            Text text = JSON.treeToValue(tree, Text.class);
            return new GenerationManifest(
                    text.format(), new GenerationId(text.id()), Instant.parse(text.createdAt()),
                    Instant.parse(text.asOf()), text.seq(), text.graphId(), text.seed(), text.dataSet(),
                    text.settings(),
                    text.metrics(), text.gate(), new TreeMap<>(text.embeddings()), new TreeMap<>(text.files()));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw damaged(id, FileNames.MANIFEST + " cannot be parsed: " + firstLine(e), e);
        }
    }

    private static byte[] content(Path folder, GenerationId id, String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (NoSuchFileException e) {
            throw damaged(id, file + " is missing", e);
        } catch (IOException e) {
            throw DurableFiles.failed("read", folder.resolve(file), e);
        }
    }

    static RecallException damaged(GenerationId id, String problem, @Nullable Throwable cause) {
        return new RecallException(
                RecallException.Code.CONFLICT, "generation " + id + " is damaged: " + problem, cause);
    }

    private static String firstLine(Exception e) {
        return e instanceof JsonProcessingException json
                ? json.getOriginalMessage()
                : String.valueOf(e.getMessage());
    }
}
