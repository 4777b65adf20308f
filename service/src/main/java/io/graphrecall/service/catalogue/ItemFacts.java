package io.graphrecall.service.catalogue;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** Facts about an item; each is as in {@link ContentFacts}. */
public record ItemFacts(
        String itemId,
        String status,
        @Nullable String title,
        @Nullable String description,
        List<ContentFacts.Category> categories,
        List<ContentFacts.Tag> tags,
        List<ContentFacts.Attribute> attributes,
        @Nullable String publishedAt,
        @Nullable String expiresAt,
        ContentFacts.Media media,
        Map<String, Object> fields,
        List<ContentFacts.Vector> vectors,
        long seq) {}
