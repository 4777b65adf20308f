/**
 * Interest profiles of users, computed from their engagements.
 *
 * <ul>
 * <li>{@link io.graphrecall.retrieval.profile.EngagementWeights}: weight of an engagement
 * <li>{@link io.graphrecall.retrieval.profile.EngagedNode}: engagement with the features of its node
 * <li>{@link io.graphrecall.retrieval.profile.InterestProfiler}: computes profiles from engagements
 * <li>{@link io.graphrecall.retrieval.profile.Interests}: profile: weights by feature, realtime and long-term
 * </ul>
 */
@NullMarked
package io.graphrecall.retrieval.profile;

import org.jspecify.annotations.NullMarked;
