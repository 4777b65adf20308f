package io.graphrecall.evaluation.metrics;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of all lists of a channel together, or of all merged lists.
 *
 * @param uniqueContents      number of different contents in the lists
 * @param coverage            share of all contents that are in a list
 * @param gini                Gini coefficient of the appearances of all contents: 0 if equal, near 1 if on one content
 * @param tailShare           share of appearances of contents outside the top 20 % by training positives
 * @param freshShare7d        share of appearances of contents published within 7 days before the request; null with
 *                            order-only timestamps
 * @param categoryEntropy     mean entropy of the categories of a list, in bits
 * @param exclusiveShare      share of appearances in the merged lists that only this channel returned; for the merged
 *                            lists, share that exactly one channel returned
 * @param intraListSimilarity mean over lists of the mean cosine similarity of two contents, by category levels, tags and
 *                            attributes
 */
public record EcosystemMetrics(
        long uniqueContents,
        double coverage,
        double gini,
        double tailShare,
        @JsonProperty("fresh_share_7d") @Nullable Double freshShare7d,
        double categoryEntropy,
        double exclusiveShare,
        double intraListSimilarity) {}
