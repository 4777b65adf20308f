package io.graphrecall.world;

import io.graphrecall.world.Chance.Stream;
import io.graphrecall.world.WorldVocabulary.Field;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Draws contents and items. Each comes from the seed and its own number alone, so that a larger world begins alike. */
final class CatalogueSimulation {

    /** The share of contents that were there when the log begins; the others keep coming, evenly over the span. */
    private static final double BACKLOG = 0.35;
    private static final Duration MEAN_BACKLOG_AGE = Duration.ofDays(60);
    private static final Duration OLDEST = Duration.ofDays(240);

    /** No content is younger than this at the end, so that there is time to see it. */
    private static final Duration YOUNGEST = Duration.ofMinutes(10);

    private final WorldParameters parameters;
    private final WorldVocabulary vocabulary;
    private final Authors authors;

    CatalogueSimulation(WorldParameters parameters, WorldVocabulary vocabulary, Authors authors) {
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
        Chance chance = Chance.of(parameters.seed(), Stream.CONTENT, number);
        int place = vocabulary.drawField(chance);
        Field field = vocabulary.field(place);
        List<Integer> tags = tags(place, chance);
        boolean usualNarrow = chance.happens(0.7);
        int narrow = usualNarrow ? tags.getFirst() % field.narrow().size() : chance.below(field.narrow().size());
        int value = chance.below(field.property().values().size());
        int author = authors.draw(place, chance);
        int style = chance.happens(0.85) ? authors.style(author) : chance.below(Authors.STYLES);
        boolean video = chance.happens(0.6);
        boolean bait = chance.happens(0.12);
        long publishedAt = publication(number, chance);
        boolean expires = chance.happens(0.04) && number > 0;
        long expiresAt = expires ? publishedAt + Duration.ofDays(7 + chance.below(60)).toMillis() : Long.MAX_VALUE;
        return new SimulatedContent(place, narrow, tags, value, author, style, video, bait, publishedAt, expiresAt,
                chance.logNormal(1, 1.2));
    }

    /** One to three: what it is about, often another of the field, sometimes one of a neighbouring field. */
    private List<Integer> tags(int field, Chance chance) {
        Set<Integer> tags = new LinkedHashSet<>();
        tags.add(field * WorldVocabulary.TAGS + chance.zipfBelow(WorldVocabulary.TAGS));
        if (chance.happens(0.5)) {
            tags.add(field * WorldVocabulary.TAGS + chance.below(WorldVocabulary.TAGS));
        }
        if (chance.happens(0.15)) {
            tags.add(vocabulary.neighbour(field, chance) * WorldVocabulary.TAGS + chance.below(WorldVocabulary.TAGS));
        }
        return List.copyOf(tags.stream().toList());
    }

    /** The first content is there from the start, so that there is something to see at any time. */
    private long publication(int number, Chance chance) {
        double backlogAge = chance.exponential((double) MEAN_BACKLOG_AGE.toMillis()) % OLDEST.toMillis();
        double sinceStart = chance.fraction() * (parameters.span().toMillis() - YOUNGEST.toMillis());
        boolean backlog = chance.happens(BACKLOG) || number == 0;
        return parameters.start().toEpochMilli() + (long) (backlog ? -1 - backlogAge : sinceStart);
    }

    private SimulatedItem item(int number) {
        Chance chance = Chance.of(parameters.seed(), Stream.ITEM, number);
        int place = vocabulary.drawField(chance);
        Field field = vocabulary.field(place);
        return new SimulatedItem(place, chance.below(field.products().size()), chance.zipfBelow(field.brands().size()),
                place * WorldVocabulary.TAGS + chance.below(WorldVocabulary.TAGS),
                chance.below(field.property().values().size()));
    }
}
