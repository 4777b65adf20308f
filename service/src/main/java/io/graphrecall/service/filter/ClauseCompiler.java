package io.graphrecall.service.filter;

import com.carrotsearch.hppc.IntHashSet;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.service.snapshot.ServingSnapshot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** Compiles clauses to predicates over the content ordinals of a snapshot. */
final class ClauseCompiler {

    private final ServingSnapshot snapshot;
    private final ContentFilter.Rules rules;

    ClauseCompiler(ServingSnapshot snapshot, ContentFilter.Rules rules) {
        this.snapshot = snapshot;
        this.rules = rules;
    }

    /** Returns the conditions that a content must satisfy. */
    ContentFilter.Condition[] conditions() {
        List<ContentFilter.Condition> conditions = new ArrayList<>();
        rules.must().forEach(clause -> conditions
                .add(new ContentFilter.Condition(predicate(clause), "it lacks " + clause.text())));
        rules.mustNot().forEach(clause -> conditions
                .add(new ContentFilter.Condition(predicate(clause).negate(), "it has " + clause.text())));
        if (!rules.blockedAuthors().isEmpty()) {
            conditions.add(new ContentFilter.Condition(
                    hasAuthor(rules.blockedAuthors()).negate(), "the user blocks its author"));
        }
        if (!rules.mutedTags().isEmpty()) {
            conditions.add(new ContentFilter.Condition(
                    hasFeature(FeatureSpace.TAG, List.copyOf(rules.mutedTags())).negate(),
                    "the user mutes one of its tags"));
        }
        return conditions.toArray(ContentFilter.Condition[]::new);
    }

    private IntPredicate predicate(Clause clause) {
        return switch (clause.field()) {
            case "tag" -> hasFeature(FeatureSpace.TAG, clause.any());
            case "category" -> hasCategory(clause.any());
            case "author" -> hasAuthor(Set.copyOf(clause.any()));
            case Clause.RELATION -> hasRelation(clause.any());
            case "content_id" -> {
                IntHashSet ids = new IntHashSet();
                clause.any().forEach(id -> ids.add(snapshot.contentOrdinal(id)));
                yield ids::contains;
            }
            case "published_at" -> publishedWithin(clause);
            default -> hasFeature(FeatureSpace.ATTRIBUTE, clause.any().stream()
                    .map(value -> new AttributeValue(clause.attribute(), value).key()).toList());
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
        NodeIndex index = snapshot.tables().authors();
        IntHashSet ordinals = new IntHashSet(authors.size());
        for (String author : authors) {
            int ordinal = index.ordinal(author);
            if (ordinal >= 0) {
                ordinals.add(ordinal);
            }
        }
        return content -> snapshot.hasAuthor(content, ordinals, authors);
    }

    private IntPredicate hasFeature(FeatureSpace space, List<String> keys) {
        NodeIndex index = snapshot.tables().features(space).index();
        IntHashSet features = new IntHashSet();
        for (String key : keys) {
            int feature = index.ordinal(key);
            if (feature >= 0) {
                features.add(feature);
            }
        }
        Set<String> names = Set.copyOf(keys);
        return content -> snapshot.hasAnyFeature(space, content, features, names);
    }

    private IntPredicate hasCategory(List<String> names) {
        NodeIndex index = snapshot.tables().features(FeatureSpace.CATEGORY).index();
        IntHashSet categories = new IntHashSet();
        Set<String> keys = new HashSet<>();
        for (String name : names) {
            for (int category : snapshot.categories(name)) {
                categories.add(category);
                keys.add(index.key(category));
            }
        }
        return content -> snapshot.hasAnyFeature(FeatureSpace.CATEGORY, content, categories, keys);
    }

    private IntPredicate publishedWithin(Clause clause) {
        long from = clause.from() == null ? Long.MIN_VALUE : clause.from().toEpochMilli();
        long until = clause.until() == null ? Long.MAX_VALUE : clause.until().toEpochMilli();
        return content -> {
            long published = snapshot.publishedAt(content);
            return published != ServingSnapshot.UNKNOWN_TIME && published >= from && published < until;
        };
    }
}
