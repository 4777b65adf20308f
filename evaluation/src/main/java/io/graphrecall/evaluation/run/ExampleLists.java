package io.graphrecall.evaluation.run;

import io.graphrecall.evaluation.lists.FullQuotaRecall;
import io.graphrecall.evaluation.lists.FullQuotaResult;
import io.graphrecall.evaluation.lists.RecallList;
import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.evaluation.report.EvaluationReport;
import io.graphrecall.evaluation.report.ExampleUser;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.state.Engagement;
import io.graphrecall.pipeline.state.StateReader;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Example lists of a few test users, evenly spaced over the test requests, with titles and reasons. */
final class ExampleLists {

    private static final int USERS = 10;
    private static final int MERGED_SIZE = 10;
    private static final int CHANNEL_SIZE = 5;

    private final Map<String, String> titles = new HashMap<>();

    private ExampleLists(DataSetFolder folder) {
        folder.contents(content -> {
            String title = content.description().title();
            if (title != null) {
                titles.put(content.id().key(), title);
            }
        });
    }

    static List<ExampleUser> of(
            List<EvaluationRequest> requests, FullQuotaRecall recall, StateReader users, DataSetFolder folder) {
        ExampleLists examples = new ExampleLists(folder);
        int count = Math.min(USERS, requests.size());
        return IntStream.range(0, count).mapToObj(i -> requests.get((int) ((long) i * requests.size() / count)))
                .map(request -> examples.of(request, users.read(new UserId(request.userId())), recall.recall(
                        request.userId(), Instant.ofEpochMilli(request.at()))))
                .toList();
    }

    private ExampleUser of(EvaluationRequest request, UserState user, FullQuotaResult result) {
        List<ExampleUser.Titled> recent = user.contents().reversed().stream()
                .filter(engagement -> engagement.action().positive() && engagement.at() <= request.at())
                .map(Engagement::key).distinct().limit(CHANNEL_SIZE).map(this::titled).toList();
        Map<String, List<ExampleUser.Entry>> lists = new LinkedHashMap<>();
        lists.put(EvaluationReport.MERGED, merged(result));
        result.reasons(CHANNEL_SIZE).forEach((channel, contents) -> {
            if (!contents.isEmpty()) {
                lists.put(channel, contents.stream()
                        .map(content -> entry(content.contentId(), reason(content.reason()))).toList());
            }
        });
        return new ExampleUser(request.userId(), recent, titled(request.targets().getFirst()), lists);
    }

    /** Returns the top of the merged list. The reason is that of the first channel that returned the content and has one. */
    private List<ExampleUser.Entry> merged(FullQuotaResult result) {
        Map<String, Map<String, Reason>> reasons = new HashMap<>();
        result.reasons(Integer.MAX_VALUE).forEach((channel, contents) -> {
            Map<String, Reason> ofChannel = new HashMap<>();
            contents.stream().filter(content -> content.reason() != null).forEach(
                    content -> ofChannel.put(content.contentId(), Objects.requireNonNull(content.reason())));
            reasons.put(channel, ofChannel);
        });
        List<ExampleUser.Entry> entries = new ArrayList<>();
        for (RecallList.Entry content : result.merged().contents().stream().limit(MERGED_SIZE).toList()) {
            String reason = content.channels().stream()
                    .map(channel -> reasons.getOrDefault(channel, Map.of()).get(content.contentId()))
                    .filter(Objects::nonNull).findFirst().map(this::reason).orElse(null);
            String channels = String.join(", ", content.channels());
            entries.add(entry(content.contentId(), reason == null ? channels : channels + ": " + reason));
        }
        return entries;
    }

    private ExampleUser.Titled titled(String contentId) {
        return new ExampleUser.Titled(contentId, titles.get(contentId));
    }

    private ExampleUser.Entry entry(String contentId, @Nullable String reason) {
        return new ExampleUser.Entry(contentId, titles.get(contentId), reason);
    }

    /** Returns a reason in words: of a content, its title. */
    private @Nullable String reason(@Nullable Reason reason) {
        if (reason == null) {
            return null;
        }
        String text = reason.kind() == Reason.Kind.CONTENT
                ? titles.getOrDefault(reason.key(), reason.text())
                : reason.text();
        return reason.metaPath() == null || reason.kind() == Reason.Kind.METAPATH
                ? text
                : text + " (" + reason.metaPath() + ")";
    }
}
