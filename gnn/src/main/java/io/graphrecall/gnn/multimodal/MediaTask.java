package io.graphrecall.gnn.multimodal;

import io.graphrecall.content.encode.FramePreparation;
import io.graphrecall.content.media.PackedMedia;
import io.graphrecall.content.text.Terms;
import io.graphrecall.schema.CatalogueEntry;
import io.graphrecall.schema.parallel.BlockHost;
import io.graphrecall.schema.parallel.BlockTask;
import io.graphrecall.schema.parallel.OpenTask;
import io.graphrecall.schema.parallel.SerialForm;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Task to read the media of contents: decodes pictures, videos and sounds, and encodes frames with the image model if there
 * is one. The readings have no terms. Another machine gets the image model with the task and the files with each block.
 */
final class MediaTask implements BlockTask<SampleReader.Reading[]> {

    private static final long serialVersionUID = 1;

    /** Maximum files and bytes of a block, unless it is one content. */
    private static final int MAX_FILES = 8;
    private static final long MAX_BYTES = 1 << 20;

    private final MultimodalParameters.Model model;
    /** First content of each block, and the number of contents. */
    private final int[] begins;
    private final transient List<CatalogueEntry> entries;
    /** Reader of the machine that has the files; null on another one. */
    private final transient @Nullable SampleReader here;
    /** Image model and its input format on another machine. */
    private transient byte @Nullable [] imageModel;
    private transient byte @Nullable [] preparation;

    /** @param entries contents, at least one */
    MediaTask(MultimodalParameters.Model model, List<CatalogueEntry> entries, SampleReader here) {
        this.model = model;
        this.entries = List.copyOf(entries);
        this.here = here;
        IntStream.Builder ends = IntStream.builder().add(0);
        int files = 0;
        long bytes = 0;
        for (int i = 0; i < entries.size(); i++) {
            SampleReader.Size size = here.size(entries.get(i));
            if (files > 0 && (files + size.files() > MAX_FILES || bytes + size.bytes() > MAX_BYTES)) {
                ends.add(i);
                files = 0;
                bytes = 0;
            }
            files += Math.max(1, size.files());
            bytes += size.bytes();
        }
        begins = ends.add(entries.size()).build().toArray();
    }

    @Override
    public int blocks() {
        return begins.length - 1;
    }

    private List<CatalogueEntry> entries(int block) {
        return entries.subList(begins[block], begins[block + 1]);
    }

    @Override
    public byte[] input(int block) {
        SampleReader reader = Objects.requireNonNull(here, "the machine that has the files");
        return SerialForm.of(new ArrayList<>(entries(block).stream().map(reader::packed).toList()));
    }

    @Override
    public OpenTask<SampleReader.Reading[]> open(BlockHost host) {
        SampleReader local = here;
        if (local != null) {
            return () -> block -> entries(block).stream().map(local::readMedia).toArray(SampleReader.Reading[]::new);
        }
        SampleReader reader = reader();
        return new OpenTask<>() {
            @Override
            public IntFunction<SampleReader.Reading[]> computer() {
                return block -> contents(host.input(block)).stream()
                        .map(content -> content instanceof PackedMedia media
                                ? reader.read(media)
                                : (SampleReader.Reading) content)
                        .toArray(SampleReader.Reading[]::new);
            }

            @Override
            public void close() {
                reader.close();
            }
        };
    }

    private static List<?> contents(byte[] input) {
        try {
            return (List<?>) SerialForm.read(new ByteArrayInputStream(input));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the classes of the task itself", e);
        }
    }

    /** Returns a reader with the image model that came with the task. */
    private SampleReader reader() {
        if (imageModel == null || preparation == null) {
            return new SampleReader(model, new Terms(), Path.of(""));
        }
        try {
            Path folder = Files.createTempDirectory("graph-recall-model-");
            Path file = folder.resolve("image.onnx");
            try {
                Files.write(file, imageModel);
                Files.write(FramePreparation.fileOf(file), preparation);
                SampleReader reader = new SampleReader(
                        model.withFrames(model.frames().in(file.toString())), new Terms(), folder);
                reader.media();
                return reader;
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(FramePreparation.fileOf(file));
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        if (!model.frames().builtIn()) {
            Path file = Path.of(model.frames().file());
            out.writeObject(Files.readAllBytes(file));
            out.writeObject(Files.readAllBytes(FramePreparation.fileOf(file)));
        }
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        if (!model.frames().builtIn()) {
            imageModel = (byte[]) in.readObject();
            preparation = (byte[]) in.readObject();
        }
    }
}
