package io.graphrecall.evaluation.metrics;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What lists do to the platform as a whole.
 *
 * @param uniqueContents      how many different contents appear in any list
 * @param coverage            their share of all contents
 * @param gini                concentration of appearances over all contents: 0 all alike, towards 1 all on one
 * @param tailShare           share of appearances by contents outside the top 20 % by training positives
 * @param freshShare7d        share of appearances by contents published within the 7 days before the request; null where
 *                            times only tell an order
 * @param categoryEntropy     mean over lists of the entropy of their categories, in bits
 * @param exclusiveShare      share of the merged lists' appearances that this channel alone returned; for the merged
 *                            lists themselves, that exactly one channel returned
 * @param intraListSimilarity mean over lists of the mean cosine between two of their contents, by category levels, tags
 *                            and attributes
 */
public record EcosystemMetrics(
        @JsonProperty("unique_contents") long uniqueContents,
        @JsonProperty("coverage") double coverage,
        @JsonProperty("gini") double gini,
        @JsonProperty("tail_share") double tailShare,
        @JsonProperty("fresh_share_7d") @Nullable Double freshShare7d,
        @JsonProperty("category_entropy") double categoryEntropy,
        @JsonProperty("exclusive_share") double exclusiveShare,
        @JsonProperty("intra_list_similarity") double intraListSimilarity) {}
