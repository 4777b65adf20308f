package io.graphrecall.generation;

import io.graphrecall.schema.DataSet;

import java.time.Instant;
import java.util.Map;

/**
 * Manifest fields that are known when a generation is started.
 *
 * @param asOf     reference time of the build
 * @param seq      sequence number of the graph when it was read; later changes are not in the generation
 * @param graphId  id of the graph; empty if unknown
 * @param seed     seed of all random numbers of the build
 * @param dataSet  data set metadata from the graph
 * @param settings settings of the build; the values are JSON values
 */
public record GenerationHeader(Instant asOf, long seq, String graphId, long seed, DataSet dataSet,
        Map<String, Object> settings) {

    public GenerationHeader {
        settings = Map.copyOf(settings);
    }
}
