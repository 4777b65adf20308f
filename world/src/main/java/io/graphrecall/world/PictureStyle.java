package io.graphrecall.world;

/**
 * Visual features of a generated picture. The field determines hue and shape, the subcategory the number of shapes, the
 * tag their size. The style determines pattern, saturation and brightness, and the author shifts the hue.
 *
 * @param hue       from 0 to below 1
 * @param shape     number of the shape
 * @param count     number of shapes
 * @param size      size of a shape relative to the picture
 * @param style     number of the visual style; -1 for a white background
 * @param x         horizontal position of the shapes, from 0 to 1
 * @param y         vertical position of the shapes, from 0 to 1
 * @param rotation  rotation in radians
 * @param clickbait true for the clickbait decoration
 */
record PictureStyle(double hue, int shape, int count, double size, int style, double x, double y, double rotation,
        boolean clickbait) {

    private static final int FIELDS_PER_TOPIC = 4;

    static PictureStyle of(SimulatedContent content, SeededRandom random) {
        double shift = (content.author() * 7 % 11 - 5) / 200.0;
        return new PictureStyle(hue(content.field()) + shift, content.field() % FIELDS_PER_TOPIC,
                1 + content.subcategory(),
                0.22 + 0.05 * (content.tags().getFirst() % WorldVocabulary.TAGS), content.style(),
                0.3 + 0.4 * random.nextDouble(), 0.3 + 0.4 * random.nextDouble(), 2 * Math.PI * random.nextDouble(),
                content.clickbait());
    }

    static PictureStyle of(SimulatedItem item, SeededRandom random) {
        return new PictureStyle(hue(item.field()) + (item.brand() - 1.5) / 60, item.field() % FIELDS_PER_TOPIC,
                1 + item.product(), 0.4 + 0.03 * (item.tag() % WorldVocabulary.TAGS), -1, 0.5, 0.5,
                2 * Math.PI * random.nextDouble(), false);
    }

    /** Returns a variation for another video frame. */
    PictureStyle variation(SeededRandom random) {
        return new PictureStyle(hue, shape, count, size * (0.8 + 0.4 * random.nextDouble()), style,
                0.2 + 0.6 * random.nextDouble(),
                0.2 + 0.6 * random.nextDouble(), rotation + random.nextDouble(), clickbait);
    }

    /** Returns the hue of a field. Fields of one topic have similar hues. */
    private static double hue(int field) {
        int topic = field / FIELDS_PER_TOPIC;
        return topic * 0.1 + field % FIELDS_PER_TOPIC * 0.02;
    }
}
