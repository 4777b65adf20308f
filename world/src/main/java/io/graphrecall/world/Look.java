package io.graphrecall.world;

/**
 * How a picture looks. The field gives hue and shape, the narrow category how many shapes there are, the tag their size;
 * the style gives pattern, saturation and brightness, the author shifts the hue.
 *
 * @param hue     from 0 to below 1
 * @param shape   place of the shape
 * @param count   how many shapes
 * @param size    of a shape, as a share of the picture
 * @param style   place of the visual style; -1 for a white ground
 * @param x       where the shapes stand, from 0 to 1
 * @param y       where the shapes stand, from 0 to 1
 * @param turn    in radians
 * @param garish  whether it shouts
 */
record Look(double hue, int shape, int count, double size, int style, double x, double y, double turn, boolean garish) {

    private static final int FIELDS_A_TOPIC = 4;

    static Look of(SimulatedContent content, Chance chance) {
        double shift = (content.author() * 7 % 11 - 5) / 200.0;
        return new Look(hue(content.field()) + shift, content.field() % FIELDS_A_TOPIC, 1 + content.narrow(),
                0.22 + 0.05 * (content.tags().getFirst() % WorldVocabulary.TAGS), content.style(),
                0.3 + 0.4 * chance.fraction(), 0.3 + 0.4 * chance.fraction(), 2 * Math.PI * chance.fraction(),
                content.bait());
    }

    static Look of(SimulatedItem item, Chance chance) {
        return new Look(hue(item.field()) + (item.brand() - 1.5) / 60, item.field() % FIELDS_A_TOPIC,
                1 + item.product(), 0.4 + 0.03 * (item.tag() % WorldVocabulary.TAGS), -1, 0.5, 0.5,
                2 * Math.PI * chance.fraction(), false);
    }

    /** The same, a moment later. */
    Look later(Chance chance) {
        return new Look(hue, shape, count, size * (0.8 + 0.4 * chance.fraction()), style, 0.2 + 0.6 * chance.fraction(),
                0.2 + 0.6 * chance.fraction(), turn + chance.fraction(), garish);
    }

    /** Fields of one topic are near each other. */
    private static double hue(int field) {
        int topic = field / FIELDS_A_TOPIC;
        return topic * 0.1 + field % FIELDS_A_TOPIC * 0.02;
    }
}
