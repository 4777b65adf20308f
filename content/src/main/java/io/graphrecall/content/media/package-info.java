/**
 * What a content shows and sounds like, read from its files.
 *
 * <ul>
 * <li>{@link io.graphrecall.content.media.MediaReader}: all files of a content; what cannot be used is told
 * <li>{@link io.graphrecall.content.media.PictureReader}, {@link io.graphrecall.content.media.VideoReader},
 * {@link io.graphrecall.content.media.SoundReader}: one kind of file each
 * <li>{@link io.graphrecall.content.media.Picture}, {@link io.graphrecall.content.media.LogMel}: what comes out
 * </ul>
 */
@NullMarked
package io.graphrecall.content.media;

import org.jspecify.annotations.NullMarked;
