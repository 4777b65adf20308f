package io.graphrecall.world;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The words of the simulated world: fields of interest with their categories, tags, properties and goods. Immutable. */
final class WorldVocabulary {

    /** How many tags each field has. */
    static final int TAGS = 6;

    /** A word in Chinese with its English name. */
    record Word(String chinese, String english) {

        static Word parse(String text) {
            String[] parts = text.split("=", -1);
            return new Word(parts[0], parts[1]);
        }
    }

    /**
     * A semantic tag.
     *
     * @param experience   what people say who enjoy it
     * @param sellingPoint what shops say who sell for it
     */
    record Tag(Word name, String experience, String sellingPoint) {

        static Tag parse(String text) {
            String[] parts = text.split("=", -1);
            return new Tag(new Word(parts[0], parts[1]), parts[2], parts[3]);
        }
    }

    /** A property of contents and items of a field, with the values it may have. */
    record Property(Word name, List<Word> values) {

        static Property parse(String text) {
            String[] parts = text.split(":", -1);
            return new Property(Word.parse(parts[0]), list(parts[1]).map(Word::parse).toList());
        }
    }

    /**
     * Something to be interested in.
     *
     * @param topic    the wider field it belongs to; also the widest category of contents
     * @param shelf    the widest category of items that go with it
     * @param narrow   the narrowest categories of contents
     * @param tags     {@value #TAGS} semantic tags, whose parent is the field's own name
     * @param brands   mostly in English
     * @param products kinds of items; the narrower categories of the shop
     */
    record Field(
            Word topic,
            String shelf,
            Word name,
            List<Word> narrow,
            List<Tag> tags,
            List<String> brands,
            List<String> products,
            Property property) {

        Field {
            if (tags.size() != TAGS) {
                throw new IllegalArgumentException(name + " has " + tags.size() + " tags, " + TAGS + " are wanted");
            }
        }

        static Field parse(String line) {
            String[] parts = line.split("\\|", -1);
            return new Field(Word.parse(parts[0]), parts[1], Word.parse(parts[2]),
                    list(parts[3]).map(Word::parse).toList(), list(parts[4]).map(Tag::parse).toList(),
                    list(parts[5]).toList(), list(parts[6]).toList(), Property.parse(parts[7]));
        }
    }

    private static final String RESOURCE = "vocabulary.txt";

    private final List<Field> fields;
    private final WeightedDraw demand;

    private WorldVocabulary(List<Field> fields) {
        this.fields = fields;
        double[] weights = new double[fields.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 / Math.sqrt(1 + (i * 17 + 5) % fields.size());
        }
        demand = new WeightedDraw(weights);
    }

    static WorldVocabulary load() {
        try (InputStream in = WorldVocabulary.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            return new WorldVocabulary(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#")).map(Field::parse).toList());
        } catch (IOException e) {
            throw new IllegalStateException("the resource " + RESOURCE + " cannot be read", e);
        }
    }

    /** All fields of interest, those of one topic beside each other. */
    List<Field> fields() {
        return fields;
    }

    Field field(int field) {
        return fields.get(field);
    }

    /** A tag by its number: the field's place times {@value #TAGS} and the place within the field. */
    Tag tag(int tag) {
        return fields.get(tag / TAGS).tags().get(tag % TAGS);
    }

    /** A field, those in demand more often: the most about six times as often as the least. */
    int drawField(Chance chance) {
        return demand.draw(chance);
    }

    /** Another field of the same topic, where there is one. */
    int neighbour(int field, Chance chance) {
        List<Integer> others = Stream.iterate(0, i -> i < fields.size(), i -> i + 1)
                .filter(i -> i != field && fields.get(i).topic().equals(fields.get(field).topic())).toList();
        return others.isEmpty() ? field : chance.oneOf(others);
    }

    private static Stream<String> list(String text) {
        return Stream.of(text.split(",", -1));
    }
}
