package io.graphrecall.loaders.dataset;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Kafka topic and consumer settings.
 *
 * @param name      topic name
 * @param bootstrap bootstrap servers, as {@code host:port,host:port}
 * @param group     consumer group, whose offsets record what has been loaded
 * @param client    additional settings of the Kafka consumer, for example for security
 * @param rejected  topic of the same brokers for the records that cannot be used, beside their file; null for none
 * @param untilEnd  true to stop at the end that the topic has when the load starts
 */
public record Topic(String name, String bootstrap, String group, Map<String, String> client,
        @Nullable String rejected, boolean untilEnd) {

    public Topic {
        if (name.isBlank() || bootstrap.isBlank() || group.isBlank()) {
            throw new IllegalArgumentException(
                    "topic '" + name + "', bootstrap '" + bootstrap + "' or group '" + group + "' is blank");
        }
        client = Map.copyOf(client);
    }

    /**
     * Reads additional settings of the Kafka consumer from a properties file.
     *
     * @throws RecallException INVALID if the file cannot be read
     */
    public static Map<String, String> clientSettings(Path file) {
        Properties settings = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            settings.load(in);
        } catch (IOException | IllegalArgumentException e) {
            String reason = e instanceof NoSuchFileException ? "no such file" : String.valueOf(e.getMessage());
            throw new RecallException(Code.INVALID, "cannot read the Kafka settings in " + file + ": " + reason, e);
        }
        return settings.stringPropertyNames().stream()
                .collect(Collectors.toMap(Function.identity(), settings::getProperty));
    }
}
