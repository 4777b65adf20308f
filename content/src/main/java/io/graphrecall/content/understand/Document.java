package io.graphrecall.content.understand;

import io.graphrecall.content.text.Hashtags;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.Description;

/**
 * A record as understanding reads it.
 *
 * @param text  title and description; without hashtags where tags are hidden, for they give them away
 * @param plain title and description without hashtags
 * @param fold  the part it belongs to
 */
record Document(CatalogueEntry entry, String title, String text, String plain, int fold) {

    static Document of(CatalogueEntry entry, boolean tagsHidden) {
        Description description = entry.description();
        String title = description.title() == null ? "" : description.title();
        String text = description.text() == null ? title : (title + "\n" + description.text()).strip();
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

    /** The widest level of its category; empty where it has none. */
    String widest() {
        return description().category().isEmpty() ? "" : description().category().getFirst();
    }
}
