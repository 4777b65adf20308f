package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.source.HashedCounter;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.Description;
import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Statistics and anomalies of the contents or items of a data set. */
final class CatalogueStatistics {

    private static final String ATTRIBUTE = "attributes.";

    /** Entities of texts from web pages: common ones, not every word between an ampersand and a semicolon. */
    private static final Pattern HTML_ENTITY = Pattern.compile(
            "&(?:#\\d{1,7}|#[xX]\\p{XDigit}{1,6}|amp|lt|gt|quot|apos|nbsp|trade|reg|copy|ndash|mdash|hellip|[rl][sd]quo"
                    + "|[aeiouAEIOU](?:acute|grave|circ|uml)|[cC]cedil|[nN]tilde|szlig);");

    /** Numbers with a comma or a currency, as people write them, but that are no numbers for a program. */
    private static final Pattern WRITTEN_NUMBER = Pattern.compile(
            "[-+]?\\d+(?:[.,]\\d+)*,\\d+(?:\\.\\d+)?|\\p{Sc} ?\\d[\\d.,]*|\\d[\\d.,]* ?[\\p{Sc}元]");
    /** Share of values of a property that are such numbers above which it is reported. */
    private static final double MIN_NUMBERS = 0.5;

    private final String name;
    private final Path folder;
    private final Instant now;
    private final Map<String, Long> fields = new HashMap<>();
    private final HashedCounter titles = new HashedCounter();
    private final Map<String, TreeSet<Integer>> dimensions = new TreeMap<>();
    private final Map<String, Values> attributes = new TreeMap<>();
    private long entries;
    private long undescribed;
    private long unpublished;
    private long expired;
    private long missingMedia;
    /** Longest path of a missing file. A list that was not split is longer than its elements. */
    private String longestMissing = "";
    private long withEntity;
    private @Nullable String firstEntity;

    /**
     * Creates empty statistics.
     *
     * @param name   plural name of the entries in warnings
     * @param folder folder of the media files
     */
    CatalogueStatistics(String name, Path folder, Instant now) {
        this.name = name;
        this.folder = folder;
        this.now = now;
    }

    void add(CatalogueEntry entry) {
        Description description = entry.description();
        entries++;
        count("title", description.title() != null);
        count("description", description.text() != null);
        count("category", !description.category().isEmpty());
        count("attributes", !description.attributes().isEmpty());
        count("tags", !description.tags().isEmpty());
        count("author", description.author() != null);
        count("published_at", description.publishedAt() != null);
        count("expires_at", description.expiresAt() != null);
        count("status hidden", description.status() == Description.Status.HIDDEN);
        count("media", !description.media().equals(Description.Media.NONE));
        addVectors(description.vectors());
        description.extra().forEach((field, value) -> count("extra field " + field, true));
        addAnomalies(description);
    }

    /** Adds vectors of an entry, by embedding space name. */
    void addVectors(Map<String, float[]> vectors) {
        vectors.forEach((space, vector) -> {
            count("vector " + space, true);
            dimensions.computeIfAbsent(space, absent -> new TreeSet<>()).add(vector.length);
        });
    }

    private void addAnomalies(Description description) {
        if (description.title() != null) {
            titles.add(description.title());
        }
        if (description.title() == null && description.text() == null && description.category().isEmpty()
                && description.attributes().isEmpty() && description.tags().isEmpty()) {
            undescribed++;
        }
        if (description.publishedAt() != null && description.publishedAt().isAfter(now)) {
            unpublished++;
        }
        if (description.expiresAt() != null && description.expiresAt().isBefore(now)) {
            expired++;
        }
        Optional<String> entity = shown(description).filter(text -> HTML_ENTITY.matcher(text).find()).findFirst();
        if (entity.isPresent()) {
            withEntity++;
            firstEntity = firstEntity == null ? entity.get() : firstEntity;
        }
        description.attributes().forEach((property, values) -> {
            Values counted = attributes.computeIfAbsent(property, absent -> new Values());
            values.forEach(counted::add);
        });
        Description.Media media = description.media();
        Stream.concat(Stream.of(media.cover(), media.video(), media.audio()), media.frames().stream())
                .filter(Objects::nonNull).filter(path -> !exists(path)).forEach(path -> {
                    missingMedia++;
                    longestMissing = path.length() > longestMissing.length() ? path : longestMissing;
                });
    }

    /** Returns the texts that a recall can show and filter by. */
    private static Stream<String> shown(Description description) {
        return Stream.of(Stream.ofNullable(description.title()), description.category().stream(),
                description.otherCategories().stream().flatMap(List::stream), description.tags().stream(),
                description.attributes().values().stream().flatMap(List::stream)).flatMap(texts -> texts);
    }

    private boolean exists(String path) {
        try {
            return Files.exists(folder.resolve(path));
        } catch (InvalidPathException e) { // a character that file names cannot have, for example in the POSIX locale
            return false;
        }
    }

    long entries() {
        return entries;
    }

    Map<String, Long> fields() {
        return fields;
    }

    /** Returns true if an entry has a field, which may be a property such as {@code attributes.brand}. */
    boolean has(String field) {
        return field.startsWith(ATTRIBUTE)
                ? attributes.containsKey(field.substring(ATTRIBUTE.length()))
                : fields.containsKey(field);
    }

    void warn(Warnings warnings) {
        if (titles.maxCount() >= 10) {
            warnings.share(titles.maxCount(), entries,
                    "%.0f %% of the " + name + " have the title '" + percentSafe(titles.mostFrequent()) + "'");
        }
        String one = name.substring(0, name.length() - 1);
        warnings.count(undescribed, one + " has", name + " have",
                " no title, description, category, attributes or tags, only behaviour");
        if (firstEntity != null) {
            warnings.count(withEntity, one + " has", name + " have", " HTML entities, such as '"
                    + Warnings.shortened(firstEntity)
                    + "'; write characters instead, by which users filter and search");
        }
        attributes.forEach((property, values) -> {
            if (values.firstWritten != null && values.written > MIN_NUMBERS * values.count) {
                warnings.add(
                        "attribute %s of %s has numbers with a comma or a currency, such as '%s', which channels read "
                                + "as words; write 1234.5",
                        property, name, values.firstWritten);
            }
        });
        warnings.count(unpublished, one + " is", name + " are", " published in the future");
        warnings.share(expired, entries, "%.0f %% of the " + name + " have expired");
        warnings.count(missingMedia, "media file of " + name + " is", "media files of " + name + " are",
                " missing, such as '" + Warnings.shortened(longestMissing) + "'");
        dimensions.forEach((space, found) -> {
            if (found.size() > 1) {
                warnings.add("vectors %s of %s have different dimensions, from %d to %d", space, name, found.first(),
                        found.last());
            }
        });
    }

    private static String percentSafe(String title) {
        return Warnings.shortened(title).replace("%", "%%");
    }

    private void count(String field, boolean present) {
        if (present) {
            fields.merge(field, 1L, Long::sum);
        }
    }

    /** Values of a property. */
    private static final class Values {

        private long count;
        private long written;
        private @Nullable String firstWritten;

        void add(String value) {
            count++;
            if (WRITTEN_NUMBER.matcher(value).matches()) {
                written++;
                firstWritten = firstWritten == null ? value : firstWritten;
            }
        }
    }
}
