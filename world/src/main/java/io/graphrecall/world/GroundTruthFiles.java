package io.graphrecall.world;

import static io.graphrecall.world.JsonLinesWriter.record;

import io.graphrecall.world.SimulatedUser.Interest;
import io.graphrecall.world.TemporaryInterests.Period;
import io.graphrecall.world.WorldVocabulary.Field;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes the ground truth to files that no loader recognises. Throws {@link UncheckedIOException}. */
final class GroundTruthFiles implements GroundTruth, AutoCloseable {

    private final WorldVocabulary vocabulary;
    private final JsonLinesWriter contents;
    private final JsonLinesWriter users;
    private final JsonLinesWriter clicks;
    private final JsonLinesWriter searches;

    GroundTruthFiles(Path folder, WorldParameters parameters, WorldVocabulary vocabulary) throws IOException {
        Files.createDirectories(folder);
        this.vocabulary = vocabulary;
        try (JsonLinesWriter world = new JsonLinesWriter(folder.resolve("true-world.json"))) {
            world.write(record("simulated", true, "users", parameters.users(), "contents", parameters.contents(),
                    "items", parameters.items(), "events", parameters.events(), "seed", parameters.seed(), "end",
                    parameters.end().toString(), "span", parameters.span().toString(), "noise", parameters.noise(),
                    "query_signal", parameters.querySignal()));
        }
        contents = new JsonLinesWriter(folder.resolve("true-contents.jsonl"));
        users = new JsonLinesWriter(folder.resolve("true-users.jsonl"));
        clicks = new JsonLinesWriter(folder.resolve("true-clicks.jsonl"));
        searches = new JsonLinesWriter(folder.resolve("true-searches.jsonl"));
    }

    @Override
    public void content(int number, SimulatedContent content) {
        Field field = vocabulary.field(content.field());
        write(contents,
                record("content_id", CatalogueGenerator.contentId(number), "field", path(content.field()), "narrow",
                        field.subcategories().get(content.subcategory()).chinese(), "tags",
                        content.tags().stream().map(this::tag).toList(), "value",
                        field.property().values().get(content.value()).chinese(), "style", content.style(), "bait",
                        content.clickbait(), "quality", content.quality()));
    }

    @Override
    public void user(SimulatedUser user, List<Period> periods) {
        write(users, record("user_id", UserGenerator.id(user.number()), "kind", user.kind().wireName(), "interests",
                user.traits().interests().stream().map(this::interest).toList(), "styles", user.traits().styles(),
                "passing", periods.stream().map(this::period).toList()));
    }

    @Override
    public void click(String event, String visit, Intent intent, Motive motive) {
        write(clicks, record("event_id", event, "visit", visit, "intent", intent(intent), "motive", motive.wireName()));
    }

    @Override
    public void search(String event, String visit, Intent intent, Intent queryIntent) {
        write(searches,
                record("event_id", event, "visit", visit, "intent", intent(intent), "told", intent(queryIntent)));
    }

    @Override
    public void close() throws IOException {
        for (JsonLinesWriter writer : List.of(contents, users, clicks, searches)) {
            writer.close();
        }
    }

    private static void write(JsonLinesWriter out, Map<String, Object> record) {
        try {
            out.write(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private Map<String, Object> interest(Interest interest) {
        return record("field", path(interest.field()), "weight", interest.weight(), "tags",
                List.of(tag(interest.tag()), tag(interest.secondTag())), "value",
                vocabulary.field(interest.field()).property().values().get(interest.value()).chinese());
    }

    private Map<String, Object> period(Period period) {
        return record("field", path(period.field()), "from", Instant.ofEpochMilli(period.from()).toString(), "until",
                Instant.ofEpochMilli(period.until()).toString());
    }

    private List<String> intent(Intent intent) {
        Field field = vocabulary.field(intent.field());
        return List.of(field.topic().chinese(), field.name().chinese(), tag(intent.tag()));
    }

    private List<String> path(int field) {
        return List.of(vocabulary.field(field).topic().chinese(), vocabulary.field(field).name().chinese());
    }

    private String tag(int tag) {
        return vocabulary.tag(tag).name().chinese();
    }
}
