package io.graphrecall.evaluation.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Lists of one test user, for reading.
 *
 * @param recent latest contents that the user engaged with, the newest first
 * @param target first target of the test request
 * @param lists  top contents by list; {@link EvaluationReport#MERGED} first
 */
public record ExampleUser(String userId, List<Titled> recent, Titled target, Map<String, List<Entry>> lists) {

    /** @param title null if the catalogue has none */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Titled(String contentId, @Nullable String title) {}

    /**
     * Content of a list.
     *
     * @param title  null if the catalogue has none
     * @param reason reason of the channel in words; null if it has no single reason
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(String contentId, @Nullable String title, @Nullable String reason) {}
}
