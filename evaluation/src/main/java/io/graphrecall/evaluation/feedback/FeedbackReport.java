package io.graphrecall.evaluation.feedback;

import com.carrotsearch.hppc.LongHashSet;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.graphrecall.retrieval.KeyHash;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.WireNamed;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Click rates of the answers of a service. A content is shown if an impression or an engagement refers to the answer
 * that had it, and clicked if a positive engagement does; each counts once per answer.
 *
 * @param from    first time
 * @param to      time after the last one
 * @param answers logged answers
 * @param scenes  by scene and variant. The control group of an experiment has the name of the scene, and interleaved
 *                lists have those of both scenes, joined by {@code +}. Answers of the scene from outside an experiment are
 *                {@link #NO_EXPERIMENT}, or have the name of the scene if there is no experiment at all
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record FeedbackReport(
        @JsonSerialize(using = ToStringSerializer.class) Instant from,
        @JsonSerialize(using = ToStringSerializer.class) Instant to, long answers,
        Map<String, Map<String, Arm>> scenes) {

    /** Name of the answers from before or after the experiments of their scene, which are no control group. */
    public static final String NO_EXPERIMENT = "no experiment";

    /** Difference between the clocks of two members. */
    private static final Duration MAX_SKEW = Duration.ofHours(1);

    /**
     * Answers that one scene or variant served.
     *
     * @param answers      number of answers
     * @param clicks       rate over all shown contents
     * @param channels     rate over the shown contents that a channel returned, by channel
     * @param againstScene difference of the click rate to the control group; null for the control group itself, for
     *                     interleaved lists and outside an experiment
     * @param preference   preference between the two scenes of interleaved lists; null for other arms
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Arm(
            long answers, ClickRate clicks, Map<String, ClickRate> channels, @Nullable SequentialTest againstScene,
            @Nullable Preference preference) {}

    /**
     * Contents of all answers that were shown and clicked. A content of an answer is a hash of 64 bits, so that it takes
     * about 20 bytes. The probability that any of a billion contents is taken for one of 100 million shown ones is 0.5 %.
     */
    private static final class Events {

        private final LongHashSet requests = new LongHashSet();
        private final LongHashSet shown = new LongHashSet();
        private final LongHashSet clicked = new LongHashSet();

        void add(String request, String content, boolean click) {
            long hash = KeyHash.of(request);
            requests.add(hash);
            shown.add(pair(hash, content));
            if (click) {
                clicked.add(pair(hash, content));
            }
        }

        /** Returns the contents of a logged answer; of a second answer to the same request, none is shown. */
        List<ServedContent> contents(JsonNode answer) {
            String request = answer.path("request_id").asText();
            long hash = KeyHash.of(request);
            boolean hasEvents = requests.remove(hash);
            Instant time = Instant.parse(answer.path("time").asText());
            List<ServedContent> contents = new ArrayList<>();
            for (JsonNode content : answer.path("contents")) {
                String id = content.path("content_id").asText();
                long pair = pair(hash, id);
                contents.add(new ServedContent(
                        time, request, answer.path("user_id").asText(), answer.path("scene").asText(),
                        answer.path("variant").textValue(), contents.size() + 1, id, content.path("team").textValue(),
                        content.path("channels").valueStream().map(JsonNode::asText).toList(),
                        hasEvents && shown.contains(pair), hasEvents && clicked.contains(pair)));
            }
            return contents;
        }

        private static long pair(long request, String content) {
            return KeyHash.mix(request ^ KeyHash.of(content));
        }
    }

    /** Sums of an arm. */
    private static final class Sums {

        private long answers;
        private final Map<String, ClickRate.User> users = new HashMap<>();
        private final Map<String, Map<String, ClickRate.User>> channels = new TreeMap<>();
        private final Map<String, Preference.User> credits = new HashMap<>();
        /** The team that is not the scene itself; null until it picks a content. */
        private @Nullable String rival;

        /** Adds an answer by its contents. */
        void add(List<ServedContent> contents) {
            answers++;
            for (ServedContent content : contents) {
                String team = content.team();
                boolean isRival = team != null && !team.equals(content.scene());
                rival = isRival ? team : rival;
                if (content.shown()) {
                    if (content.clicked() && team != null) {
                        credits.computeIfAbsent(content.userId(), none -> new Preference.User()).add(isRival);
                    }
                    users.computeIfAbsent(content.userId(), none -> new ClickRate.User()).add(content.clicked());
                    content.channels().forEach(channel -> channels.computeIfAbsent(channel, none -> new HashMap<>())
                            .computeIfAbsent(content.userId(), none -> new ClickRate.User()).add(content.clicked()));
                }
            }
        }

        Arm arm(@Nullable ClickRate control) {
            ClickRate clicks = ClickRate.of(users.values());
            Map<String, ClickRate> byChannel = new TreeMap<>();
            channels.forEach((channel, sums) -> byChannel.put(channel, ClickRate.of(sums.values())));
            return new Arm(answers, clicks, byChannel,
                    control == null ? null : clicks.difference(control),
                    rival == null ? null : Preference.of(rival, credits.values()));
        }
    }

    /**
     * Reads feedback logs.
     *
     * @param folders folders of logs, of one or several members
     * @param from    first time of an answer
     * @param to      time after that of the last answer
     * @param served  receives every content of the answers, in the order of the logs
     */
    public static FeedbackReport read(
            List<Path> folders, Instant from, Instant to, Consumer<ServedContent> served, Progress progress) {
        FeedbackFiles files = FeedbackFiles.in(folders);
        Events events = new Events();
        files.read("Reading events", "action", line -> {
            if (Instant.parse(line.path("time").asText()).isBefore(from.minus(MAX_SKEW))) {
                return; // its answer is earlier still
            }
            events.add(line.path("request_id").asText(), line.path("content_id").asText(),
                    WireNamed.find(Action.class, line.path("action").asText()).filter(Action::positive).isPresent());
        }, progress);
        Map<String, Map<String, Sums>> scenes = new TreeMap<>();
        long[] answers = new long[1];
        files.read("Reading answers", "contents", line -> {
            Instant time = Instant.parse(line.path("time").asText());
            if (!time.isBefore(from) && time.isBefore(to)) {
                answers[0]++;
                List<ServedContent> contents = events.contents(line);
                scenes.computeIfAbsent(line.path("scene").asText(), name -> new TreeMap<>())
                        .computeIfAbsent(line.path("variant").asText(NO_EXPERIMENT), name -> new Sums())
                        .add(contents);
                contents.forEach(served);
            }
        }, progress);

        Map<String, Map<String, Arm>> arms = new TreeMap<>();
        scenes.forEach((scene, variants) -> {
            if (variants.size() == 1 && variants.containsKey(NO_EXPERIMENT)) {
                variants.put(scene, Objects.requireNonNull(variants.remove(NO_EXPERIMENT)));
            }
            Map<String, Arm> byVariant = new TreeMap<>();
            Sums control = variants.get(scene);
            ClickRate rate = control == null ? null : ClickRate.of(control.users.values());
            variants.forEach((variant, sums) -> byVariant.put(variant, sums.arm(
                    variant.equals(scene) || variant.startsWith(scene + "+") || variant.equals(NO_EXPERIMENT)
                            ? null
                            : rate)));
            arms.put(scene, byVariant);
        });
        return new FeedbackReport(from, to, answers[0], arms);
    }
}
