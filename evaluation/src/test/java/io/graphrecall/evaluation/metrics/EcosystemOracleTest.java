package io.graphrecall.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.evaluation.lists.RecallList;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Description;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Ecosystem metrics compared with a direct implementation of the definitions in docs/reference/metrics.md. */
class EcosystemOracleTest {

    private static final Instant NOW = Instant.parse("2026-03-10T00:00:00Z");
    private static final Offset<Double> CLOSE = within(1e-9);

    /** Random catalogue with positives and lists. */
    private record World(List<Content> contents, Map<String, Integer> positives, List<RecallList> lists) {

        static World of(Random random) {
            List<Content> contents = new ArrayList<>();
            Map<String, Integer> positives = new HashMap<>();
            for (int i = 0; i < 1 + random.nextInt(20); i++) {
                contents.add(content("c" + i, random));
                positives.put("c" + i, random.nextInt(3));
            }
            List<RecallList> lists = new ArrayList<>();
            for (int i = 0; i < random.nextInt(6); i++) {
                List<String> ids = new ArrayList<>(contents.stream().map(content -> content.id().key()).toList());
                Collections.shuffle(ids, random);
                lists.add(Lists.list(ids.stream().limit(random.nextInt(8))
                        .map(id -> id + ":" + List.of("i2i", "tag", "i2i+tag").get(random.nextInt(3)))
                        .toArray(String[]::new)));
            }
            return new World(contents, positives, lists);
        }

        private static Content content(String id, Random random) {
            List<String> path = List.of("A" + random.nextInt(2), "B" + random.nextInt(2))
                    .subList(0, random.nextInt(3));
            List<String> tags = Stream.of("x", "y", "z").filter(tag -> random.nextInt(3) == 0).toList();
            Map<String, List<String>> brand = random.nextBoolean() ? Map.of("brand", List.of("OPI")) : Map.of();
            Instant published = random.nextInt(4) == 0 ? null : NOW.minus(Duration.ofDays(random.nextInt(20) - 5));
            return new Content(
                    new ContentId(id),
                    new Description(
                            null, null, path, brand, tags, null, published, null, Description.Status.ACTIVE,
                            Description.Media.NONE, Map.of(), Map.of()));
        }

        EcosystemCounter counted() {
            CatalogueFacts.Builder catalogue = new CatalogueFacts.Builder();
            contents.forEach(catalogue::content);
            positives.forEach((id, count) -> IntStream.range(0, count).forEach(n -> catalogue.positive(id)));
            EcosystemCounter counter = new EcosystemCounter(catalogue.build(), DataSet.Timestamps.REAL);
            lists.forEach(list -> counter.add(list, NOW.toEpochMilli()));
            return counter;
        }

        Content content(String id) {
            return contents.stream().filter(content -> content.id().key().equals(id)).findFirst().orElseThrow();
        }

        List<RecallList.Entry> appearances() {
            return lists.stream().flatMap(list -> list.contents().stream()).toList();
        }

        double share(Predicate<RecallList.Entry> condition) {
            List<RecallList.Entry> all = appearances();
            return all.isEmpty() ? 0 : (double) all.stream().filter(condition).count() / all.size();
        }

        double mean(int minSize, ToDoubleFunction<List<Content>> metric) {
            return lists.stream().filter(list -> list.contents().size() >= minSize)
                    .map(list -> list.contents().stream().map(entry -> content(entry.contentId())).toList())
                    .mapToDouble(metric).average().orElse(0);
        }
    }

    @Property(tries = 300)
    void everyMetricMatchesItsDefinition(@ForAll @IntRange(min = 0, max = 1_000_000) int seed) {
        World world = World.of(new Random(seed));
        EcosystemCounter counter = world.counted();
        EcosystemMetrics metrics = counter.metrics(0.5);
        Set<String> unique = new HashSet<>(world.appearances().stream().map(RecallList.Entry::contentId).toList());
        assertThat(metrics.uniqueContents()).isEqualTo(unique.size());
        assertThat(metrics.coverage()).isCloseTo((double) unique.size() / world.contents.size(), CLOSE);
        assertThat(metrics.gini()).isCloseTo(gini(world), CLOSE);
        assertThat(metrics.tailShare()).isCloseTo(world.share(entry -> !head(world).contains(entry.contentId())),
                CLOSE);
        assertThat(Objects.requireNonNull(metrics.freshShare7d()))
                .isCloseTo(world.share(entry -> fresh(world.content(entry.contentId()))), CLOSE);
        assertThat(metrics.categoryEntropy()).isCloseTo(world.mean(1, EcosystemOracleTest::entropy), CLOSE);
        assertThat(metrics.intraListSimilarity()).isCloseTo(world.mean(2, EcosystemOracleTest::similarity), CLOSE);
        assertThat(counter.exclusiveShare("tag"))
                .isCloseTo(world.share(entry -> entry.channels().equals(List.of("tag"))), CLOSE);
        assertThat(counter.exclusiveShare()).isCloseTo(world.share(entry -> entry.channels().size() == 1), CLOSE);
    }

    /** Half the relative mean absolute difference. */
    private static double gini(World world) {
        List<Long> counts = world.contents.stream().map(content -> world.appearances().stream()
                .filter(entry -> entry.contentId().equals(content.id().key())).count()).toList();
        double mean = counts.stream().mapToLong(Long::longValue).average().orElseThrow();
        double difference = counts.stream()
                .mapToDouble(one -> counts.stream().mapToDouble(other -> Math.abs(one - other)).sum()).sum();
        return mean == 0 ? 0 : difference / (counts.size() * (double) counts.size()) / (2 * mean);
    }

    private static Set<String> head(World world) {
        return new HashSet<>(world.contents.stream().map(content -> content.id().key())
                .sorted((a, b) -> {
                    int more = Integer.compare(
                            world.positives.getOrDefault(b, 0), world.positives.getOrDefault(a, 0));
                    return more != 0 ? more : a.compareTo(b);
                })
                .limit(world.contents.size() / 5).toList());
    }

    private static boolean fresh(Content content) {
        Instant published = content.description().publishedAt();
        return published != null && !published.isAfter(NOW) && published.isAfter(NOW.minus(Duration.ofDays(7)));
    }

    private static double entropy(List<Content> list) {
        List<List<String>> paths = list.stream().map(content -> content.description().category())
                .filter(path -> !path.isEmpty()).toList();
        return new HashSet<>(paths).stream()
                .mapToDouble(path -> (double) Collections.frequency(paths, path) / paths.size())
                .map(share -> -share * Math.log(share) / Math.log(2)).sum();
    }

    private static double similarity(List<Content> list) {
        double sum = 0;
        for (int i = 0; i < list.size(); i++) {
            for (int j = 0; j < list.size(); j++) {
                sum += i == j ? 0 : cosine(features(list.get(i)), features(list.get(j)));
            }
        }
        return sum / (list.size() * (list.size() - 1));
    }

    private static double cosine(Set<String> one, Set<String> other) {
        long common = one.stream().filter(other::contains).count();
        return common == 0 ? 0 : common / Math.sqrt((double) one.size() * other.size());
    }

    private static Set<String> features(Content content) {
        Description description = content.description();
        Set<String> features = new HashSet<>();
        for (int depth = 1; depth <= description.category().size(); depth++) {
            features.add("category " + description.category().subList(0, depth));
        }
        description.tags().forEach(tag -> features.add("tag " + tag));
        description.attributes().forEach((name, values) -> values.forEach(value -> features.add(name + "=" + value)));
        return features;
    }
}
