package io.graphrecall.pipeline.channel.vector;

import static io.graphrecall.pipeline.testing.Queries.change;
import static io.graphrecall.pipeline.testing.Queries.ids;
import static io.graphrecall.pipeline.testing.Queries.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.Reasons;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.testing.SmallWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

class VectorSearchTest {

    private final ServingSnapshot snapshot = new SmallWorld()
            .vector("clip", "a", 1, 0).vector("clip", "b", 4, 3).vector("clip", "c", 0, 1).snapshot()
            .with(List.of(change("newer", 12, 5)));

    @ParameterizedTest
    @ValueSource(floats = {0.01f, 1, 100})
    void newerContentsTakeTheirPlaceHoweverLongTheVectorOfTheUser(float length) {
        ChannelResult answer = nearest(length, 0);
        assertThat(ids(snapshot, answer)).containsExactly("a", "newer", "b");
        assertThat(answer.scores()).containsExactly(new float[] {1, 12 / 13f, 0.8f}, within(1e-5f));
    }

    @Test
    void aUserWithoutADirectionIsNearNothing() {
        assertThat(nearest(0, 0)).isEqualTo(ChannelResult.NOTHING);
    }

    @Test
    void aNewerContentHasTheScoreThatTheNextBuildGivesIt() {
        Random random = new Random(7);
        for (int repetition = 0; repetition < 100; repetition++) {
            float[] vector = random(random);
            float[] user = random(random);
            SmallWorld world = new SmallWorld().vector("clip", "other", random(random));
            ChannelResult posted = nearest(world.snapshot().with(List.of(change("c", vector))), user, "other");
            ChannelResult built = nearest(world.vector("clip", "c", vector).snapshot(), user, "other");
            assertThat(posted.scores()).containsExactly(built.scores());
        }
    }

    private static float[] random(Random random) {
        float[] vector = new float[48];
        for (int d = 0; d < vector.length; d++) {
            vector[d] = (float) random.nextGaussian() + 0.5f;
        }
        return vector;
    }

    private static ChannelResult nearest(ServingSnapshot snapshot, float[] user, String excluded) {
        return VectorSearch.search(user, query(snapshot, Set.of(excluded)),
                Objects.requireNonNull(snapshot.spaces().get("clip")), Reasons.NONE);
    }

    private ChannelResult nearest(float... user) {
        return VectorSearch.search(
                user, query(snapshot, Set.of()), Objects.requireNonNull(snapshot.spaces().get("clip")), Reasons.NONE);
    }
}
