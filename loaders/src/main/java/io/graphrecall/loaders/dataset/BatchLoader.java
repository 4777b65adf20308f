package io.graphrecall.loaders.dataset;

import io.graphrecall.loaders.ingest.Rejection;
import io.graphrecall.loaders.ingest.WriteReport;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Writes the records of one kind in batches and turns rejected records into dead letters, except those of held contents. */
final class BatchLoader<R> extends CountingListener {

    /** Maximum number of characters per batch, which bounds the memory for very long lines. */
    private static final long MAX_BATCH_CHARACTERS = 8 << 20;

    private final LoadSession session;
    private final RecordKind kind;
    private final int batchSize;
    private final Function<List<R>, WriteReport> write;

    /** Refused records that are tried again after the last batch. */
    private final List<RecordLine<R>> refused = new ArrayList<>();
    private boolean retries;

    private final List<RecordLine<R>> records = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private long lines;
    private long characters;

    /** @param retries true if {@link #end} tries refused records again */
    BatchLoader(LoadSession session, RecordKind kind, int batchSize, Function<List<R>, WriteReport> write,
            boolean retries) {
        super(kind, session.counts(), session.progress());
        this.session = session;
        this.kind = kind;
        this.batchSize = batchSize;
        this.write = write;
        this.retries = retries;
    }

    void add(RecordLine<R> line) {
        records.add(line);
        addLine(line.origin().raw());
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        deadLetters.add(letter);
        if (session.strict()) {
            flush();
        } else {
            addLine(letter.raw());
        }
    }

    @Override
    public void replaced() {
        super.replaced();
        addLine("");
    }

    @Override
    public void skipped() {
        super.skipped();
        addLine("");
    }

    private void addLine(String raw) {
        lines++;
        characters += raw.length();
        if (lines >= batchSize || characters >= MAX_BATCH_CHARACTERS) {
            flush();
        }
    }

    /** Writes the current batch. */
    @Override
    void flush() {
        if (!records.isEmpty()) {
            WriteReport report = write.apply(records.stream().map(RecordLine::record).toList());
            session.counts().written(kind, report);
            for (Rejection rejection : report.rejected()) {
                RecordLine<R> line = records.get(rejection.index());
                if (rejection.reason().equals(Rejection.HELD)) {
                    session.counts().held(kind);
                } else if (retries) {
                    refused.add(line);
                } else {
                    deadLetters.add(line.origin().deadLetter(rejection.reason()));
                }
            }
        }
        deadLetters.sort(Comparator.comparingLong(DeadLetter::line));
        List<DeadLetter> reported = session.strict() ? deadLetters.stream().limit(1).toList() : deadLetters;
        reported.forEach(letter -> session.counts().deadLetter(kind, letter));
        session.deadLetters().accept(kind, reported);
        if (session.strict() && !reported.isEmpty()) {
            throw new RecallException(Code.INVALID, reported.getFirst().toString());
        }
        session.progress().advance(lines);
        records.clear();
        deadLetters.clear();
        lines = 0;
        characters = 0;
    }

    @Override
    void end() {
        if (lines > 0) {
            flush();
        }
        retries = false;
        records.addAll(refused); // without addLine, as the progress has their lines
        super.end();
    }
}
