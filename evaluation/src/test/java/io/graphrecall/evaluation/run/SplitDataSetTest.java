package io.graphrecall.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.evaluation.metrics.CatalogueFacts;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

class SplitDataSetTest {

    @TempDir
    private Path folder;

    private static String event(String user, String action, String content, int at) {
        return "{\"user_id\":\"%s\",\"action\":\"%s\",\"content_id\":\"%s\",\"timestamp\":%d}"
                .formatted(user, action, content, at * 1000L);
    }

    private SplitDataSet read(DataSet.Protocol protocol, List<String> events) throws IOException {
        Files.write(folder.resolve("events.jsonl"), events);
        return SplitDataSet.read(DataSetFolder.open(folder), protocol, Progress.NONE);
    }

    @Test
    void theCatalogueHasTheContentsOfEveryKnownEvent() throws IOException {
        SplitDataSet data = read(DataSet.Protocol.LEAVE_ONE_OUT, List.of(
                event("u", "click", "a", 1), event("u", "skip", "b", 2), event("u", "impression", "c", 3),
                event("u", "click", "d", 4), event("u", "click", "e", 5)));
        CatalogueFacts strict = data.catalogue(SplitDataSet.STRICT);
        assertThat(strict.size()).as("a, b, c").isEqualTo(3);
        assertThat(strict.positives("a")).isEqualTo(1);
        assertThat(strict.positives("b")).isZero();
        assertThat(data.catalogue(SplitDataSet.REFIT).size()).as("and d").isEqualTo(4);
    }

    @Test
    void theReasonWhyThereIsNoTestTargetFitsTheProtocol() {
        assertThatThrownBy(() -> read(DataSet.Protocol.LEAVE_ONE_OUT, List.of(
                event("u", "skip", "a", 1), event("u", "skip", "b", 2), event("u", "click", "c", 3))))
                .isInstanceOf(RecallException.class)
                .hasMessageEndingWith("no user has positive events on three contents; positive actions are "
                        + "click, play, like, share, favourite, comment");
        assertThatThrownBy(() -> read(DataSet.Protocol.TEMPORAL, IntStream.rangeClosed(1, 10)
                .mapToObj(at -> event("u", "click", at < 9 ? "c" + at : "c1", at)).toList()))
                .isInstanceOf(RecallException.class)
                .hasMessageEndingWith("no user engages with a new content in the last tenth of the positive events");
    }

    @Test
    void aSplitWithoutAValidationTargetIsRejectedBeforeTheLoad() {
        List<String> events = IntStream.rangeClosed(1, 9).mapToObj(at -> event("u", "click", "c" + at, at)).toList();
        // The test starts with the last event, the validation with a like of a content that was clicked before.
        assertThatThrownBy(() -> read(DataSet.Protocol.TEMPORAL, List.of(
                events.get(0), events.get(1), events.get(2), events.get(3), events.get(4), events.get(5),
                events.get(6), events.get(7), event("u", "like", "c8", 9), event("u", "click", "new", 10))))
                .isInstanceOf(RecallException.class)
                .hasMessageContaining("protocol temporal finds no validation target");
    }
}
