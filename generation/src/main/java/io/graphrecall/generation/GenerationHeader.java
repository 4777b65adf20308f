package io.graphrecall.generation;

import io.graphrecall.schema.DataSet;

import java.time.Instant;
import java.util.Map;

/**
 * What is known of a generation before its first table is made.
 *
 * @param asOf     the moment the build takes for now
 * @param seq      the graph's counter when it was read: later changes are not in the generation
 * @param seed     of all chance in the build
 * @param dataSet  what the graph says of its data
 * @param settings the settings of the build; values are what JSON knows
 */
public record GenerationHeader(Instant asOf, long seq, long seed, DataSet dataSet, Map<String, Object> settings) {

    public GenerationHeader {
        settings = Map.copyOf(settings);
    }
}
