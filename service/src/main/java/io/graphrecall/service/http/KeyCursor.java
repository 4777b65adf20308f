package io.graphrecall.service.http;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Position in a list.
 *
 * @param list  name of the list, with its filter
 * @param after entry before the position: its id in a list that is in the order of the ids
 */
record KeyCursor(String list, String after) {

    /** Returns the cursor as a client sees it. */
    String text() {
        String text = list.length() + " " + list + after;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the id before the position of a cursor of a list, or null without a cursor. Adds an error if it is invalid. */
    static @Nullable String after(@Nullable String cursor, String list, FieldErrors errors) {
        if (cursor == null) {
            return null;
        }
        try {
            KeyCursor position = of(cursor);
            if (position.list.equals(list)) {
                return position.after;
            }
            errors.add("/cursor", "is of a list with another filter");
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            errors.add("/cursor", "is '" + cursor + "', expected a cursor of an earlier response");
        }
        return null;
    }

    /** @throws IllegalArgumentException or IndexOutOfBoundsException if the text is no cursor */
    static KeyCursor of(String cursor) {
        String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        int blank = text.indexOf(' ');
        int end = blank + 1 + Integer.parseInt(text.substring(0, blank));
        return new KeyCursor(text.substring(blank + 1, end), text.substring(end));
    }
}
