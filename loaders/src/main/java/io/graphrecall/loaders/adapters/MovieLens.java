package io.graphrecall.loaders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.graphrecall.loaders.source.Dialect;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.loaders.source.RecordMapping;
import io.graphrecall.loaders.source.RecordSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Adapter for <a href="https://grouplens.org/datasets/movielens/">MovieLens</a> in its three layouts:
 * {@code ratings.csv}, {@code movies.csv}, {@code tags.csv}; {@code ratings.dat}, {@code movies.dat},
 * {@code users.dat}; and {@code u.data}, {@code u.item}, {@code u.user}. A movie becomes a content. A rating of 4 or
 * more becomes a like, below 3 a dislike, otherwise a play. A tag becomes a comment of the user and a tag of the movie. A
 * genre becomes a category. The year of a title becomes a property, not a feature. Some sets are in ISO 8859-1, others in
 * UTF-8.
 */
final class MovieLens implements Adapter {

    private static final Pattern YEAR = Pattern.compile("(.*?)\\s*\\((\\d{4})\\)\\s*");
    private static final Pattern BAR = Pattern.compile("\\|");
    private static final String NO_GENRES = "(no genres listed)";
    private static final int MAX_TAG_LENGTH = 1024;

    private static final List<String> GENRES = List.of("unknown", "Action", "Adventure", "Animation", "Children's",
            "Comedy", "Crime", "Documentary", "Drama", "Fantasy", "Film-Noir", "Horror", "Musical", "Mystery",
            "Romance",
            "Sci-Fi", "Thriller", "War", "Western");

    private static final Dialect U_DATA = Dialect.plain("\t", StandardCharsets.UTF_8, "userId", "movieId", "rating",
            "timestamp");
    private static final Dialect U_USER = Dialect.plain("|", StandardCharsets.ISO_8859_1, "userId", "age", "gender",
            "occupation", "zip");
    private static final Dialect U_ITEM = Dialect.plain("|", StandardCharsets.ISO_8859_1,
            Stream.concat(Stream.of("movieId", "title", "released", "video", "url"), GENRES.stream())
                    .toArray(String[]::new));
    private static final Dialect RATINGS_DAT = Dialect.plain("::", StandardCharsets.UTF_8, "userId", "movieId",
            "rating",
            "timestamp");
    private static final Dialect USERS_DAT = Dialect.plain("::", StandardCharsets.ISO_8859_1, "userId", "gender", "age",
            "occupation", "zip");
    private static final Dialect MOVIES_DAT = Dialect.plain("::", StandardCharsets.ISO_8859_1, "movieId", "title",
            "genres");

    @Override
    public boolean recognises(Path folder) {
        return Stream.of("ratings.csv", "ratings.dat", "u.data").anyMatch(name -> SourceFolders.has(folder, name));
    }

    @Override
    public Map<RecordKind, List<RecordSource>> sources(Path folder) {
        return new FolderSources(folder)
                .add(RecordKind.EVENTS, "ratings.csv", file -> rows(file, Dialect.CSV).map(MovieLens::rating))
                .add(RecordKind.EVENTS, "ratings.dat", file -> rows(file, RATINGS_DAT).map(MovieLens::rating))
                .add(RecordKind.EVENTS, "u.data", file -> rows(file, U_DATA).map(MovieLens::rating))
                .add(RecordKind.EVENTS, "tags.csv", file -> rows(file, Dialect.CSV).map(MovieLens::tagging))
                .add(RecordKind.CONTENTS, "movies.dat", file -> rows(file, MOVIES_DAT).map(MovieLens::movie))
                .add(RecordKind.CONTENTS, "u.item", file -> rows(file, U_ITEM).map(MovieLens::item))
                .add(RecordKind.CONTENTS, "movies.csv",
                        file -> rows(file, Dialect.CSV).flatMap(() -> withTags(folder)))
                .add(RecordKind.USERS, "users.dat", file -> rows(file, USERS_DAT).map(MovieLens::user))
                .add(RecordKind.USERS, "u.user", file -> rows(file, U_USER).map(MovieLens::user))
                .byKind();
    }

    private static RecordSource rows(Path file, Dialect dialect) {
        return RecordSource.rows(file, dialect, List.of("movieId"));
    }

    private static JsonNode rating(JsonNode json) {
        Row row = new Row(json);
        return event(row, row.opinion("rating", "play"));
    }

    private static JsonNode tagging(JsonNode json) {
        return event(new Row(json), "comment");
    }

    private static JsonNode event(Row row, String action) {
        return Row.event(row.required("userId"), action, row.required("movieId"), row.millis("timestamp", 1000));
    }

    private static JsonNode user(JsonNode json) {
        Row row = new Row(json);
        ObjectNode user = Row.object().put("user_id", row.required("userId"));
        ObjectNode profile = user.putObject("profile");
        for (String field : List.of("age", "gender", "occupation", "zip")) {
            profile.put(field, row.text(field));
        }
        return user;
    }

    private static ObjectNode movie(JsonNode json) {
        Row row = new Row(json);
        String genres = row.text("genres");
        return content(row, genres == null || genres.equals(NO_GENRES) ? List.of() : List.of(BAR.split(genres)));
    }

    private static JsonNode item(JsonNode json) {
        Row row = new Row(json);
        return content(row, GENRES.stream().filter(row::isSet).toList());
    }

    private static ObjectNode content(Row row, List<String> genres) {
        ObjectNode content = Row.object().put("content_id", row.required("movieId")).put("title", row.text("title"));
        ArrayNode categories = content.putArray("categories");
        genres.forEach(genre -> categories.addArray().add(genre));
        Matcher titleAndYear = YEAR.matcher(content.path("title").asText());
        if (titleAndYear.matches() && !titleAndYear.group(1).isEmpty()) {
            content.put("title", titleAndYear.group(1)).put("year", Integer.parseInt(titleAndYear.group(2)));
        }
        return content;
    }

    /** Maps movies and adds their user-given tags, which are held in memory during the reading. */
    private static RecordMapping withTags(Path folder) {
        Map<String, Set<String>> tags = new HashMap<>();
        SourceFolders.file(folder, "tags.csv").ifPresent(file -> SourceFolders.forEach(
                RecordSource.rows(file, Dialect.CSV, List.of("movieId")), row -> {
                    String movie = row.text("movieId");
                    String tag = row.text("tag");
                    if (movie != null && tag != null && !tag.isBlank() && tag.length() <= MAX_TAG_LENGTH) {
                        tags.computeIfAbsent(movie, absent -> new LinkedHashSet<>()).add(
                                tag.strip().toLowerCase(Locale.ROOT));
                    }
                }));
        return json -> {
            ObjectNode movie = movie(json);
            ArrayNode given = movie.putArray("tags");
            tags.getOrDefault(movie.get("content_id").textValue(), Set.of()).forEach(given::add);
            return List.of(movie);
        };
    }
}
