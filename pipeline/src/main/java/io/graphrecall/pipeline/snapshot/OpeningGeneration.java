package io.graphrecall.pipeline.snapshot;

import io.graphrecall.generation.Generation;
import io.graphrecall.pipeline.overlay.OpenedModules;
import io.graphrecall.pipeline.space.ServingSpace;
import io.graphrecall.retrieval.GraphTables;

import java.util.Map;

/**
 * A generation that is being opened, as a serving module sees it.
 *
 * @param generation valid only during the call; heap copies of its arrays may be kept
 * @param spaces     the embedding spaces, by name in the order of their names
 * @param opened     the modules that come earlier in the list
 */
public record OpeningGeneration(
        Generation generation, GraphTables tables, Map<String, ServingSpace> spaces, OpenedModules opened) {}
