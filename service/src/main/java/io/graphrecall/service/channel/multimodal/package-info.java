/**
 * The serving side of the multimodal encoder: embeddings of texts, images, video and audio.
 *
 * <ul>
 * <li>{@link io.graphrecall.service.channel.multimodal.MultimodalModule}: the serving module
 * </ul>
 */
@NullMarked
package io.graphrecall.service.channel.multimodal;

import org.jspecify.annotations.NullMarked;
