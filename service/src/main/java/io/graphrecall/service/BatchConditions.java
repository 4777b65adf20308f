package io.graphrecall.service;

import io.graphrecall.generation.GenerationId;
import io.graphrecall.schema.RecallException;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Conditions under which any service gives the same lists.
 *
 * @param now        time of the requests
 * @param generation id of the generation
 * @param settings   settings that lists depend on, from {@link ServiceSettings#recallLines}
 */
public record BatchConditions(Instant now, String generation, List<String> settings) implements Serializable {

    public BatchConditions {
        settings = List.copyOf(settings);
    }

    /** Conditions of a home with some settings. */
    public static BatchConditions of(Instant now, GenerationId generation, ServiceSettings settings) {
        return new BatchConditions(now, generation.value(), settings.recallLines());
    }

    /** @throws RecallException CONFLICT if the service has other settings */
    void requireSettings(List<String> ofService) {
        Stream.of(ofService, settings).flatMap(List::stream)
                .filter(line -> !ofService.contains(line) || !settings.contains(line)).findFirst().ifPresent(line -> {
                    throw new RecallException(RecallException.Code.CONFLICT,
                            "has other settings than the home of this command, for instance " + line);
                });
    }
}
