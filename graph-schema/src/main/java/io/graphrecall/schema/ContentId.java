package io.graphrecall.schema;

/** Identity of a content (a video, an article, a note). */
public record ContentId(String key) implements NodeKey {

    public ContentId {
        Keys.requireKey("content_id", key);
    }

    @Override
    public NodeLabel label() {
        return NodeLabel.CONTENT;
    }
}
