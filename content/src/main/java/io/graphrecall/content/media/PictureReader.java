package io.graphrecall.content.media;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.jpeg.JpegDirectory;
import org.jspecify.annotations.Nullable;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * Reader of picture files. The format is detected from the content and not from the file name. Pictures are rotated by
 * their Exif orientation, and transparent areas become white. Large pictures are subsampled while they are read, so
 * memory is bounded by the target size. Thread-safe.
 */
public final class PictureReader {

    /** Resolution of reading as a multiple of the target size. The rest is averaged. */
    private static final int OVERSAMPLING = 4;

    /** Limit for progressive JPEGs, which need six bytes per pixel while they are read. */
    private static final long MAX_PROGRESSIVE_PIXELS = 40_000_000L;

    private static final long MAX_PIXELS = 2_000_000_000L;
    private static final Set<String> MODEST_FORMATS = Set.of("jpeg", "png", "gif", "bmp");
    private static final int MAX_MODEST_SIDE = 20_000;
    private static final int PROGRESSIVE = 2;
    /** Bytes at the end of a file that are searched for the JPEG end marker. */
    private static final int ENDING_SIZE = 1024;

    private final int side;

    /** @param side minimum width and height of the result, if the file is that large */
    public PictureReader(int side) {
        if (side < 1) {
            throw new IllegalArgumentException("The side of a picture must be at least 1, but is " + side);
        }
        this.side = side;
    }

    /**
     * Reads a picture.
     *
     * @throws MediaException if the file is missing, not a picture, damaged, or too large
     */
    public Picture read(Path file) throws MediaException {
        requireFile(file);
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            ImageReader reader = reader(in);
            if (reader == null) {
                throw new MediaException("The file " + file + " is not a picture of a supported format");
            }
            try {
                // Only a JPEG has an encoding that matters, and mostly an orientation. Metadata of a PNG may be compressed
                // and of any size.
                Headers headers = "JPEG".equalsIgnoreCase(reader.getFormatName()) ? headers(file) : Headers.NONE;
                return headers.orientation().upright(decode(file, reader, in, headers));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            throw new MediaException("The picture " + file + " is damaged: " + reason(e), e);
        }
    }

    /**
     * Returns true if a file of an unknown sender can be read with little memory: by its headers it is a JPEG, PNG, GIF or
     * BMP picture of up to 40 megapixels and of up to 20,000 pixels a side. A small file can claim or hold billions.
     */
    public static boolean isModest(Path file) {
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            ImageReader reader = reader(in);
            if (reader == null) {
                return false;
            }
            try {
                if (!MODEST_FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                    return false;
                }
                reader.setInput(in, true, true);
                long width = reader.getWidth(0);
                long height = reader.getHeight(0);
                return Math.max(width, height) <= MAX_MODEST_SIDE && width * height <= MAX_PROGRESSIVE_PIXELS;
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** Returns a reader for the format of a file; null if there is none. */
    private static @Nullable ImageReader reader(ImageInputStream in) {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        return readers.hasNext() ? readers.next() : null;
    }

    /** Checks that a file exists and is not empty. */
    static void requireFile(Path file) throws MediaException {
        try {
            if (!Files.isRegularFile(file)) {
                throw new MediaException("The file " + file + " is missing");
            }
            if (Files.size(file) == 0) {
                throw new MediaException("The file " + file + " is empty");
            }
        } catch (IOException e) {
            throw new MediaException("Could not read " + file + ": " + reason(e), e);
        }
    }

    static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private Picture decode(Path file, ImageReader reader, ImageInputStream in, Headers headers)
            throws IOException, MediaException {
        reader.setInput(in, true, true);
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        long pixels = width * height;
        if (pixels > MAX_PIXELS || (headers.progressive() && pixels > MAX_PROGRESSIVE_PIXELS)) {
            throw new MediaException("The picture %s is too large: %d x %d pixels".formatted(file, width, height));
        }
        int step = (int) Math.max(1, Math.min(width, height) / ((long) side * OVERSAMPLING));
        // Bounds the longer side of a long strip.
        step = (int) Math.max(step, Math.max(width, height) / ((long) side * OVERSAMPLING * OVERSAMPLING));
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        boolean[] warned = new boolean[1];
        reader.addIIOReadWarningListener((source, warning) -> warned[0] = true);
        BufferedImage image = reader.read(0, param);
        if (warned[0] && "JPEG".equalsIgnoreCase(reader.getFormatName()) && !hasEndMarker(file)) {
            throw new MediaException("The JPEG file " + file + " is truncated");
        }
        return onWhite(image);
    }

    private static Picture onWhite(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        BufferedImage opaque = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        try {
            graphics.drawImage(image, 0, 0, Color.WHITE, null);
        } finally {
            graphics.dispose();
        }
        int[] pixels = opaque.getRGB(0, 0, width, height, null, 0, width);
        byte[] rgb = new byte[pixels.length * Picture.CHANNELS];
        for (int i = 0; i < pixels.length; i++) {
            rgb[i * Picture.CHANNELS] = (byte) (pixels[i] >> 16);
            rgb[i * Picture.CHANNELS + 1] = (byte) (pixels[i] >> 8);
            rgb[i * Picture.CHANNELS + 2] = (byte) pixels[i];
        }
        return new Picture(width, height, rgb);
    }

    /** Returns true if a JPEG file has an end marker. */
    private static boolean hasEndMarker(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] ending = new byte[(int) Math.min(ENDING_SIZE, in.length())];
            in.seek(in.length() - ending.length);
            in.readFully(ending);
            for (int i = 0; i + 1 < ending.length; i++) {
                if (ending[i] == (byte) 0xff && ending[i + 1] == (byte) 0xd9) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Orientation and encoding from a file's headers. */
    private record Headers(Orientation orientation, boolean progressive) {

        static final Headers NONE = new Headers(Orientation.UPRIGHT, false);
    }

    private static Headers headers(Path file) {
        try {
            Metadata metadata = ImageMetadataReader.readMetadata(file.toFile());
            Orientation orientation = metadata.getDirectoriesOfType(ExifIFD0Directory.class).stream()
                    .map(exif -> exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION))
                    .filter(Objects::nonNull).findFirst().map(Orientation::of).orElse(Orientation.UPRIGHT);
            boolean progressive = metadata.getDirectoriesOfType(JpegDirectory.class).stream()
                    .map(jpeg -> jpeg.getInteger(JpegDirectory.TAG_COMPRESSION_TYPE))
                    .anyMatch(type -> type != null && type == PROGRESSIVE);
            return new Headers(orientation, progressive);
        } catch (ImageProcessingException | IOException | RuntimeException e) {
            return Headers.NONE; // pixels may be readable without valid headers
        }
    }
}
