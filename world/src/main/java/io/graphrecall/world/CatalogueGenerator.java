package io.graphrecall.world;

import io.graphrecall.world.SeededRandom.Stream;
import io.graphrecall.world.WorldVocabulary.Field;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Generates contents and items. Each depends only on the seed and its own number, so that a larger world starts with
 * the same ones.
 */
final class CatalogueGenerator {

    /** Share of contents published before the log starts. The others are published evenly over the span. */
    private static final double BACKLOG = 0.35;
    private static final Duration MEAN_BACKLOG_AGE = Duration.ofDays(60);
    private static final Duration MAX_BACKLOG_AGE = Duration.ofDays(240);

    /** Minimum age of a content at the end of the span, so that users have time to see it. */
    private static final Duration MIN_AGE = Duration.ofMinutes(10);

    private final WorldParameters parameters;
    private final WorldVocabulary vocabulary;
    private final Authors authors;

    CatalogueGenerator(WorldParameters parameters, WorldVocabulary vocabulary, Authors authors) {
        this.parameters = parameters;
        this.vocabulary = vocabulary;
        this.authors = authors;
    }

    static String contentId(int number) {
        return String.format(Locale.ROOT, "c-%05d", number);
    }

    static String itemId(int number) {
        return String.format(Locale.ROOT, "i-%05d", number);
    }

    List<SimulatedContent> contents() {
        List<SimulatedContent> contents = new ArrayList<>(parameters.contents());
        for (int i = 0; i < parameters.contents(); i++) {
            contents.add(content(i));
        }
        return contents;
    }

    List<SimulatedItem> items() {
        List<SimulatedItem> items = new ArrayList<>(parameters.items());
        for (int i = 0; i < parameters.items(); i++) {
            items.add(item(i));
        }
        return items;
    }

    private SimulatedContent content(int number) {
        SeededRandom random = SeededRandom.of(parameters.seed(), Stream.CONTENT, number);
        int field = vocabulary.drawField(random);
        Field words = vocabulary.field(field);
        List<Integer> tags = tags(field, random);
        boolean typical = random.nextBoolean(0.7);
        int subcategory = typical
                ? tags.getFirst() % words.subcategories().size()
                : random.nextInt(words.subcategories().size());
        int value = random.nextInt(words.property().values().size());
        int author = authors.draw(field, random);
        int style = random.nextBoolean(0.85) ? authors.style(author) : random.nextInt(Authors.STYLES);
        boolean video = random.nextBoolean(0.6);
        boolean bait = random.nextBoolean(0.12);
        long publishedAt = publication(number, random);
        boolean expires = random.nextBoolean(0.04) && number > 0;
        long expiresAt = expires ? publishedAt + Duration.ofDays(7 + random.nextInt(60)).toMillis() : Long.MAX_VALUE;
        return new SimulatedContent(field, subcategory, tags, value, author, style, video, bait, publishedAt, expiresAt,
                random.nextLogNormal(1, 1.2));
    }

    /** Draws one to three tags: the main tag, often another of the field, sometimes one of a neighbouring field. */
    private List<Integer> tags(int field, SeededRandom random) {
        Set<Integer> tags = new LinkedHashSet<>();
        tags.add(field * WorldVocabulary.TAGS + random.nextZipf(WorldVocabulary.TAGS));
        if (random.nextBoolean(0.5)) {
            tags.add(field * WorldVocabulary.TAGS + random.nextInt(WorldVocabulary.TAGS));
        }
        if (random.nextBoolean(0.15)) {
            tags.add(vocabulary.neighbour(field, random) * WorldVocabulary.TAGS + random.nextInt(WorldVocabulary.TAGS));
        }
        return List.copyOf(tags.stream().toList());
    }

    /**
     * Draws the publication time. The first content is published before the start, so that there is always a visible
     * content.
     */
    private long publication(int number, SeededRandom random) {
        double backlogAge = random.nextExponential((double) MEAN_BACKLOG_AGE.toMillis()) % MAX_BACKLOG_AGE.toMillis();
        double sinceStart = random.nextDouble() * (parameters.span().toMillis() - MIN_AGE.toMillis());
        boolean backlog = random.nextBoolean(BACKLOG) || number == 0;
        return parameters.start().toEpochMilli() + (long) (backlog ? -1 - backlogAge : sinceStart);
    }

    private SimulatedItem item(int number) {
        SeededRandom random = SeededRandom.of(parameters.seed(), Stream.ITEM, number);
        int field = vocabulary.drawField(random);
        Field words = vocabulary.field(field);
        return new SimulatedItem(field, random.nextInt(words.products().size()), random.nextZipf(words.brands().size()),
                field * WorldVocabulary.TAGS + random.nextInt(WorldVocabulary.TAGS),
                random.nextInt(words.property().values().size()));
    }
}
