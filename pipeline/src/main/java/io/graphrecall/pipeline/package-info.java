/**
 * The recall pipeline, from a request to a result: a library without server, cluster and HTTP.
 *
 * <ul>
 * <li>{@link io.graphrecall.pipeline.RecallPipeline}: the stages in order
 * <li>{@link io.graphrecall.pipeline.RecallRequest} and {@link io.graphrecall.pipeline.RecallResult}: input
 * and output
 * <li>{@link io.graphrecall.pipeline.PreparedRecall}: a checked request with its snapshot and scenes; runs or traces it
 * <li>{@link io.graphrecall.pipeline.RecallQueryBuilder}: builds the query of the channels
 * <li>{@link io.graphrecall.pipeline.ChannelRunner}: runs channels with deadlines, isolates failures
 * <li>{@link io.graphrecall.pipeline.Scene}: settings of one page or surface
 * <li>{@link io.graphrecall.pipeline.GenerationRecall}: recall from one generation, without a service
 * <li>{@link io.graphrecall.pipeline.PipelineSettings}: the settings of the pipeline
 * <li>{@link io.graphrecall.pipeline.StandardModules}: the list of serving modules
 * </ul>
 */
@NullMarked
package io.graphrecall.pipeline;

import org.jspecify.annotations.NullMarked;
