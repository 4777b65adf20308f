package io.graphrecall.loaders.world;

import io.graphrecall.loaders.world.SimulatedUser.Kind;
import io.graphrecall.loaders.world.Vocabulary.Field;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes users with their likings, and writes their file. */
final class UserSimulator {

    private static final List<String> CITIES = List.of("上海", "北京", "成都", "广州", "杭州", "武汉", "西安", "Singapore");
    private static final List<String> AGES = List.of("18-24", "25-34", "35-44", "45+");
    private static final int TAGS_A_FIELD = 6;

    private final WorldParameters parameters;
    private final List<Field> fields;
    private final Chance chance;
    private final List<List<String>> authors = new ArrayList<>();

    UserSimulator(WorldParameters parameters, List<Field> fields, Chance chance) {
        this.parameters = parameters;
        this.fields = fields;
        this.chance = chance;
        fields.forEach(field -> authors.add(new ArrayList<>()));
        int count = Math.max(fields.size(), parameters.users() / 20);
        for (int i = 0; i < count; i++) {
            authors.get(i % fields.size()).add(id(i % parameters.users()));
        }
    }

    /** By field, the users who publish about it: at least one each. */
    List<List<String>> authors() {
        return authors;
    }

    List<SimulatedUser> writeUsers(Path file) throws IOException {
        List<SimulatedUser> users = new ArrayList<>();
        try (JsonLinesWriter out = new JsonLinesWriter(file)) {
            for (int i = 0; i < parameters.users(); i++) {
                SimulatedUser user = new SimulatedUser(id(i), kind(i), likings(), chance.below(TAGS_A_FIELD),
                        chance.logNormal(1, 0.9));
                users.add(user);
                out.write(record(user));
            }
        }
        return users;
    }

    /** Six in a hundred only shop, four only search, four never come. Fixed shares, so that small worlds have them too. */
    private static Kind kind(int i) {
        int place = (i * 37 + 11) % 100;
        if (place < 6) {
            return Kind.SHOPPER;
        }
        if (place < 10) {
            return Kind.SEARCHER;
        }
        return place < 14 ? Kind.COLD : Kind.READER;
    }

    /** Two to four fields; the second is often of the same topic as the first. */
    private List<Integer> likings() {
        Set<Integer> likings = new LinkedHashSet<>();
        int first = chance.below(fields.size());
        likings.add(first);
        int count = 2 + chance.below(3);
        while (likings.size() < count) {
            int next = chance.below(fields.size());
            boolean near = fields.get(next).topic().equals(fields.get(first).topic());
            if (near || likings.size() > 1 || chance.happens(0.1)) {
                likings.add(next);
            }
        }
        return List.copyOf(likings);
    }

    private Map<String, Object> record(SimulatedUser user) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("user_id", user.id());
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("city", chance.earlyOf(CITIES));
        profile.put("age", chance.oneOf(AGES));
        record.put("profile", profile);
        Set<String> follows = new LinkedHashSet<>();
        while (chance.happens(0.5)) {
            follows.add(chance.oneOf(authors.get(chance.earlyOf(user.fields()))));
        }
        follows.remove(user.id());
        if (!follows.isEmpty()) {
            record.put("follows", List.copyOf(follows));
        }
        int stranger = chance.below(fields.size());
        if (chance.happens(0.02)) {
            record.put("blocks", List.of(authors.get(stranger).getFirst()));
        }
        if (chance.happens(0.03) && !user.fields().contains(stranger)) {
            record.put("mutes", List.of(chance.oneOf(fields.get(stranger).tags()).chinese()));
        }
        return record;
    }

    private static String id(int i) {
        return String.format(Locale.ROOT, "u-%05d", i);
    }
}
