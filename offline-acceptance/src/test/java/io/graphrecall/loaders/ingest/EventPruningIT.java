package io.graphrecall.loaders.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class EventPruningIT extends GraphWriterTestBase {

    private static final Instant TEN = Instant.ofEpochMilli(10);

    EventPruningIT(GraphAddress address) {
        super(address);
    }

    @Test
    void onlyBehaviourBeforeTheTimeIsDeleted() {
        events("""
                {'event_id':'e1','user_id':'old','action':'click','content_id':'c','timestamp':9}
                {'event_id':'e2','user_id':'old','action':'search','query':'gone','timestamp':9}
                {'event_id':'e3','user_id':'both','action':'purchase','item_id':'i','timestamp':9}
                {'event_id':'e4','user_id':'both','action':'purchase','item_id':'i','timestamp':10}
                {'event_id':'e5','user_id':'both','action':'search','query':'named','timestamp':9}
                {'event_id':'e6','user_id':'both','action':'click','content_id':'c','timestamp':11,'query':'named'}
                {'event_id':'e7','user_id':'both','action':'search','query':'kept','timestamp':9}
                {'event_id':'e8','user_id':'new','action':'search','query':'kept','timestamp':12}
                {'user_id':'shown','action':'impression','content_id':'c','timestamp':9}
                {'user_id':'shown','action':'impression','content_id':'d','timestamp':10}""");

        EventPruning pruning = new EventPruning(graph.client(), TEN);
        assertThat(pruning.events()).isEqualTo(5);
        assertThat(pruning.users()).isEqualTo(3);
        assertThat(graph.number("MATCH ()-[event]->() RETURN count(event) AS n")).as("nothing is deleted yet")
                .isEqualTo(8);

        assertThat(pruning.run(Progress.NONE)).isEqualTo(new EventPruning.Deleted(5, 1));

        assertThat(graph.lines("MATCH ()-[event]->() RETURN event.event_id AS line ORDER BY line"))
                .containsExactly("e4", "e6", "e8");
        assertThat(graph.lines("MATCH (query:Query) RETURN query.text AS line ORDER BY line"))
                .containsExactly("kept", "named");
        assertThat(graph.lines("MATCH (user:User) RETURN user.user_id AS line ORDER BY line"))
                .containsExactly("both", "new", "old", "shown");
        assertThat(graph.lines("MATCH (user:User {user_id: 'shown'}) UNWIND user.impressed AS line RETURN line"))
                .isEqualTo(List.of("d"));
        assertThat(graph.lines("MATCH (user:User) WHERE user.seq > 1 RETURN user.user_id AS line ORDER BY line"))
                .as("users whose states services read again").containsExactly("both", "old", "shown");
        EventPruning again = new EventPruning(graph.client(), TEN);
        assertThat(again.users()).isZero();
        assertThat(again.run(Progress.NONE)).isEqualTo(new EventPruning.Deleted(0, 0));
    }

    @Test
    void nothingIsBeforeATimeIfTimesGiveOnlyAnOrder() {
        new GraphWriter(graph.client()).writeDataSet(
                new DataSet("ordered", DataSet.Timestamps.ORDER_ONLY, DataSet.Protocol.LEAVE_ONE_OUT));

        assertThatThrownBy(() -> new EventPruning(graph.client(), TEN)).isInstanceOf(RecallException.class)
                .hasMessageContaining("give only an order");
    }
}
