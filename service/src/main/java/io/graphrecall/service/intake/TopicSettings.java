package io.graphrecall.service.intake;

import io.graphrecall.loaders.dataset.Topic;
import io.graphrecall.pipeline.settings.SettingsSection;

import java.nio.file.Path;
import java.util.Map;

/**
 * Settings of the Kafka topic that the service consumes.
 *
 * @param topic            topic name; empty for none
 * @param bootstrapServers bootstrap servers, as {@code host:port,host:port}
 * @param group            consumer group; all members of a cluster use the same, so that they share the partitions
 * @param deadLetterTopic  topic for the records that cannot be used, beside their file; empty for none
 * @param properties       properties file with more settings of the clients, absolute or relative to the home; empty for
 *                         none
 */
public record TopicSettings(String topic, String bootstrapServers, String group, String deadLetterTopic,
        String properties) {

    /** The section {@code kafka} of the settings. */
    public static final SettingsSection<TopicSettings> SECTION = new SettingsSection<>("kafka", TopicSettings.class);

    public TopicSettings {
        if (!deadLetterTopic.isBlank() && deadLetterTopic.equals(topic)) {
            throw new IllegalArgumentException("kafka.dead-letter-topic is kafka.topic, which would be read again");
        }
        if (!topic.isBlank() && (bootstrapServers.isBlank() || group.isBlank())) {
            throw new IllegalArgumentException(
                    "kafka.topic is set, so kafka.bootstrap-servers and kafka.group must not be empty");
        }
    }

    /** Returns true if a topic is consumed. */
    public boolean consumes() {
        return !topic.isBlank();
    }

    Topic topicOf(Path home) {
        return new Topic(topic, bootstrapServers, group,
                properties.isEmpty() ? Map.of() : Topic.clientSettings(home.resolve(properties)),
                deadLetterTopic.isBlank() ? null : deadLetterTopic, false);
    }
}
