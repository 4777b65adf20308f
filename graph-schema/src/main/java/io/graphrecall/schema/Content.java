package io.graphrecall.schema;

/** Content that can be recalled: a video, an article, a note. */
public record Content(ContentId id, Description description) implements CatalogueEntry {

    @Override
    public CategoryPath.Domain domain() {
        return CategoryPath.Domain.CONTENT;
    }
}
