/**
 * Channels that match features of contents: tags, categories, attributes and terms.
 *
 * <ul>
 * <li>{@link io.graphrecall.pipeline.channel.interest.InterestChannel}: features of the user's interests
 * <li>{@link io.graphrecall.pipeline.channel.interest.Query2vChannel}: features and click-through of the user's searches
 * <li>{@link io.graphrecall.pipeline.channel.interest.FreshChannel}: new contents, ranked by age and interests
 * <li>{@link io.graphrecall.pipeline.channel.interest.FeatureMatch}: the overlap of contents with a feature vector
 * </ul>
 */
@NullMarked
package io.graphrecall.pipeline.channel.interest;

import org.jspecify.annotations.NullMarked;
