package io.graphrecall.content.text;

import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** HTML in texts. */
public final class Markup {

    /** A {@code <} that starts neither a tag of an HTML element nor a comment, as in {@code a < b} or {@code <Inception>}. */
    private static final Pattern LESS_THAN = Pattern.compile("<(?!!--|/?(?:"
            + "a|abbr|address|article|aside|audio|b|big|blockquote|body|br|button|caption|center|cite|code|col|colgroup"
            + "|dd|del|details|div|dl|dt|em|embed|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe"
            + "|img|input|ins|kbd|label|li|link|main|mark|meta|nav|noscript|object|ol|option|p|picture|pre|q|s|script"
            + "|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead"
            + "|title|tr|tt|u|ul|video)[\\s/>])", Pattern.CASE_INSENSITIVE);

    private Markup() {}

    /** Returns the text without tags, comments, scripts and style sheets of HTML, with characters for HTML entities. */
    public static String removedFrom(String text) {
        if (text.indexOf('<') < 0 && text.indexOf('&') < 0) {
            return text;
        }
        StringWriter plain = new StringWriter(text.length());
        try (Reader reader = new HTMLStripCharFilter(
                new StringReader(LESS_THAN.matcher(text).replaceAll("&lt;")))) {
            reader.transferTo(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read a text in memory", e);
        }
        return plain.toString().strip();
    }
}
