/**
 * The serving side of the multimodal encoder: embeddings of texts, images, video and audio.
 *
 * <ul>
 * <li>{@link io.graphrecall.pipeline.channel.multimodal.MultimodalModule}: the serving module
 * </ul>
 */
@NullMarked
package io.graphrecall.pipeline.channel.multimodal;

import org.jspecify.annotations.NullMarked;
