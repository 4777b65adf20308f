package io.graphrecall.pipeline.channel.interest;

import static io.graphrecall.pipeline.testing.Queries.ids;
import static io.graphrecall.pipeline.testing.Queries.searching;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.content.text.Terms;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.overlay.ContentChange;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.testing.SmallWorld;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.Description;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class NewWordsTest {

    private final SmallWorld world = new SmallWorld().terms("old", "toy").tags("old", "plush");
    private final ServingSnapshot empty = world.snapshot(new NewWords(world.tables(), new Terms()));
    private final RecallChannel channel = new Query2vChannel(new ScoreBoards());

    @Test
    void aNewContentIsFoundByWordsThatTheGenerationDoesNotKnow() {
        ServingSnapshot snapshot = empty
                .with(List.of(change("labubu", 1, "Labubu unboxed"), change("other", 1, "Car")));

        ChannelResult found = channel.recall(searching(snapshot, "labubu toy"));

        assertThat(ids(snapshot, found)).containsExactlyInAnyOrder("labubu", "old");
        assertThat(found.reasons().of(found.contents())).containsOnly(new Reason(Reason.Kind.QUERY, "labubu toy"));
        assertThat(ids(snapshot, channel.recall(searching(snapshot, "labubu")))).containsExactly("labubu");
        assertThat(ids(empty, channel.recall(searching(empty, "labubu")))).isEmpty();
    }

    @Test
    void aNewContentIsFoundByANewTag() {
        ServingSnapshot snapshot = empty
                .with(List.of(change("a", 1, null, "blind box"), change("b", 1, null, "plush")));

        assertThat(ids(snapshot, channel.recall(searching(snapshot, "blind boxes")))).containsExactly("a");
    }

    @Test
    void aCorrectedContentOfTheGenerationIsFoundByItsNewWords() {
        ServingSnapshot corrected = empty.with(List.of(change("old", 1, "Labubu toy")));
        ServingSnapshot again = corrected.with(List.of(change("old", 2, "Jellycat toy")));

        assertThat(ids(corrected, channel.recall(searching(corrected, "labubu")))).containsExactly("old");
        assertThat(ids(again, channel.recall(searching(again, "jellycat")))).containsExactly("old");
        assertThat(ids(again, channel.recall(searching(again, "labubu")))).isEmpty();
    }

    @Test
    void wordsFarInsideAnOverlongTitleAreNotRead() {
        ServingSnapshot snapshot = empty.with(List.of(change("a", 1, "car ".repeat(500) + "labubu")));

        assertThat(ids(snapshot, channel.recall(searching(snapshot, "labubu")))).isEmpty();
        assertThat(ids(snapshot, channel.recall(searching(snapshot, "car")))).containsExactly("a");
    }

    @Test
    void contentsWithMoreOfTheWordsComeFirst() {
        ServingSnapshot snapshot = empty.with(List.of(change("one", 1, "Labubu"), change("both", 1, "Labubu blind")));

        assertThat(ids(snapshot, channel.recall(searching(snapshot, "blind labubu")))).containsExactly("both", "one");
    }

    @Test
    void aChangedOrWithdrawnContentLosesItsWords() {
        ServingSnapshot snapshot = empty.with(List.of(change("a", 1, "Labubu"), change("b", 1, "Labubu")));

        ServingSnapshot later = snapshot.with(List.of(
                change("a", 2, "Jellycat"), new ContentChange(new ContentId("b"), null, 2)));

        assertThat(ids(later, channel.recall(searching(later, "labubu")))).isEmpty();
        assertThat(ids(later, channel.recall(searching(later, "jellycat")))).containsExactly("a");
        assertThat(ids(snapshot, channel.recall(searching(snapshot, "labubu")))).containsExactlyInAnyOrder("a", "b");
    }

    private static ContentChange change(String id, long seq, @Nullable String title, String... tags) {
        return new ContentChange(new ContentId(id), new Content(new ContentId(id), new Description(
                title, null, List.of(), Map.of(), List.of(tags), null, null, null, Description.Status.ACTIVE,
                Description.Media.NONE, Map.of(), Map.of())), seq);
    }
}
