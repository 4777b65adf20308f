package io.graphrecall.pipeline.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.graphrecall.pipeline.overlay.ContentChange;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Description;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class ContentFilterTest {

    private static final List<String> TAGS = List.of("gel", "matte", "car");
    private static final List<String> AUTHORS = List.of("ed", "flo");
    private static final List<List<String>> CATEGORIES = List.of(
            List.of("Makeup"), List.of("Makeup", "Nails"), List.of("Makeup", "Nails", "Gel"), List.of("Wear", "Nails"));
    private static final List<String> CATEGORY_NAMES = List.of("Makeup", "Nails", "Makeup/Nails", "Gel", "Wear/Nails",
            "x");
    private static final List<String> PRICES = List.of("3", "4.5", "10", "1e2", "-2", "cheap", "0x10", "NaN");

    /** A content of the test. */
    private record Item(List<String> tags, List<String> category, List<String> prices, String author, long published) {}

    @Provide
    Arbitrary<List<Item>> items() {
        Arbitrary<List<String>> category = Arbitraries.of(CATEGORIES).injectNull(0.2)
                .map(path -> path == null ? List.of() : path);
        Arbitrary<Long> published = Arbitraries.longs().between(1, 6).map(hours -> SmallWorld.NOW - hours * 3_600_000);
        return Combinators.combine(someOf(TAGS), category, someOf(PRICES), Arbitraries.of(AUTHORS), published)
                .as(Item::new).list().ofMinSize(2).ofMaxSize(8);
    }

    @Provide
    Arbitrary<FilterGroup> filters() {
        return group(2);
    }

    private static Arbitrary<FilterGroup> group(int depth) {
        Arbitrary<FilterPart> part = clauses();
        if (depth > 0) {
            part = Arbitraries.oneOf(part, Arbitraries.lazy(() -> group(depth - 1).map(group -> (FilterPart) group)));
        }
        Arbitrary<List<FilterPart>> parts = part.list().ofMaxSize(2);
        return Combinators.combine(parts, parts, parts).as(FilterGroup::new);
    }

    private static Arbitrary<FilterPart> clauses() {
        return Arbitraries.oneOf(
                someOf(TAGS).filter(tags -> !tags.isEmpty()).map(tags -> Clause.any("tag", tags)),
                someOf(TAGS).filter(tags -> !tags.isEmpty())
                        .map(tags -> new Clause("tag", List.of(), tags, null, null)),
                someOf(CATEGORY_NAMES).filter(names -> !names.isEmpty()).map(names -> Clause.any("category", names)),
                someOf(CATEGORY_NAMES).filter(names -> !names.isEmpty())
                        .map(names -> new Clause("category", List.of(), names, null, null)),
                Arbitraries.of(CATEGORY_NAMES).map(name -> new Clause("category", List.of(), List.of(), name, null)),
                Arbitraries.of(AUTHORS).map(author -> Clause.any("author", List.of(author))),
                Arbitraries.integers().between(0, 7).map(i -> Clause.any("content_id", List.of("c" + i))),
                ranges(Arbitraries.of(-2.0, 3.0, 4.5, 10.0, 16.0, 100.0).map(ValueRange.Bound::of))
                        .map(range -> new Clause("attribute.price", List.of(), List.of(), null, range)),
                ranges(Combinators.combine(Arbitraries.integers().between(1, 6), Arbitraries.of(true, false))
                        .as((hours, isAge) -> isAge
                                ? new ValueRange.Bound(hours * 3_600_000L, true)
                                : ValueRange.Bound.of(SmallWorld.NOW - hours * 3_600_000L)))
                        .map(range -> new Clause("published_at", List.of(), List.of(), null, range)));
    }

    private static Arbitrary<ValueRange> ranges(Arbitrary<ValueRange.Bound> bounds) {
        return Combinators.combine(bounds, bounds, Arbitraries.integers().between(0, 7))
                .as((low, high, form) -> switch (form) {
                    case 0 -> new ValueRange(low, null, null, null);
                    case 1 -> new ValueRange(null, low, null, null);
                    case 2 -> new ValueRange(null, null, high, null);
                    case 3 -> new ValueRange(null, null, null, high);
                    case 4 -> new ValueRange(low, null, high, null);
                    case 5 -> new ValueRange(low, null, null, high);
                    case 6 -> new ValueRange(null, low, high, null);
                    default -> new ValueRange(null, low, null, high);
                });
    }

    private static Arbitrary<List<String>> someOf(List<String> values) {
        return Arbitraries.of(values).set().ofMaxSize(3).map(List::copyOf);
    }

    /** The first half of the contents is in the generation, the other half in the overlay. */
    @Property(tries = 300)
    void aContentPassesIfANaiveEvaluationOfTheFilterHolds(
            @ForAll("items") List<Item> items, @ForAll("filters") FilterGroup filter) {
        SmallWorld world = new SmallWorld();
        List<ContentChange> changes = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            String id = "c" + i;
            if (i < items.size() / 2) {
                world.content(id).tags(id, item.tags.toArray(String[]::new)).author(id, item.author)
                        .published(id, item.published);
                item.prices.forEach(price -> world.attribute(id, "price", price));
                if (!item.category.isEmpty()) {
                    world.category(id, item.category.toArray(String[]::new));
                }
            } else {
                changes.add(new ContentChange(new ContentId(id), new Content(new ContentId(id), new Description(
                        null, null, item.category, Map.of("price", item.prices), item.tags, new UserId(item.author),
                        Instant.ofEpochMilli(item.published), null, Description.Status.ACTIVE, Description.Media.NONE,
                        Map.of(), Map.of())), 8));
            }
        }
        ServingSnapshot snapshot = world.snapshot().with(changes);
        ContentFilter compiled = ContentFilter.compile(snapshot, new ContentFilter.Rules(
                SmallWorld.NOW, List.of(), Set.of(), Set.of(), Set.of(), Set.of(), List.of(filter)));
        for (int i = 0; i < items.size(); i++) {
            int content = snapshot.contentOrdinal("c" + i);
            boolean passes = holds(filter, i, items.get(i));
            assertThat(compiled.removes(content)).as("%s of %s", items.get(i), filter).isEqualTo(!passes);
            assertThat(compiled.exclusions(content).isEmpty()).isEqualTo(passes);
        }
    }

    private static boolean holds(FilterPart part, int id, Item item) {
        return switch (part) {
            case FilterGroup group -> group.must().stream().allMatch(inner -> holds(inner, id, item))
                    && (group.should().isEmpty() || group.should().stream().anyMatch(inner -> holds(inner, id, item)))
                    && group.mustNot().stream().noneMatch(inner -> holds(inner, id, item));
            case Clause clause -> switch (clause.field()) {
                case "tag" -> hasValues(clause, item.tags);
                case "category" -> clause.prefix() != null
                        ? paths(item).contains(clause.prefix())
                        : hasValues(clause, Stream.concat(paths(item).stream(), item.category.stream()).toList());
                case "author" -> clause.any().contains(item.author);
                case "content_id" -> clause.any().contains("c" + id);
                case "published_at" -> inRange(Objects.requireNonNull(clause.range()), (double) item.published);
                default -> item.prices.stream().filter(List.of("3", "4.5", "10", "1e2", "-2")::contains)
                        .anyMatch(price -> inRange(Objects.requireNonNull(clause.range()), Double.parseDouble(price)));
            };
        };
    }

    private static boolean hasValues(Clause clause, List<String> values) {
        return clause.any().isEmpty()
                ? values.containsAll(clause.all())
                : clause.any().stream().anyMatch(values::contains);
    }

    /** The category and its ancestors. */
    private static List<String> paths(Item item) {
        return IntStream.rangeClosed(1, item.category.size())
                .mapToObj(levels -> String.join("/", item.category.subList(0, levels))).toList();
    }

    private static boolean inRange(ValueRange range, double value) {
        return (range.gte() == null || value >= at(range.gte())) && (range.gt() == null || value > at(range.gt()))
                && (range.lte() == null || value <= at(range.lte()))
                && (range.lt() == null || value < at(range.lt()));
    }

    private static double at(ValueRange.Bound bound) {
        return bound.isAge() ? SmallWorld.NOW - bound.value() : bound.value();
    }

    /** The content "old" is in the generation, the others were posted after it. */
    @Example
    void aParentTagCountsForPostedContentsAsWell() {
        SmallWorld world = new SmallWorld().tagParent("elections", "politics").tags("old", "elections");
        ServingSnapshot snapshot = world.snapshot().with(Stream.of("elections", "politics", "car")
                .map(tag -> new ContentChange(new ContentId(tag), new Content(new ContentId(tag), new Description(
                        null, null, List.of(), Map.of(), List.of(tag), null, null, null, Description.Status.ACTIVE,
                        Description.Media.NONE, Map.of(), Map.of())), 8))
                .toList());
        Set<String> political = Set.of("old", "elections", "politics");
        ContentFilter mutes = ContentFilter.compile(snapshot, new ContentFilter.Rules(
                SmallWorld.NOW, List.of(), Set.of(), Set.of(), Set.of(), Set.of("politics"), List.of()));
        ContentFilter clause = ContentFilter.compile(snapshot, new ContentFilter.Rules(
                SmallWorld.NOW, List.of(), Set.of(), Set.of(), Set.of(), Set.of(),
                List.of(new FilterGroup(List.of(Clause.any("tag", List.of("politics"))), List.of(), List.of()))));
        for (String id : List.of("old", "elections", "politics", "car")) {
            int content = snapshot.contentOrdinal(id);
            assertThat(mutes.removes(content)).as("muted %s", id).isEqualTo(political.contains(id));
            assertThat(clause.removes(content)).as("filtered %s", id).isEqualTo(!political.contains(id));
        }
    }

    /** The content "old" is in the generation, "new" was posted after it; only items have the tag "goods". */
    @Example
    void valuesThatNoContentHasAreUnknown() {
        SmallWorld world = new SmallWorld().tags("old", "gel").category("old", "Makeup", "Nails").author("old", "ed")
                .attribute("old", "brand", "OPI").item("polish", "goods");
        ServingSnapshot snapshot = world.snapshot().with(List.of(new ContentChange(new ContentId("new"),
                new Content(new ContentId("new"), new Description(null, null, List.of("Wear", "Shoes"),
                        Map.of("size", List.of("9")), List.of("run"), new UserId("flo"), null, null,
                        Description.Status.ACTIVE, Description.Media.NONE, Map.of(), Map.of())),
                8)));
        UnknownValues unknown = new UnknownValues(snapshot);
        unknown.checkFilter("/filter", new FilterGroup(
                List.of(Clause.any("tag", List.of("gel", "run", "Gel", "goods")),
                        new FilterGroup(List.of(), List.of(new Clause("category", List.of(), List.of(), "Nails", null),
                                new Clause("category", List.of(), List.of(), "Makeup/Nails", null)), List.of())),
                List.of(new Clause("category", List.of(), List.of("Nails", "Shoes", "Wear/Shoes", "Hats"), null, null),
                        Clause.any("author", List.of("ed", "flo", "bob")),
                        Clause.any("content_id", List.of("old", "new", "c"))),
                List.of(Clause.any("attribute.brand", List.of("OPI", "opi")),
                        Clause.any("attribute.size", List.of("9", "10")),
                        Clause.any("attribute.colour", List.of("red")), Clause.any("relation", List.of("blocks")))));

        assertThat(unknown.list()).extracting(value -> value.pointer() + " " + value.value()).containsExactly(
                "/filter/must/0/any/2 Gel", "/filter/must/0/any/3 goods", "/filter/must/1/should/0/prefix Nails",
                "/filter/should/0/all/3 Hats", "/filter/should/1/any/2 bob", "/filter/should/2/any/2 c",
                "/filter/must_not/0/any/1 opi", "/filter/must_not/1/any/1 10",
                "/filter/must_not/2/field attribute.colour");
        unknown.checkContents("/positive", Collections.nCopies(200, new ContentId("nowhere")));
        assertThat(unknown.list()).hasSize(100);
    }

    @Example
    void aBoundIsATimeAsInARecord() {
        assertThat(bound("2026-01-31", false)).isEqualTo("2026-01-31T00:00:00Z");
        assertThat(bound("2026-01-31", true)).isEqualTo("2026-01-31T23:59:59.999Z");
        assertThat(bound("2026-01-31T10:00:00+01:00", true)).isEqualTo("2026-01-31T09:00:00Z");
        assertThat(bound("1767225600", true)).isEqualTo("2026-01-01T00:00:00Z");
        for (long number : new long[] {1_767_225_600L, 1_767_225_600_000L, 20260101}) {
            assertThat(Objects.requireNonNull(ValueRange.bound(LongNode.valueOf(number), true, false)).time())
                    .as("%d", number).isEqualTo("2026-01-01T00:00:00Z");
        }
    }

    private static String bound(String time, boolean endOfDay) {
        return Objects.requireNonNull(ValueRange.bound(TextNode.valueOf(time), true, endOfDay)).time();
    }

    @Example
    void aBoundIsATimeBeforeTheRequest() {
        Map<String, Long> ages = Map.of("now", 0L, "now-7d", 604_800_000L, "now-36h", 129_600_000L, "now-90m",
                5_400_000L);
        ages.forEach((text, age) -> {
            ValueRange.Bound bound = Objects.requireNonNull(ValueRange.bound(TextNode.valueOf(text), true, false));
            assertThat(bound.at(1_000_000_000L)).isEqualTo(1_000_000_000L - age);
            assertThat(bound.time()).isEqualTo(text);
        });
        assertThat(bound("now-24h", true)).isEqualTo("now-1d");
        for (String text : List.of("now-7", "now+1d", "now-1w", "now - 1d", "nowadays", "now-12345678d")) {
            assertThatThrownBy(() -> bound(text, false)).as(text).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("is '" + text + "', expected now, or now minus days, hours or minutes, such as now-7d");
        }
        Clause clause = new Clause("published_at", List.of(), List.of(), null,
                new ValueRange(ValueRange.bound(TextNode.valueOf("now-7d"), true, false), null, null, null));
        assertThat(clause.text()).isEqualTo("published_at from now-7d");
    }

    @Example
    void aClauseHasOneConditionThatItsFieldAllows() {
        assertThatThrownBy(() -> new Clause("author", List.of(), List.of("ed"), null, null))
                .isInstanceOf(RecallException.class)
                .hasMessage("filter field 'author' requires one of: a non-empty 'any'");
        assertThatThrownBy(() -> new Clause("tag", List.of("gel"), List.of("gel"), null, null))
                .hasMessage("filter field 'tag' requires one of: a non-empty 'any', a non-empty 'all'");
        assertThatThrownBy(() -> new Clause("published_at", List.of(), List.of(), "2026", null))
                .hasMessageContaining("requires one of: a range with 'gte' or 'gt', 'lte' or 'lt'");
        assertThatThrownBy(() -> new ValueRange(ValueRange.Bound.of(1), ValueRange.Bound.of(2), null, null))
                .hasMessageContaining("not both");
    }
}
