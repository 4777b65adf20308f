package io.graphrecall.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.blend.Blend;
import io.graphrecall.blend.ChannelShare;
import io.graphrecall.pipeline.Scene.Variant;
import io.graphrecall.pipeline.filter.FilterGroup;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class SceneTest {

    private static final List<String> USERS = IntStream.range(0, 20_000).mapToObj(i -> "u-" + i).toList();

    @Test
    void eachVariantGetsItsShareOfTheUsers() {
        Map<String, Long> counts = USERS.stream().map(user -> nameFor(scene("feed", 0.1, 0.3), user))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        // 20,000 users: a standard deviation of at most 70.
        assertThat(counts).containsOnlyKeys("feed", "a", "b");
        assertThat(counts.get("a")).isCloseTo(2_000L, within(300L));
        assertThat(counts.get("b")).isCloseTo(6_000L, within(300L));
    }

    @Test
    void noUserLeavesAVariantWhoseShareGrows() {
        Scene before = scene("feed", 0.1, 0.3);
        Scene after = scene("feed", 0.1, 0.6);

        assertThat(USERS).filteredOn(user -> before.variantFor(user).isPresent())
                .allSatisfy(user -> assertThat(nameFor(after, user)).isEqualTo(nameFor(before, user)));
    }

    @Test
    void theVariantsOfTwoScenesAreIndependent() {
        Predicate<String> inFeed = user -> nameFor(scene("feed", 0.5), user).equals("a");
        Predicate<String> inDetail = user -> nameFor(scene("detail", 0.5), user).equals("a");

        assertThat(USERS.stream().filter(inFeed).filter(inDetail).count()).isCloseTo(5_000L, within(300L));
    }

    @Test
    void aSceneWithoutVariantsServesEverybody() {
        assertThat(USERS).allSatisfy(user -> assertThat(scene("feed").variantFor(user)).isEmpty());
    }

    private static String nameFor(Scene scene, String user) {
        return scene.variantFor(user).map(Variant::scene).orElse(scene.name());
    }

    private static Scene scene(String name, double... shares) {
        return new Scene(name, Blend.RRF, null, Map.of("popular", new ChannelShare(10, 0, 1)), Duration.ofSeconds(1),
                FilterGroup.NONE, true, false, List.of(),
                IntStream.range(0, shares.length).mapToObj(i -> new Variant("ab".substring(i, i + 1), shares[i], false))
                        .toList());
    }
}
