package io.graphrecall.loaders.dataset;

import java.util.Map;

/**
 * Kafka topic and consumer settings.
 *
 * @param name      topic name
 * @param bootstrap bootstrap servers, as {@code host:port,host:port}
 * @param group     consumer group, whose offsets record what has been loaded
 * @param client    additional settings of the Kafka consumer, for example for security
 * @param untilEnd  true to stop at the end that the topic has when the load starts
 */
public record Topic(String name, String bootstrap, String group, Map<String, String> client, boolean untilEnd) {

    public Topic {
        if (name.isBlank() || bootstrap.isBlank() || group.isBlank()) {
            throw new IllegalArgumentException(
                    "topic '" + name + "', bootstrap '" + bootstrap + "' or group '" + group + "' is blank");
        }
        client = Map.copyOf(client);
    }
}
