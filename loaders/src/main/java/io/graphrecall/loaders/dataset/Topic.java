package io.graphrecall.loaders.dataset;

import java.util.Map;

/**
 * A Kafka topic and how to read it.
 *
 * @param name      the topic's name
 * @param bootstrap brokers to begin with, as {@code host:port,host:port}
 * @param group     the consumer group whose offsets tell what has been loaded
 * @param client    further settings of the Kafka consumer, for instance those of security
 * @param untilEnd  whether loading ends once everything is read that the topic held at the beginning
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
