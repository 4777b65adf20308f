package io.graphrecall.service.filter;

import com.carrotsearch.hppc.IntHashSet;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.FeatureSpace;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.service.live.ServingSnapshot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** Turns clauses into predicates over content ordinals of one snapshot. */
final class ClauseCompiler {

    private final ServingSnapshot snapshot;

    ClauseCompiler(ServingSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** Predicates that must all hold. */
    IntPredicate[] conditions(List<Clause> must, List<Clause> mustNot, Set<String> mutedTags) {
        List<IntPredicate> conditions = new ArrayList<>();
        must.forEach(clause -> conditions.add(predicate(clause)));
        mustNot.forEach(clause -> conditions.add(predicate(clause).negate()));
        if (!mutedTags.isEmpty()) {
            conditions.add(hasFeature(FeatureSpace.TAG, List.copyOf(mutedTags)).negate());
        }
        return conditions.toArray(IntPredicate[]::new);
    }

    private IntPredicate predicate(Clause clause) {
        return switch (clause.field()) {
            case "tag" -> hasFeature(FeatureSpace.TAG, clause.any());
            case "category" -> hasCategory(clause.any());
            case "author" -> {
                Set<String> authors = new HashSet<>(clause.any());
                yield content -> {
                    String author = snapshot.author(content);
                    return author != null && authors.contains(author);
                };
            }
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

    private IntPredicate hasFeature(FeatureSpace space, List<String> keys) {
        NodeIndex index = snapshot.tables().features(space).index();
        IntHashSet features = new IntHashSet();
        for (String key : keys) {
            int feature = index.ordinal(key);
            if (feature >= 0) {
                features.add(feature);
            }
        }
        Set<String> wanted = Set.copyOf(keys);
        return content -> snapshot.hasAnyFeature(space, content, features, wanted);
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
