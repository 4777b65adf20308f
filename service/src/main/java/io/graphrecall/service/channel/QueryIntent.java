package io.graphrecall.service.channel;

import io.graphrecall.retrieval.FeatureArrays;

/**
 * A search of the user, understood.
 *
 * @param text     in normal form
 * @param query    its ordinal in the generation, -1 where it is new
 * @param features what its text names
 * @param weight   how much it counts, above 0
 */
public record QueryIntent(String text, int query, FeatureArrays features, float weight) {}
