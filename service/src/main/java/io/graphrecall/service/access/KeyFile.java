package io.graphrecall.service.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.graphrecall.pipeline.settings.ValueFormats;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of a home with its hashed keys, readable by its owner only. Once it exists, the service requires a key, even if
 * the file has none. A change replaces the file atomically and keeps its owner, if root makes it; one process at a time may
 * change it.
 */
public final class KeyFile {

    public static final String NAME = "keys.json";

    /** Names of other callers in the audit log. */
    private static final List<String> RESERVED = List.of(
            ApiKey.SETTINGS, ApiKey.SETTINGS_READ_ONLY, ApiKey.NONE, ApiKey.UNKNOWN);
    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).addModule(ValueFormats.module())
            .enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path file;

    public KeyFile(Path home) {
        file = home.resolve(NAME);
    }

    public Path path() {
        return file;
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /**
     * Returns the keys in the order of their creation; none if there is no file.
     *
     * @throws RecallException INVALID if the file is not valid
     */
    public List<ApiKey> read() {
        try {
            return List.copyOf(JSON.readValue(Files.readAllBytes(file), new TypeReference<List<ApiKey>>() {
            }));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (JsonProcessingException e) {
            throw new RecallException(Code.INVALID, file + " is not a valid key file: "
                    + e.getOriginalMessage().lines().findFirst().orElse("")
                    + ". Restore it, or delete it and add keys again; a running service keeps the keys that it has read",
                    e);
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, "cannot read " + file + ": " + e, e);
        }
    }

    /** @throws RecallException CONFLICT if there is a key of the same name; INVALID if the name means another caller */
    public void add(ApiKey key) {
        if (RESERVED.contains(key.name()) || key.name().startsWith(ApiKey.OF_TOKEN)) {
            throw new RecallException(Code.INVALID, "the name '" + key.name() + "' of a key has another meaning in the "
                    + "audit log, as have " + String.join(", ", RESERVED) + " and names that start with "
                    + ApiKey.OF_TOKEN);
        }
        List<ApiKey> keys = new ArrayList<>(read());
        if (keys.stream().anyMatch(other -> other.name().equals(key.name()))) {
            throw new RecallException(Code.CONFLICT, "there is a key '" + key.name() + "' already, revoke it first");
        }
        keys.add(key);
        write(keys);
    }

    /** @throws RecallException NOT_FOUND if there is no key of this name */
    public void revoke(String name) {
        List<ApiKey> keys = new ArrayList<>(read());
        if (!keys.removeIf(key -> key.name().equals(name))) {
            throw new RecallException(Code.NOT_FOUND, "there is no key '" + name + "' in " + file);
        }
        write(keys);
    }

    private void write(List<ApiKey> keys) {
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
            // Readable by its owner only, as every temporary file.
            Path temporary = Files.createTempFile(folder, ".keys", ".json");
            try {
                Files.write(temporary, JSON.writeValueAsBytes(keys), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
                keepOwner(temporary, Files.exists(file) ? file : folder);
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary); // after a failure
            }
        } catch (IOException e) {
            throw new RecallException(Code.UNAVAILABLE, "cannot write " + file + ": " + e, e);
        }
    }

    /** Gives a file the owner of another one. Does nothing if this account may not, since only root may. */
    private static void keepOwner(Path file, Path other) throws IOException {
        UserPrincipal owner = Files.getOwner(other);
        if (owner.equals(Files.getOwner(file))) {
            return;
        }
        try {
            Files.setOwner(file, owner);
        } catch (FileSystemException e) {
            LOG.debug("{} does not get the owner {}", file, owner, e);
        }
    }
}
