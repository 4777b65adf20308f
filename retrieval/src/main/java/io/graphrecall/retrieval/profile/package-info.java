/**
 * What a user is interested in, computed from what the user did.
 *
 * <ul>
 * <li>{@link io.graphrecall.retrieval.profile.EngagementWeights}: how much one engagement says
 * <li>{@link io.graphrecall.retrieval.profile.EngagedNode}: one engagement with the features of its node
 * <li>{@link io.graphrecall.retrieval.profile.InterestProfiler}: engagements to interests
 * <li>{@link io.graphrecall.retrieval.profile.Interests}: weights by feature, realtime and long-term
 * </ul>
 */
@NullMarked
package io.graphrecall.retrieval.profile;

import org.jspecify.annotations.NullMarked;
