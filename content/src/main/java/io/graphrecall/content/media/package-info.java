/**
 * Decoding of pictures, video and sound.
 *
 * <ul>
 * <li>{@link io.graphrecall.content.media.MediaReader}: all files of a content, with problems of unusable files
 * <li>{@link io.graphrecall.content.media.PackedMedia}: files of a content as bytes, for another machine
 * <li>{@link io.graphrecall.content.media.PictureReader}, {@link io.graphrecall.content.media.VideoReader},
 * {@link io.graphrecall.content.media.SoundReader}: readers of one kind of file
 * <li>{@link io.graphrecall.content.media.Picture}, {@link io.graphrecall.content.media.LogMel}: decoded picture and
 * sound
 * </ul>
 */
@NullMarked
package io.graphrecall.content.media;

import org.jspecify.annotations.NullMarked;
