package io.graphrecall.evaluation.run;

import io.graphrecall.evaluation.metrics.CatalogueFacts;
import io.graphrecall.evaluation.protocol.ClickMotives;
import io.graphrecall.evaluation.protocol.EvaluationRequest;
import io.graphrecall.evaluation.protocol.EventLog;
import io.graphrecall.evaluation.protocol.Split;
import io.graphrecall.evaluation.protocol.SplitLog;
import io.graphrecall.evaluation.protocol.Strata;
import io.graphrecall.evaluation.report.EvaluationReport;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.RejectionCounter;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Data set split by an evaluation protocol.
 *
 * @param users number of users, including those without events
 */
record SplitDataSet(DataSetFolder folder, DataSet.Protocol protocol, EventLog log, Split split, long users) {

    /** Parts that a strict build loads. */
    static final Set<Split.Part> STRICT = EnumSet.of(Split.Part.TRAINING);
    /** Parts that a refit loads. */
    static final Set<Split.Part> REFIT = EnumSet.of(Split.Part.TRAINING, Split.Part.VALIDATION);

    /**
     * Reads and splits a data set.
     *
     * @throws RecallException with code INVALID if no user has a test target, no user has a validation target or too many
     *         events of a file are rejected
     */
    static SplitDataSet read(DataSetFolder folder, DataSet.Protocol protocol, Progress progress) {
        progress.begin("Splitting the log by protocol " + protocol.wireName() + " (events)", -1);
        EventLog log = new EventLog(folder.dataSet().timestamps());
        RejectionCounter rejections = new RejectionCounter();
        folder.events(event -> {
            log.add(event.order(), event);
            progress.advance(1);
        }, rejections);
        rejections.requireUsable(folder.maxRejectedShare());
        Set<String> users = new HashSet<>(log.userIds());
        folder.users(user -> users.add(user.id().key()));
        Split split = Split.of(log, protocol);
        if (split.test().isEmpty()) {
            throw new RecallException(Code.INVALID, "protocol " + protocol.wireName() + " finds no test target in "
                    + folder.path() + ": " + switch (protocol) {
                        case LEAVE_ONE_OUT -> "no user has positive events on three contents; positive actions are "
                                + Arrays.stream(Action.values()).filter(Action::positive).map(Action::wireName)
                                        .collect(Collectors.joining(", "));
                        case TEMPORAL -> "no user engages with a new content in the last tenth of the positive events";
                    });
        }
        if (split.validation().isEmpty()) {
            throw new RecallException(Code.INVALID, "protocol " + protocol.wireName()
                    + " finds no validation target in " + folder.path()
                    + ": no user engages with a new content in the last tenth of the positive events before the test");
        }
        progress.end(Counts.of(users.size(), "user") + ", " + Counts.of(split.test().size()) + " with a test target");
        return new SplitDataSet(folder, protocol, log, split, users.size());
    }

    /** Writes the events of the given parts to a folder. Returns the data set with these events. */
    DataSetFolder write(Set<Split.Part> parts, Path target) {
        return SplitLog.write(folder, split, parts, target);
    }

    /** Returns the catalogue for the ecosystem metrics, with all contents and positives of events in the given parts. */
    CatalogueFacts catalogue(Set<Split.Part> parts) {
        CatalogueFacts.Builder catalogue = new CatalogueFacts.Builder();
        folder.contents(catalogue::content);
        log.onContents(split, parts, event -> {
            if (event.positive()) {
                catalogue.positive(event.target().key());
            } else {
                catalogue.known(event.target().key());
            }
        });
        return catalogue.build();
    }

    /** Returns the contents that only events mention; null if there is none or the catalogue describes no content. */
    EvaluationReport.@Nullable Undescribed undescribed() {
        Set<String> described = new HashSet<>();
        folder.contents(content -> described.add(content.id().key()));
        long contents = log.contentIds().stream().filter(id -> !described.contains(id)).count();
        if (described.isEmpty() || contents == 0) {
            return null;
        }
        return new EvaluationReport.Undescribed(contents, split.test().stream()
                .flatMap(request -> request.targets().stream()).filter(id -> !described.contains(id)).count());
    }

    /** Returns the event of the first target of each test request, in the order of the requests. */
    Map<EvaluationRequest, BehaviourEvent> targetEvents() {
        Map<Long, EvaluationRequest> byLine = new HashMap<>();
        split.test().forEach(request -> byLine.put(log.target(request).line(), request));
        Map<EvaluationRequest, BehaviourEvent> found = new HashMap<>();
        folder.events(event -> {
            EvaluationRequest request = byLine.get(event.order());
            if (request != null) {
                found.put(request, event);
            }
        });
        Map<EvaluationRequest, BehaviourEvent> ordered = new LinkedHashMap<>();
        split.test().forEach(request -> ordered.put(request, Objects.requireNonNull(found.get(request))));
        return ordered;
    }

    /**
     * Returns overlapping groups of the test requests, by number of the request. Uses the ground truth if there is one.
     *
     * @param targets of {@link #targetEvents}
     */
    Map<String, BitSet> strata(Map<EvaluationRequest, BehaviourEvent> targets) {
        Map<String, Boolean> motives = ClickMotives.read(ClickMotives.folderOf(folder.path()));
        List<Strata.Member> members = new ArrayList<>();
        targets.forEach((request, event) -> members.add(new Strata.Member(
                log.events(request.userId(), split.testLines()), request.at(), event.scene(),
                motives.get(event.id()))));
        return Strata.of(members, folder.dataSet().timestamps() == DataSet.Timestamps.REAL);
    }

    /** Passes the validation events to a consumer, in the order of the log. */
    void validationEvents(Consumer<BehaviourEvent> sink) {
        folder.events(event -> {
            if (split.part(event.order()) == Split.Part.VALIDATION) {
                sink.accept(event);
            }
        });
    }
}
