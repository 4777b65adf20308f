package io.graphrecall.service.http;

import io.graphrecall.pipeline.RecallPipeline;
import io.graphrecall.pipeline.RecallRequest;
import io.graphrecall.pipeline.RecallResult;
import io.graphrecall.pipeline.channel.Deadline;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.feedback.AnswerReach;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * {@code GET /v1/contents/{content_id}/reach}: an estimate of who gets a content. Counts the recent answers of this member
 * that have it, and recalls for a sample of users, whose results are neither answers nor logged. The sample ends early when
 * its time is over or the caller has left.
 */
record ContentReachEndpoint(ServiceParts parts) {

    private static final Duration MAX_TIME = Duration.ofSeconds(10);

    private record Reach(String contentId, String scene, int size, Sample sample, AnswerReach answers) {}

    /**
     * @param users   number of recalls
     * @param reached those whose list has the content
     */
    private record Sample(int users, int reached, List<SampledChannel> channels) {}

    /**
     * @param returned recalls whose list of this channel has the content
     * @param reached  those of them whose blended list has it
     */
    private record SampledChannel(String id, int returned, int reached) {}

    /** @throws RecallException NOT_FOUND if the content is unknown */
    Reply handle(ApiRequest request) {
        Parameters parameters = request.parameters();
        ContentId content = parameters.id("content_id", ContentId::new);
        int size = parameters.integer("size");
        long sampled = parameters.integer("users");
        String named = request.scene(parameters.text("scene"));
        String scene = named == null ? RecallPipeline.DEFAULT_SCENE : named;
        FieldErrors errors = new FieldErrors();
        errors.check("", () -> parts.recalls().pipeline().scene(scene));
        errors.check();
        parts.recalls().snapshots().get().requireContent(content);
        SampleCounter counter = new SampleCounter(content);
        Deadline deadline = Deadline.in(MAX_TIME);
        for (UserId user : parts.recalls().users().preloaded().stream().limit(sampled).toList()) {
            if (deadline.passed() || request.abandoned().getAsBoolean()) {
                break;
            }
            counter.add(parts.recalls().pipeline().recall(RecallRequest.of(user, size).withScene(scene)));
        }
        request.charge().accept(counter.users - 1);
        return Reply.ok(new Reach(
                content.key(), scene, size, counter.sample(), parts.feedback().clicks().reach(scene, content.key())));
    }

    /** Counts the results that have a content. Not thread-safe. */
    private static final class SampleCounter {

        private final ContentId content;
        private final Map<String, SampledChannel> channels = new TreeMap<>();
        private int users;
        private int reached;

        SampleCounter(ContentId content) {
            this.content = content;
        }

        void add(RecallResult result) {
            users++;
            int ordinal = result.query().snapshot().contentOrdinal(content.key());
            boolean inList = IntStream.range(0, result.size()).anyMatch(i -> result.content(i) == ordinal);
            reached += inList ? 1 : 0;
            result.runs().stream()
                    .filter(run -> Arrays.stream(run.answer().contents()).anyMatch(found -> found == ordinal))
                    .map(run -> new SampledChannel(run.channel(), 1, inList ? 1 : 0))
                    .forEach(channel -> channels.merge(channel.id(), channel, (one, other) -> new SampledChannel(
                            one.id(), one.returned() + other.returned(), one.reached() + other.reached())));
        }

        Sample sample() {
            return new Sample(users, reached, List.copyOf(channels.values()));
        }
    }
}
