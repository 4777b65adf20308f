package io.graphrecall.content.media;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.jpeg.JpegDirectory;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;

import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads pictures: by what they are and not by their names' endings, upright as Exif says, on white where they are
 * transparent. Of a large one only every n-th pixel of every n-th row is kept while reading, so that memory stays
 * bounded by the wanted size. Thread-safe.
 */
public final class PictureReader {

    /** How many times the wanted size a picture is read at; the rest is averaged. */
    private static final int OVERSAMPLING = 4;

    /** A progressive JPEG keeps all its coefficients while it is read: six bytes a pixel. */
    private static final long MOST_PROGRESSIVE_PIXELS = 40_000_000L;

    private static final long MOST_PIXELS = 2_000_000_000L;
    private static final int PROGRESSIVE = 2;
    private static final int ENDING = 1024;

    private final int side;

    /** @param side pictures are at least this wide and high after reading, where they are that large in the file */
    public PictureReader(int side) {
        if (side < 1) {
            throw new IllegalArgumentException("a picture's side of " + side);
        }
        this.side = side;
    }

    /**
     * Reads a picture.
     *
     * @throws MediaException where the file is missing, no picture, truncated or otherwise damaged, or too large
     */
    public Picture read(Path file) throws MediaException {
        require(file);
        Kind kind = kind(file);
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new MediaException(file + " is no picture of a kind that is read");
            }
            ImageReader reader = readers.next();
            try {
                return kind.orientation().upright(decode(file, reader, in, kind));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            throw new MediaException(file + " is a damaged picture: " + reason(e), e);
        }
    }

    /** Refuses what is no file or empty. */
    static void require(Path file) throws MediaException {
        try {
            if (!Files.isRegularFile(file)) {
                throw new MediaException(file + " is missing");
            }
            if (Files.size(file) == 0) {
                throw new MediaException(file + " is empty");
            }
        } catch (IOException e) {
            throw new MediaException(file + " cannot be read: " + reason(e), e);
        }
    }

    static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private Picture decode(Path file, ImageReader reader, ImageInputStream in, Kind kind)
            throws IOException, MediaException {
        reader.setInput(in, true, true);
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        long pixels = width * height;
        if (pixels > MOST_PIXELS || (kind.progressive() && pixels > MOST_PROGRESSIVE_PIXELS)) {
            throw new MediaException("%s is too large: %d x %d pixels".formatted(file, width, height));
        }
        int step = (int) Math.max(1, Math.min(width, height) / ((long) side * OVERSAMPLING));
        // A long strip would stay large along its other side.
        step = (int) Math.max(step, Math.max(width, height) / ((long) side * OVERSAMPLING * OVERSAMPLING));
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        boolean[] warned = new boolean[1];
        reader.addIIOReadWarningListener((source, warning) -> warned[0] = true);
        BufferedImage image = reader.read(0, param);
        if (warned[0] && "JPEG".equalsIgnoreCase(reader.getFormatName()) && !ends(file)) {
            throw new MediaException(file + " is a truncated JPEG");
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

    /** Whether a JPEG's end is there. */
    private static boolean ends(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] ending = new byte[(int) Math.min(ENDING, in.length())];
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

    /** What a file's headers tell beside its size. */
    private record Kind(Orientation orientation, boolean progressive) {}

    private static Kind kind(Path file) {
        try {
            Metadata metadata = ImageMetadataReader.readMetadata(file.toFile());
            Orientation orientation = metadata.getDirectoriesOfType(ExifIFD0Directory.class).stream()
                    .map(exif -> exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION))
                    .filter(Objects::nonNull).findFirst().map(Orientation::of).orElse(Orientation.UPRIGHT);
            boolean progressive = metadata.getDirectoriesOfType(JpegDirectory.class).stream()
                    .map(jpeg -> jpeg.getInteger(JpegDirectory.TAG_COMPRESSION_TYPE))
                    .anyMatch(type -> type != null && type == PROGRESSIVE);
            return new Kind(orientation, progressive);
        } catch (ImageProcessingException | IOException | RuntimeException e) {
            return new Kind(Orientation.UPRIGHT, false); // headers that are no good do not keep the pixels from being read
        }
    }
}
