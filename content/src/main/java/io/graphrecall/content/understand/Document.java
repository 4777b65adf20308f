package io.graphrecall.content.understand;

import io.graphrecall.content.text.Hashtags;
import io.graphrecall.content.text.Markup;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.Description;

import java.util.Objects;

/**
 * Record with its texts for content understanding.
 *
 * @param text  title and description without HTML; without hashtags if tags are hidden, since hashtags would leak them
 * @param plain title and description without hashtags
 * @param fold  cross-validation fold
 */
record Document(CatalogueEntry entry, String title, String text, String plain, int fold) {

    static Document of(CatalogueEntry entry, boolean tagsHidden) {
        Description description = entry.description();
        String title = Markup.removedFrom(Objects.requireNonNullElse(description.title(), ""));
        String text = description.text() == null
                ? title
                : (title + "\n" + Markup.removedFrom(description.text())).strip();
        String plain = Hashtags.removedFrom(text);
        return new Document(entry, tagsHidden ? Hashtags.removedFrom(title) : title, tagsHidden ? plain : text, plain,
                CrossFitFolds.of(entry.id().key(), text, plain));
    }

    /** Key of the record. */
    String id() {
        return entry.id().key();
    }

    Description description() {
        return entry.description();
    }

    /** Top level of the category; empty if there is none. */
    String topCategory() {
        return description().category().isEmpty() ? "" : description().category().getFirst();
    }
}
