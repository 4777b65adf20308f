package io.graphrecall.benchmarks.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;

/**
 * Users of a simulated world with the lists that a service returns to them. Each arrival is a user drawn at random, who
 * makes one request. A click is in proportion to the attraction of the content and to the eagerness of the user on that
 * day.
 *
 * @param users      the users with their lists
 * @param attraction probability that a user clicks a content after examining it
 */
record WorldAudience(List<Reader> users, ToDoubleBiFunction<String, Integer> attraction) implements Audience {

    /**
     * A user and the lists of both scenes, as numbers of contents.
     *
     * @param id user id
     */
    record Reader(String id, int[] sceneList, int[] variantList) {}

    /** Returns true if the scenes have different lists for at least one user. */
    boolean hasDifferentLists() {
        return users.stream().anyMatch(user -> !Arrays.equals(user.sceneList, user.variantList));
    }

    @Override
    public Stream<Request> arrive(SplittableRandom random) {
        Reader user = users.get(random.nextInt(users.size()));
        double eagerness = 2 * random.nextDouble();
        return Stream.of(new Request() {

            @Override
            public int[] list(Arm arm) {
                return arm == Arm.SCENE ? user.sceneList : user.variantList;
            }

            @Override
            public double attraction(int content) {
                return eagerness * attraction.applyAsDouble(user.id, content);
            }
        });
    }
}
