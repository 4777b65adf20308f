package io.graphrecall.world;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Vocabulary of the simulated world: fields of interest with their categories, tags, properties and products.
 * Immutable.
 */
final class WorldVocabulary {

    /** Number of tags per field. */
    static final int TAGS = 6;

    record Word(String chinese, String english) {

        static Word parse(String text) {
            String[] parts = text.split("=", -1);
            return new Word(parts[0], parts[1]);
        }
    }

    /**
     * Semantic tag.
     *
     * @param experience   phrase of people who enjoy it
     * @param sellingPoint phrase of shops that sell it
     */
    record Tag(Word name, String experience, String sellingPoint) {

        static Tag parse(String text) {
            String[] parts = text.split("=", -1);
            return new Tag(new Word(parts[0], parts[1]), parts[2], parts[3]);
        }
    }

    /** Property of the contents and items of a field, with its possible values. */
    record Property(Word name, List<Word> values) {

        static Property parse(String text) {
            String[] parts = text.split(":", -1);
            return new Property(Word.parse(parts[0]), list(parts[1]).map(Word::parse).toList());
        }
    }

    /**
     * Field of interest.
     *
     * @param topic         topic of the field; also the root category of contents
     * @param shelf         root category of items
     * @param subcategories leaf categories of contents
     * @param tags          {@value #TAGS} semantic tags below the tag of the field
     * @param brands        brands, usually with English names
     * @param products      kinds of items; leaf categories of items
     */
    record Field(
            Word topic,
            String shelf,
            Word name,
            List<Word> subcategories,
            List<Tag> tags,
            List<String> brands,
            List<String> products,
            Property property) {

        Field {
            if (tags.size() != TAGS) {
                throw new IllegalArgumentException(name + " has " + tags.size() + " tags, expected " + TAGS);
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
    private final WeightedSampler demand;

    private WorldVocabulary(List<Field> fields) {
        this.fields = fields;
        double[] weights = new double[fields.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 / Math.sqrt(1 + (i * 17 + 5) % fields.size());
        }
        demand = new WeightedSampler(weights);
    }

    static WorldVocabulary load() {
        try (InputStream in = WorldVocabulary.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("resource " + RESOURCE + " is missing from the class path");
            }
            return new WorldVocabulary(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#")).map(Field::parse).toList());
        } catch (IOException e) {
            throw new IllegalStateException("resource " + RESOURCE + " cannot be read", e);
        }
    }

    /** Returns all fields of interest, grouped by topic. */
    List<Field> fields() {
        return fields;
    }

    Field field(int field) {
        return fields.get(field);
    }

    /** Returns a tag by its number: the field's number times {@value #TAGS} plus the number within the field. */
    Tag tag(int tag) {
        return fields.get(tag / TAGS).tags().get(tag % TAGS);
    }

    /**
     * Draws a field in proportion to its demand. The most popular field is about six times as frequent as the least
     * popular.
     */
    int drawField(SeededRandom random) {
        return demand.draw(random);
    }

    /** Draws another field of the same topic, or returns the field itself if it is the only one. */
    int neighbour(int field, SeededRandom random) {
        List<Integer> others = Stream.iterate(0, i -> i < fields.size(), i -> i + 1)
                .filter(i -> i != field && fields.get(i).topic().equals(fields.get(field).topic())).toList();
        return others.isEmpty() ? field : random.choose(others);
    }

    private static Stream<String> list(String text) {
        return Stream.of(text.split(",", -1));
    }
}
