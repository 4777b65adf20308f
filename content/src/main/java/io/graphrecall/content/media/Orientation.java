package io.graphrecall.content.media;

/** Exif orientation of a picture, 1 to 8. */
record Orientation(int code) {

    static final Orientation UPRIGHT = new Orientation(1);

    /** Returns the orientation of an Exif code. Unknown codes are upright. */
    static Orientation of(int code) {
        return code < 1 || code > 8 ? UPRIGHT : new Orientation(code);
    }

    /** Rotates or mirrors a stored picture to its upright view. */
    Picture upright(Picture stored) {
        if (code == 1) {
            return stored;
        }
        boolean isRotated = code >= 5;
        int width = isRotated ? stored.height() : stored.width();
        int height = isRotated ? stored.width() : stored.height();
        byte[] rgb = new byte[width * height * Picture.CHANNELS];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = source(x, y, stored.width(), stored.height()) * Picture.CHANNELS;
                System.arraycopy(stored.rgb(), from, rgb, (y * width + x) * Picture.CHANNELS, Picture.CHANNELS);
            }
        }
        return new Picture(width, height, rgb);
    }

    /** Returns the index of the stored pixel that is at (x, y) in the upright view. */
    private int source(int x, int y, int width, int height) {
        int right = width - 1;
        int bottom = height - 1;
        return switch (code) {
            case 2 -> y * width + right - x;
            case 3 -> (bottom - y) * width + right - x;
            case 4 -> (bottom - y) * width + x;
            case 5 -> x * width + y;
            case 6 -> (bottom - x) * width + y;
            case 7 -> (bottom - x) * width + right - y;
            case 8 -> x * width + right - y;
            default -> y * width + x;
        };
    }
}
