/**
 * The recall pipeline, from a request to a result.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.pipeline.RecallPipeline}: the stages in order
 * <li>{@link io.graphrecall.service.pipeline.RecallRequest} and {@link io.graphrecall.service.pipeline.RecallResult}: input
 * and output
 * <li>{@link io.graphrecall.service.pipeline.RecallPlan}: the channels, query and blend of one request
 * <li>{@link io.graphrecall.service.pipeline.RecallQueryBuilder}: builds the query of the channels
 * <li>{@link io.graphrecall.service.pipeline.ChannelRunner}: runs channels with deadlines, isolates failures
 * <li>{@link io.graphrecall.service.pipeline.Scene}: settings of one page or surface
 * </ul>
 */
@NullMarked
package io.graphrecall.service.pipeline;

import org.jspecify.annotations.NullMarked;
