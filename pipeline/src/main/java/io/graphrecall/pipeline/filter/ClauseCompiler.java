package io.graphrecall.pipeline.filter;

import com.carrotsearch.hppc.IntHashSet;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Compiles filters to predicates over the content ordinals of a snapshot. */
final class ClauseCompiler {

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private final ServingSnapshot snapshot;
    private final ContentFilter.Rules rules;

    ClauseCompiler(ServingSnapshot snapshot, ContentFilter.Rules rules) {
        this.snapshot = snapshot;
        this.rules = rules;
    }

    /** Returns the conditions that a content must satisfy. */
    ContentFilter.Condition[] conditions() {
        List<ContentFilter.Condition> conditions = new ArrayList<>();
        int last = rules.filters().size() - 1;
        for (int i = 0; i <= last; i++) {
            add(rules.filters().get(i), i == last ? "/filter" : null, conditions);
        }
        if (!rules.blockedAuthors().isEmpty()) {
            conditions.add(new ContentFilter.Condition(
                    hasAuthor(rules.blockedAuthors()).negate(),
                    Exclusion.of(Exclusion.Reason.BLOCKED_AUTHOR, "the user blocks its author")));
        }
        if (!rules.mutedTags().isEmpty()) {
            conditions.add(new ContentFilter.Condition(
                    hasFeature(FeatureSpace.TAG, List.copyOf(rules.mutedTags())).negate(),
                    Exclusion.of(Exclusion.Reason.MUTED_TAG, "the user mutes one of its tags")));
        }
        return conditions.toArray(ContentFilter.Condition[]::new);
    }

    /** @param pointer JSON pointer to the group in the request; null for the filter of a scene */
    private void add(FilterGroup group, @Nullable String pointer, List<ContentFilter.Condition> conditions) {
        for (int i = 0; i < group.must().size(); i++) {
            FilterPart part = group.must().get(i);
            conditions.add(condition(predicate(part), pointer, "/must/" + i, "it lacks " + part.text()));
        }
        if (!group.should().isEmpty()) {
            IntPredicate none = allOf(group.should().stream().map(part -> predicate(part).negate()));
            conditions.add(condition(none.negate(), pointer, "/should", "it lacks " + group.alternatives()));
        }
        for (int i = 0; i < group.mustNot().size(); i++) {
            FilterPart part = group.mustNot().get(i);
            conditions.add(condition(predicate(part).negate(), pointer, "/must_not/" + i, "it has " + part.text()));
        }
    }

    private static ContentFilter.Condition condition(
            IntPredicate predicate, @Nullable String group, String part, String violation) {
        return new ContentFilter.Condition(predicate, new Exclusion(
                Exclusion.Reason.CLAUSE, group == null ? null : group + part, violation));
    }

    private static IntPredicate allOf(Stream<IntPredicate> predicates) {
        IntPredicate[] all = predicates.toArray(IntPredicate[]::new);
        return content -> {
            for (IntPredicate one : all) {
                if (!one.test(content)) {
                    return false;
                }
            }
            return true;
        };
    }

    private IntPredicate predicate(FilterPart part) {
        return switch (part) {
            case FilterGroup group -> {
                List<ContentFilter.Condition> conditions = new ArrayList<>();
                add(group, null, conditions);
                yield allOf(conditions.stream().map(ContentFilter.Condition::predicate));
            }
            case Clause clause -> clause.all().isEmpty()
                    ? predicateOf(clause)
                    : allOf(clause.all().stream()
                            .map(value -> predicateOf(Clause.any(clause.field(), List.of(value)))));
        };
    }

    /** @param clause without {@code all} */
    private IntPredicate predicateOf(Clause clause) {
        return switch (clause.field()) {
            case Clause.TAG -> hasFeature(FeatureSpace.TAG, clause.any());
            case Clause.CATEGORY -> hasCategory(clause);
            case Clause.AUTHOR -> hasAuthor(Set.copyOf(clause.any()));
            case Clause.RELATION -> hasRelation(clause.any());
            case Clause.CONTENT_ID -> {
                IntHashSet ids = new IntHashSet();
                clause.any().forEach(id -> ids.add(snapshot.contentOrdinal(id)));
                yield ids::contains;
            }
            case Clause.PUBLISHED_AT -> {
                DoublePredicate within = Objects.requireNonNull(clause.range()).predicate(rules.now());
                yield content -> {
                    long published = snapshot.publishedAt(content);
                    return published != ServingSnapshot.UNKNOWN_TIME && within.test((double) published);
                };
            }
            default -> clause.range() == null
                    ? hasFeature(FeatureSpace.ATTRIBUTE, clause.any().stream()
                            .map(value -> new AttributeValue(clause.attribute(), value).key()).toList())
                    : hasNumber(clause.attribute(), clause.range().predicate(rules.now()));
        };
    }

    private IntPredicate hasRelation(List<String> relations) {
        Set<String> authors = new HashSet<>();
        for (String relation : relations) {
            authors.addAll(relation.equals(Clause.FOLLOWS) ? rules.followedAuthors() : rules.blockedAuthors());
        }
        return hasAuthor(authors);
    }

    private IntPredicate hasAuthor(Set<String> authors) {
        IntHashSet ordinals = ordinals(snapshot.tables().authors(), authors);
        return content -> snapshot.hasAuthor(content, ordinals, authors);
    }

    private IntPredicate hasFeature(FeatureSpace space, List<String> keys) {
        IntHashSet features = ordinals(snapshot.tables().features(space).index(), keys);
        Set<String> names = Set.copyOf(keys);
        return content -> snapshot.hasAnyFeature(space, content, features, names::contains);
    }

    private static IntHashSet ordinals(NodeIndex index, Iterable<String> keys) {
        IntHashSet ordinals = new IntHashSet();
        for (String key : keys) {
            int ordinal = index.ordinal(key);
            if (ordinal >= 0) {
                ordinals.add(ordinal);
            }
        }
        return ordinals;
    }

    /** The rows of a content have all levels of its categories. */
    private IntPredicate hasCategory(Clause clause) {
        Set<String> names = clause.prefix() == null ? Set.copyOf(clause.any()) : Set.of(clause.prefix());
        Predicate<String> named = key -> {
            CategoryPath category = CategoryPath.ofKey(key);
            return names.contains(category.text()) || (clause.prefix() == null && names.contains(category.name()));
        };
        NodeIndex index = snapshot.tables().features(FeatureSpace.CATEGORY).index();
        IntHashSet categories = new IntHashSet();
        names.stream().flatMap(name -> snapshot.categories(name).stream())
                .filter(category -> named.test(index.key(category))).forEach(categories::add);
        return content -> snapshot.hasAnyFeature(FeatureSpace.CATEGORY, content, categories, named);
    }

    /** Scans the attributes of the generation once. */
    private IntPredicate hasNumber(String property, DoublePredicate within) {
        String prefix = new AttributeValue(property, "0").key();
        int length = prefix.length() - 1;
        Predicate<String> inRange = key -> key.startsWith(prefix.substring(0, length))
                && NUMBER.matcher(key.substring(length)).matches()
                && within.test(Double.parseDouble(key.substring(length)));
        NodeIndex index = snapshot.tables().features(FeatureSpace.ATTRIBUTE).index();
        IntHashSet features = ordinals(index, index.keys().stream().filter(inRange).toList());
        return content -> snapshot.hasAnyFeature(FeatureSpace.ATTRIBUTE, content, features, inRange);
    }
}
