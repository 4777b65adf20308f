package io.graphrecall.benchmarks.crash;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Result of a soak test. The lists are empty if the test passes, except for {@code failures} of refused posts.
 *
 * @param seconds          time under load
 * @param faults           number of faults by kind
 * @param activation       the activation in the middle of the run; null if there was none
 * @param recalls          recalls
 * @param posts            posted clicks
 * @param newContents      posted new contents
 * @param erasures         erasures of users
 * @param reposted         clicks, contents and erasures without acknowledgement, which were sent again in the end
 * @param seenAgain        acknowledged clicks whose content was recalled for the user afterwards
 * @param notInGraph       acknowledged clicks that are not in the graph
 * @param severalInGraph   clicks that are in the graph more than once
 * @param differentInGraph clicks that are in the graph with another user or content
 * @param contentsMissing  acknowledged contents that a member does not know in the end
 * @param erasedInGraph    clicks of erased users that are in the graph
 * @param erasedOnMember   erased users whom a member still knows
 * @param memory           maximum resident memory in MB in the first and the second half of the run, of all members and
 *                         of Neo4j if its process is known
 * @param failures         messages of failed requests, each once, at most 20
 */
record SoakReport(
        double seconds,
        Map<String, Integer> faults,
        @Nullable Activation activation,
        Requests recalls,
        Requests posts,
        Requests newContents,
        Requests erasures,
        int reposted,
        List<String> seenAgain,
        List<String> notInGraph,
        List<String> severalInGraph,
        List<String> differentInGraph,
        List<String> contentsMissing,
        List<String> erasedInGraph,
        List<String> erasedOnMember,
        Map<String, List<Long>> memory,
        List<String> failures) {

    /**
     * Activation of a generation.
     *
     * @param attempts    number of requests; one that fails is repeated on another member
     * @param seconds     time until all members served the generation
     * @param notOnMember ports of the members that do not serve it at the end of the run
     */
    record Activation(int attempts, double seconds, List<Integer> notOnMember) {}

    /**
     * Requests of one kind.
     *
     * @param sent     number of requests, without retries
     * @param retried  requests that were sent to a second member
     * @param degraded responses that say that something did not respond in time
     * @param refused  posts that no member accepted because Neo4j did not respond
     * @param failed   other requests without a response that counts
     * @param p50      median time from due to response, retry included, in milliseconds
     */
    record Requests(long sent, long retried, long degraded, long refused, long failed, double p50, double p99,
            double max) {}

    /**
     * True if every recall had a response, no acknowledged click or content is lost, nothing of an erased user is left,
     * no seen content was recalled, and all members serve the generation that was activated.
     */
    boolean passed() {
        return Stream.of(recalls, posts, newContents, erasures).allMatch(kind -> kind.failed == 0)
                && Stream.of(seenAgain, notInGraph, severalInGraph, differentInGraph, contentsMissing, erasedInGraph,
                        erasedOnMember).allMatch(List::isEmpty)
                && (activation == null || activation.notOnMember.isEmpty());
    }
}
