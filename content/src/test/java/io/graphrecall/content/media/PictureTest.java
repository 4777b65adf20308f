package io.graphrecall.content.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class PictureTest {

    @Test
    void shrinkingAveragesAreas() {
        byte[] rgb = new byte[4 * 4 * 3];
        for (int pixel = 0; pixel < 16; pixel++) {
            rgb[pixel * 3] = (byte) (pixel % 4 < 2 ? 0 : 200); // red on the right half
        }
        Picture small = new Picture(4, 4, rgb).scaled(1, 1);
        assertThat(small.rgb()[0] & 0xff).isEqualTo(100);
        assertThat(small.rgb()[1]).isZero();
    }

    @Test
    void scalingKeepsAUniformColour() {
        Picture grey = plain(5, 7, (byte) 90);
        for (int side : new int[] {1, 3, 8, 20}) {
            assertThat(grey.scaled(side, side).rgb()).containsOnly((byte) 90);
        }
    }

    @Test
    void aMirroredViewSwapsLeftAndRight() {
        byte[] rgb = new byte[3 * 2 * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i * 7);
        }
        Picture picture = new Picture(3, 2, rgb);
        Picture mirrored = picture.view(0, 0, 3, 2, true, 3, 2);
        for (int y = 0; y < 2; y++) {
            for (int x = 0; x < 3; x++) {
                for (int c = 0; c < 3; c++) {
                    assertThat(mirrored.rgb()[(y * 3 + x) * 3 + c]).isEqualTo(rgb[(y * 3 + 2 - x) * 3 + c]);
                }
            }
        }
    }

    @Test
    void areasOutsideRepeatTheEdge() {
        assertThat(plain(4, 4, (byte) 50).view(-3, -3, 10, 10, false, 6, 6).rgb()).containsOnly((byte) 50);
    }

    @Test
    void aPictureWithTooFewBytesIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Picture(2, 2, new byte[11]))
                .withMessageContaining("2 x 2 pixels cannot have 11 bytes");
    }

    private static Picture plain(int width, int height, byte value) {
        byte[] rgb = new byte[width * height * 3];
        Arrays.fill(rgb, value);
        return new Picture(width, height, rgb);
    }
}
