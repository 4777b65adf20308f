package io.graphrecall.pipeline.channel;

import io.graphrecall.retrieval.FeatureArrays;

/**
 * A search of the user, matched to the generation's vocabulary.
 *
 * @param text     in normal form
 * @param query    its ordinal in the generation, or -1 if it is new
 * @param features the features that the text names
 * @param weight   above 0
 */
public record QueryIntent(String text, int query, FeatureArrays features, float weight) {}
