package io.graphrecall.benchmarks.folder;

import io.graphrecall.content.text.Terms;
import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.graph.KeyNumbering;
import io.graphrecall.metapath.sparse.SparseSum;
import io.graphrecall.metapath.sparse.SparseVector;
import io.graphrecall.metapath.term.TermVectors;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.CategoryPath;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** Contents or items of a data-set folder, sorted by key, with their features as tables. */
final class FolderEntries {

    private final List<CatalogueEntry> entries;

    FolderEntries(List<? extends CatalogueEntry> entries) {
        this.entries = entries.stream().<CatalogueEntry>map(entry -> entry)
                .sorted(Comparator.comparing(entry -> entry.id().key())).toList();
    }

    List<CatalogueEntry> entries() {
        return entries;
    }

    NodeIndex index() {
        return NodeIndex.of(entries.stream().map(entry -> entry.id().key()).toList());
    }

    /** Returns the keys of all features of a kind. */
    Stream<String> keys(Function<CatalogueEntry, List<String>> features) {
        return entries.stream().flatMap(entry -> features.apply(entry).stream());
    }

    /** Returns the features of each entry, by their position in the index. */
    CsrTable table(NodeIndex index, Function<CatalogueEntry, List<String>> features) {
        CsrTable.Builder table = CsrTable.builder(index.size());
        for (CatalogueEntry entry : entries) {
            features.apply(entry).stream().distinct().mapToInt(index::ordinal).sorted()
                    .forEach(feature -> table.add(feature, 1));
            table.endRow();
        }
        return table.build();
    }

    /** Returns the term counts of each text. New terms get numbers in {@code keys}. */
    List<SparseVector> terms(Terms terms, KeyNumbering keys) {
        List<SparseVector> all = new ArrayList<>();
        for (CatalogueEntry entry : entries) {
            SparseSum counts = new SparseSum();
            TermVectors.occurrences(
                    terms::of, Objects.requireNonNullElse(entry.description().title(), ""),
                    Objects.requireNonNullElse(entry.description().text(), ""))
                    .forEach(term -> counts.add(keys.intern(term), 1));
            all.add(counts.top(Integer.MAX_VALUE));
        }
        return all;
    }

    static List<String> tags(CatalogueEntry entry) {
        return entry.description().tags();
    }

    static List<String> attributes(CatalogueEntry entry) {
        return entry.description().attributes().entrySet().stream()
                .flatMap(property -> property.getValue().stream()
                        .map(value -> new AttributeValue(property.getKey(), value).key()))
                .distinct().toList();
    }

    /** Returns the category and those above it, the broadest first. */
    static List<String> categoryLevels(CatalogueEntry entry) {
        List<String> path = entry.description().category();
        return path.isEmpty()
                ? List.of()
                : new CategoryPath(entry.domain(), path).levels().stream().map(CategoryPath::key).toList();
    }

    /** Returns the category itself, or nothing without one. */
    static List<String> category(CatalogueEntry entry) {
        List<String> levels = categoryLevels(entry);
        return levels.subList(Math.max(0, levels.size() - 1), levels.size());
    }
}
