/**
 * From a request to an answer.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.pipeline.RecallPipeline}: the stages in their order
 * <li>{@link io.graphrecall.service.pipeline.RecallRequest}, {@link io.graphrecall.service.pipeline.RecallAnswer}
 * <li>{@link io.graphrecall.service.pipeline.Scene}: the settings of one place where recall is used
 * <li>{@link io.graphrecall.service.pipeline.ChannelRunner}: deadlines, failure and metrics round every channel
 * </ul>
 */
@NullMarked
package io.graphrecall.service.pipeline;

import org.jspecify.annotations.NullMarked;
