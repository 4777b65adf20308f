package io.graphrecall.evaluation.run;

import io.graphrecall.evaluation.metrics.CatalogueFacts;
import io.graphrecall.evaluation.protocol.EventLog;
import io.graphrecall.evaluation.protocol.Protocol;
import io.graphrecall.evaluation.protocol.Split;
import io.graphrecall.evaluation.protocol.SplitFolder;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.RecordListener;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A data set as a protocol sees it.
 *
 * @param users how many users there are, those without events included
 */
record SplitDataSet(DataSetFolder folder, Protocol protocol, EventLog log, Split split, long users) {

    /** What a strict build knows. */
    static final Set<Split.Part> STRICT = EnumSet.of(Split.Part.TRAINING);
    /** What a refit knows. */
    static final Set<Split.Part> REFIT = EnumSet.of(Split.Part.TRAINING, Split.Part.VALIDATION);

    /**
     * Reads and splits a data set.
     *
     * @throws RecallException with code INVALID where the protocol finds nothing to ask for
     */
    static SplitDataSet read(DataSetFolder folder, Protocol protocol, Progress progress) {
        progress.begin("splitting the log by " + protocol.wireName(), -1);
        EventLog log = new EventLog(folder.dataSet().timestamps());
        folder.events(line -> {
            log.add(line.number(), line.event());
            progress.advance(1);
        }, RecordListener.IGNORE);
        Set<String> users = new HashSet<>(log.userIds());
        folder.users(line -> users.add(line.record().id().key()), RecordListener.IGNORE);
        Split split = protocol.split(log);
        if (split.test().isEmpty()) {
            throw new RecallException(Code.INVALID, "protocol " + protocol.wireName() + " finds no target in "
                    + folder.path() + ": no user has enough events");
        }
        progress.end("%,d users, %,d of them with a target".formatted(users.size(), split.test().size()));
        return new SplitDataSet(folder, protocol, log, split, users.size());
    }

    /** The lines of some parts with everything else of the data set, as a folder. */
    DataSetFolder write(Set<Split.Part> parts, Path target) {
        return SplitFolder.write(folder, split, parts, target);
    }

    /** What the ecosystem metrics need, with the positives of some parts. */
    CatalogueFacts catalogue(Set<Split.Part> parts) {
        CatalogueFacts.Builder catalogue = new CatalogueFacts.Builder();
        folder.contents(line -> catalogue.content(line.record()), RecordListener.IGNORE);
        log.positives(split, parts, catalogue::positive);
        return catalogue.build();
    }

    /** Hands out the events withheld with validation targets, in the order of the log. */
    void validationEvents(Consumer<BehaviourEvent> sink) {
        folder.events(line -> {
            if (split.part(line.number()) == Split.Part.VALIDATION) {
                sink.accept(line.event());
            }
        }, RecordListener.IGNORE);
    }
}
