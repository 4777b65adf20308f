package io.graphrecall.loaders.world;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** The words of the simulated world: fields of interest with their categories, tags, brands and products. */
final class Vocabulary {

    /** A word in Chinese with its English name. */
    record Word(String chinese, String english) {

        static Word parse(String text) {
            int cut = text.indexOf('=');
            return new Word(text.substring(0, cut), text.substring(cut + 1));
        }
    }

    /**
     * Something to be interested in.
     *
     * @param topic    the wider field it belongs to; also the widest category of contents
     * @param shelf    the widest category of items that go with it
     * @param narrow   the narrowest categories of contents
     * @param tags     semantic tags, whose parent is the field's own name
     * @param brands   mostly in English
     * @param products kinds of items; the narrower categories of the shop
     */
    record Field(
            Word topic,
            String shelf,
            Word name,
            List<String> narrow,
            List<Word> tags,
            List<String> brands,
            List<String> products) {

        static Field parse(String line) {
            List<String> parts = PARTS.splitAsStream(line).toList();
            return new Field(Word.parse(parts.get(0)), parts.get(1), Word.parse(parts.get(2)), words(parts.get(3)),
                    words(parts.get(4)).stream().map(Word::parse).toList(), words(parts.get(5)), words(parts.get(6)));
        }

        private static List<String> words(String list) {
            return WORDS.splitAsStream(list).toList();
        }
    }

    private static final Pattern PARTS = Pattern.compile("\\|");
    private static final Pattern WORDS = Pattern.compile(",");
    private static final String RESOURCE = "vocabulary.txt";

    private Vocabulary() {}

    /** All fields of interest, those of one topic beside each other. */
    static List<Field> fields() {
        try (InputStream in = Vocabulary.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"))
                    .map(Field::parse).toList();
        } catch (IOException e) {
            throw new IllegalStateException("the resource " + RESOURCE + " cannot be read", e);
        }
    }
}
