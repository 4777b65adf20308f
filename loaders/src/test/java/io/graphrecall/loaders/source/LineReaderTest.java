package io.graphrecall.loaders.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

class LineReaderTest {

    @TempDir
    private Path folder;

    @Test
    void linesAreNumberedFromOneAndBlankLinesAreSkipped() throws IOException {
        assertThat(read("a\n\n  \r\nb\r\n\nc".getBytes(StandardCharsets.UTF_8))).containsExactly(
                new RawLine(1, "a", null), new RawLine(4, "b", null), new RawLine(6, "c", null));
    }

    @Test
    void theLastLineBreakIsOptional() throws IOException {
        assertThat(read(new byte[0])).isEmpty();
        assertThat(read("\n\n".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(read("a\n".getBytes(StandardCharsets.UTF_8))).isEqualTo(read("a".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void linesLongerThanTheBufferAreReadCompletely() throws IOException {
        String line = "猫".repeat(100_000);
        assertThat(read((line + "\n" + line).getBytes(StandardCharsets.UTF_8))).extracting(RawLine::text)
                .containsExactly(line, line);
    }

    @Test
    void skipsAByteOrderMark() throws IOException {
        assertThat(read("\ufeffa\nb".getBytes(StandardCharsets.UTF_8))).extracting(RawLine::text).containsExactly("a",
                "b");
    }

    @Test
    void aUtf16FileIsRejected() throws IOException {
        for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32")) {
            List<RawLine> lines = read("{\"a\":1}\n{\"a\":2}\n".getBytes(Charset.forName(charset)));
            assertThat(lines).as(charset).containsExactly(new RawLine(1, "",
                    "is the start of a file that is not UTF-8 (probably UTF-16); the file is skipped, convert it to UTF-8"));
        }
    }

    @Test
    void aLineThatIsNotUtf8IsAnErrorOfThatLine() throws IOException {
        byte[] bytes = "a\nxyz\nb".getBytes(StandardCharsets.UTF_8);
        bytes[3] = (byte) 0xff;
        assertThat(read(bytes)).containsExactly(new RawLine(1, "a", null), new RawLine(2, "x\ufffdz", "is not UTF-8"),
                new RawLine(3, "b", null));
    }

    @Test
    void anOverlongLineIsTruncatedAndReadingContinues() throws IOException {
        byte[] maximum = filled(LineReader.MAX_LINE_BYTES);
        byte[] tooLong = filled(LineReader.MAX_LINE_BYTES + 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(maximum);
        bytes.write('\n');
        bytes.write(tooLong);
        bytes.write('\n');
        bytes.write('b');
        List<RawLine> lines = read(bytes.toByteArray());

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).error()).isNull();
        assertThat(lines.get(0).text()).hasSize(LineReader.MAX_LINE_BYTES);
        assertThat(lines.get(1)).isEqualTo(
                new RawLine(2, "x".repeat(4096) + "…", "is longer than 10485760 bytes"));
        assertThat(lines.get(2)).isEqualTo(new RawLine(3, "b", null));
    }

    @Test
    void gzipIsDetectedFromTheContent() throws IOException {
        assertThat(read(gzip("a\nb"))).extracting(RawLine::text).containsExactly("a", "b");
    }

    @Test
    void bytesAfterGzipAreAnError() throws IOException {
        byte[] part = gzip("a\n");
        assertThat(read(joined(part, gzip("b\n"), new byte[70_000]))).extracting(RawLine::text)
                .containsExactly("a", "b");
        RawLine error = new RawLine(2, "",
                "is where the file ends unexpectedly: other bytes follow the compressed ones");
        byte[] damaged = gzip("b\n");
        damaged[1] ^= 0x55;
        for (byte[] more : List.of(damaged, "b\nc\n".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(part, 5))) {
            assertThat(read(joined(part, more))).containsExactly(new RawLine(1, "a", null), error);
            assertThat(read(joined(part, new byte[70_000], more))).containsExactly(new RawLine(1, "a", null), error);
        }
    }

    @Test
    void truncatedGzipGivesTheReadableLinesAndOneError() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            text.append("line ").append(i * 7919L % 50_021).append('\n');
        }
        byte[] complete = gzip(text.toString());
        List<RawLine> lines = read(Arrays.copyOf(complete, complete.length / 2));

        RawLine last = lines.removeLast();
        assertThat(last.error()).isEqualTo("is where the file ends unexpectedly: Unexpected end of ZLIB input stream");
        assertThat(last.number()).isEqualTo(lines.size() + 1L);
        assertThat(lines).hasSizeGreaterThan(10_000).allSatisfy(line -> assertThat(line.error()).isNull());
        assertThat(text).startsWith(String.join("\n", lines.stream().map(RawLine::text).toList()) + "\n" + last.text());
    }

    @Test
    void damagedGzipGivesAnError() throws IOException {
        byte[] damaged = gzip("a\n".repeat(10));
        damaged[12] ^= 0x55;
        assertThat(read(damaged)).last().extracting(RawLine::error).asString()
                .startsWith("is where the file ends unexpectedly: ");
        assertThat(read(Arrays.copyOf(gzip("a"), 5))).containsExactly(
                new RawLine(1, "", "is where the file ends unexpectedly: unexpected end"));
    }

    @Test
    void anInterruptStopsTheReader() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "a\nb");
        try (LineReader in = LineReader.open(file, StandardCharsets.UTF_8)) {
            in.next();
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(in::next);
        } finally {
            Thread.interrupted();
        }
    }

    private List<RawLine> read(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("f"), bytes);
        List<RawLine> lines = new ArrayList<>();
        try (LineReader in = LineReader.open(file, StandardCharsets.UTF_8)) {
            for (RawLine line = in.next(); line != null; line = in.next()) {
                lines.add(line);
            }
            assertThat(in.next()).isNull();
        }
        return lines;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
