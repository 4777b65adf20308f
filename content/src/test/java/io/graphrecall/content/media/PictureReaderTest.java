package io.graphrecall.content.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import javax.imageio.ImageIO;

class PictureReaderTest {

    private static final int MARGIN = 12; // JPEG compression changes colours

    @TempDir
    Path folder;

    private final PictureReader reader = new PictureReader(64);

    /**
     * The quarters of the stored picture are red, green, blue and white. Their order in the result depends on the
     * orientation.
     */
    @ParameterizedTest
    @CsvSource({"1,RGBW", "2,GRWB", "3,WBGR", "4,BWRG", "5,RBGW", "6,BRWG", "7,WGBR", "8,GWRB"})
    void aPictureIsRotatedByItsExifOrientation(int orientation, String quarters) throws Exception {
        BufferedImage image = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
        fill(image, 0, 0, Color.RED);
        fill(image, 24, 0, Color.GREEN);
        fill(image, 0, 16, Color.BLUE);
        fill(image, 24, 16, Color.WHITE);
        Path file = Files.write(folder.resolve("turned.jpg"), withOrientation(jpeg(image), orientation));
        Picture picture = reader.read(file);
        assertThat(picture.width()).isEqualTo(orientation < 5 ? 48 : 32);
        StringBuilder seen = new StringBuilder();
        for (int y : new int[] {8, picture.height() - 8}) {
            for (int x : new int[] {8, picture.width() - 8}) {
                seen.append(letter(picture, x, y));
            }
        }
        assertThat(seen).hasToString(quarters);
    }

    @Test
    void transparentPixelsBecomeWhite() throws Exception {
        BufferedImage image = new BufferedImage(10, 10, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(5, 5, 0xff102030);
        ImageIO.write(image, "png", folder.resolve("alpha.png").toFile());
        Picture picture = reader.read(folder.resolve("alpha.png"));
        assertThat(colour(picture, 0, 0)).isEqualTo(0xffffff);
        assertThat(colour(picture, 5, 5)).isEqualTo(0x102030);
    }

    @Test
    void theFormatIsDetectedFromTheContent() throws Exception {
        BufferedImage image = new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(image, "png", folder.resolve("png-content.jpg").toFile());
        assertThat(reader.read(folder.resolve("png-content.jpg")).width()).isEqualTo(10);
    }

    @Test
    void aTextWithTheNameOfAPictureIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("text.jpg"), "not a picture");
        assertThatThrownBy(() -> reader.read(file)).isInstanceOf(MediaException.class)
                .hasMessageContaining("text.jpg is not a picture");
    }

    @ParameterizedTest
    @CsvSource({"0.02", "0.3", "0.9"})
    void aTruncatedJpegIsRefused(double share) throws Exception {
        BufferedImage image = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 40_000; i++) {
            image.setRGB(i % 200, i / 200, i * 7919);
        }
        byte[] complete = jpeg(image);
        Path file = Files.write(
                folder.resolve("short.jpg"), Arrays.copyOf(complete, (int) (complete.length * share)));
        assertThatThrownBy(() -> reader.read(file)).isInstanceOf(MediaException.class)
                .hasMessageContaining("short.jpg");
    }

    @Test
    void aTruncatedPngIsRefused() throws Exception {
        BufferedImage image = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        Path file = Files.write(folder.resolve("short.png"), Arrays.copyOf(out.toByteArray(), out.size() / 2));
        assertThatThrownBy(() -> reader.read(file)).isInstanceOf(MediaException.class)
                .hasMessageContaining("short.png is damaged");
    }

    @Test
    void missingAndEmptyFilesAreReported() throws Exception {
        assertThatThrownBy(() -> reader.read(folder.resolve("nowhere.png"))).hasMessageContaining("is missing");
        Path empty = Files.createFile(folder.resolve("empty.png"));
        assertThatThrownBy(() -> reader.read(empty)).hasMessageContaining("is empty");
        assertThatThrownBy(() -> reader.read(folder)).hasMessageContaining("is missing");
    }

    /** At full resolution this picture takes 1.6 GB, more than the heap of the tests. */
    @Test
    void aHugePictureIsSubsampled() throws Exception {
        BufferedImage image = new BufferedImage(20_000, 20_000, BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 20_000, 10_000);
        graphics.dispose();
        ImageIO.write(image, "png", folder.resolve("huge.png").toFile());
        Picture picture = reader.read(folder.resolve("huge.png"));
        assertThat(picture.width()).isBetween(64, 64 * 8);
        assertThat(colour(picture, 1, 1)).isEqualTo(0xffffff);
        assertThat(colour(picture, 1, picture.height() - 2)).isZero();
    }

    private static void fill(BufferedImage image, int x, int y, Color colour) {
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(x, y, 24, 16);
        graphics.dispose();
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    /** Inserts an Exif segment with only the orientation after the first marker. */
    private static byte[] withOrientation(byte[] jpeg, int orientation) {
        byte[] exif = {
            (byte) 0xff, (byte) 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0,
            3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0, 0, 0, 0, 0
        };
        byte[] all = new byte[jpeg.length + exif.length];
        System.arraycopy(jpeg, 0, all, 0, 2);
        System.arraycopy(exif, 0, all, 2, exif.length);
        System.arraycopy(jpeg, 2, all, 2 + exif.length, jpeg.length - 2);
        return all;
    }

    private static int colour(Picture picture, int x, int y) {
        int offset = (y * picture.width() + x) * Picture.CHANNELS;
        byte[] rgb = picture.rgb();
        return (rgb[offset] & 0xff) << 16 | (rgb[offset + 1] & 0xff) << 8 | (rgb[offset + 2] & 0xff);
    }

    private static char letter(Picture picture, int x, int y) {
        int colour = colour(picture, x, y);
        int[] parts = {colour >> 16, colour >> 8 & 0xff, colour & 0xff};
        if (parts[0] > 200 && parts[1] > 200 && parts[2] > 200) {
            return 'W';
        }
        int brightest = parts[0] > 128 ? 0 : parts[1] > 128 ? 1 : 2;
        assertThat(parts[brightest]).isCloseTo(255, within(MARGIN));
        return "RGB".charAt(brightest);
    }
}
