package io.graphrecall.content.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;

import javax.imageio.ImageIO;

/**
 * Picture in memory.
 *
 * @param width  width in pixels
 * @param height height in pixels
 * @param rgb    [height, width, 3], from the top: red, green, blue; not copied, must not be changed
 */
public record Picture(int width, int height, byte[] rgb) implements Serializable {

    /** Colour channels per pixel. */
    public static final int CHANNELS = 3;

    public Picture {
        if (width < 1 || height < 1 || rgb.length != width * height * CHANNELS) {
            throw new IllegalArgumentException(
                    "A picture of %d x %d pixels cannot have %d bytes".formatted(width, height, rgb.length));
        }
    }

    /** Returns the picture as a JPEG file. */
    public byte[] jpeg() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            int from = i * CHANNELS;
            image.setRGB(i % width, i / width,
                    (rgb[from] & 0xff) << 16 | (rgb[from + 1] & 0xff) << 8 | (rgb[from + 2] & 0xff));
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", file);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not encode a picture as JPEG", e);
        }
        return file.toByteArray();
    }

    /**
     * Returns the picture stretched to another size. When it shrinks, a pixel is the mean of its source area.
     */
    public Picture scaled(int toWidth, int toHeight) {
        if (toWidth == width && toHeight == height) {
            return this;
        }
        return view(0, 0, width, height, false, toWidth, toHeight);
    }

    /**
     * Returns a stretched crop of the picture. Areas outside the picture repeat its nearest edge.
     *
     * @param left       left edge of the crop in pixels; may be fractional or negative
     * @param top        top edge of the crop in pixels; may be fractional or negative
     * @param partWidth  width of the crop in pixels
     * @param partHeight height of the crop in pixels
     * @param mirrored   true to swap left and right
     */
    public Picture view(
            double left, double top, double partWidth, double partHeight, boolean mirrored, int toWidth,
            int toHeight) {
        Samples columns = Samples.of(left, partWidth, width, toWidth, mirrored);
        Samples rows = Samples.of(top, partHeight, height, toHeight, false);
        byte[] target = new byte[toWidth * toHeight * CHANNELS];
        float[] sum = new float[CHANNELS];
        int next = 0;
        for (int y = 0; y < toHeight; y++) {
            for (int x = 0; x < toWidth; x++) {
                sum[0] = 0;
                sum[1] = 0;
                sum[2] = 0;
                for (int i = rows.begin[y]; i < rows.begin[y + 1]; i++) {
                    for (int j = columns.begin[x]; j < columns.begin[x + 1]; j++) {
                        float share = rows.share[i] * columns.share[j];
                        int from = (rows.index[i] * width + columns.index[j]) * CHANNELS;
                        sum[0] += share * (rgb[from] & 0xff);
                        sum[1] += share * (rgb[from + 1] & 0xff);
                        sum[2] += share * (rgb[from + 2] & 0xff);
                    }
                }
                for (float value : sum) {
                    target[next++] = (byte) Math.clamp(Math.round(value), 0, 255);
                }
            }
        }
        return new Picture(toWidth, toHeight, target);
    }

    /**
     * Weights of the source lines of each target line: bilinear when it grows, by area when it shrinks.
     *
     * @param begin first entry of each target line, and the end of the last
     * @param index source line by entry
     * @param share weight by entry
     */
    private record Samples(int[] begin, int[] index, float[] share) {

        static Samples of(double start, double length, int source, int target, boolean mirrored) {
            double step = length / target;
            double radius = Math.max(1, step);
            int maxEntries = (int) Math.ceil(2 * radius) + 1;
            int[] begin = new int[target + 1];
            int[] index = new int[target * maxEntries];
            float[] share = new float[target * maxEntries];
            int next = 0;
            for (int i = 0; i < target; i++) {
                double centre = start + (mirrored ? target - 1 - i + 0.5 : i + 0.5) * step - 0.5;
                int first = next;
                double total = 0;
                for (int line = (int) Math.ceil(centre - radius); line <= centre + radius
                        && next - first < maxEntries; line++) {
                    double weight = 1 - Math.abs(line - centre) / radius;
                    if (weight > 0) {
                        index[next] = Math.clamp(line, 0, source - 1);
                        share[next++] = (float) weight;
                        total += weight;
                    }
                }
                for (int k = first; k < next; k++) {
                    share[k] /= (float) total;
                }
                begin[i + 1] = next;
            }
            return new Samples(begin, index, share);
        }
    }
}
