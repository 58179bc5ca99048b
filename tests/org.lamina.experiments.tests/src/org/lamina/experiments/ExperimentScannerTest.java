package org.lamina.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.formats.Readers;
import org.lamina.model.Progress;

class ExperimentScannerTest {

    private static final Path DEMO = Path.of("").toAbsolutePath().getParent().getParent()
            .resolve("releng/demo/digits");

    private final ExperimentScanner scanner = new ExperimentScanner(Readers.builtin());

    @TempDir
    Path directory;

    @Test
    void findsTheTwinsOfTheDemo() throws Exception {
        List<Experiment> experiments = scanner.scan(DEMO.getParent(), Progress.NONE);
        assertEquals(1, experiments.size());
        Experiment digits = experiments.get(0);
        assertEquals("digits", digits.name());
        assertEquals(DEMO, digits.directory());
        assertEquals(List.of("digits", "digits_buggy"), digits.models().stream().map(ModelEntry::name).toList());
        CheckpointEntry traced = digits.models().get(0).checkpoints().stream()
                .filter(entry -> entry.file().endsWith("digits_traced.pt")).findFirst().orElseThrow();
        assertEquals("TorchScript", traced.format());
        assertEquals(Files.size(traced.file()), traced.bytes());
        assertEquals(Files.getLastModifiedTime(traced.file()), traced.modified());
    }

    @Test
    void looksAtTheContentAndNotAtTheExtension() throws Exception {
        copy("digits_traced.pt", "a/odd.weights");
        Files.writeString(directory.resolve("a/fake.pt"), "this is not a checkpoint, although it is named like one");
        List<Experiment> experiments = scanner.scan(directory, Progress.NONE);
        assertEquals(1, experiments.size());
        assertEquals(List.of("odd"), experiments.get(0).models().stream().map(ModelEntry::name).toList());
    }

    @Test
    void passesOverToolAndHiddenDirectories() throws Exception {
        for (String place : List.of(".git", "target", "__pycache__", "node_modules", "keep")) {
            copy("digits_traced.pt", place + "/net.pt");
        }
        assertEquals(List.of("keep"),
                scanner.scan(directory, Progress.NONE).stream().map(Experiment::name).toList());
    }

    @Test
    void ordersExperimentsAndEpochsNaturally() throws Exception {
        copy("digits_traced.pt", "run-10/net-epoch-9.pt");
        copy("digits_traced.pt", "run-10/net-epoch-10.pt");
        copy("digits_traced.pt", "run-9/epoch-0001.pt");
        List<Experiment> experiments = scanner.scan(directory, Progress.NONE);
        assertEquals(List.of("run-9", "run-10"), experiments.stream().map(Experiment::name).toList());
        assertEquals("run-9", experiments.get(0).models().get(0).name());
        assertEquals(List.of("net-epoch-9.pt", "net-epoch-10.pt"), experiments.get(1).models().get(0).checkpoints()
                .stream().map(entry -> entry.file().getFileName().toString()).toList());
    }

    @Test
    void findsNothingInAnEmptyDirectory() throws Exception {
        assertTrue(scanner.scan(directory, Progress.NONE).isEmpty());
    }

    @Test
    void refusesWhatIsNoDirectory() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "text");
        assertThrows(NotDirectoryException.class, () -> scanner.scan(file, Progress.NONE));
        assertThrows(NotDirectoryException.class, () -> scanner.scan(directory.resolve("gone"), Progress.NONE));
    }

    @Test
    void stopsWhenItIsCancelled() throws Exception {
        copy("digits_traced.pt", "net.pt");
        Progress cancelled = new Progress() {
            @Override
            public void report(String task, double fraction) {
                assertTrue(task.startsWith("Scanning"), task);
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThrows(CancellationException.class, () -> scanner.scan(directory, cancelled));
    }

    private void copy(String demo, String target) throws IOException {
        Path file = directory.resolve(target);
        Files.createDirectories(file.getParent());
        Files.copy(DEMO.resolve(demo), file);
    }

    @Test
    void listsCheckpointsOfEveryFormatButNoArraysOfData() throws Exception {
        Path arrays = DEMO.getParent().getParent().getParent().resolve("tests/org.lamina.testsupport/fixtures/arrays");
        for (String name : List.of("stored.npz", "version2.npy", "djl.params", "quantised.gguf")) {
            Files.copy(arrays.resolve(name), directory.resolve(name));
        }

        List<String> formats = checkpoints().stream().map(CheckpointEntry::format).sorted().toList();

        assertEquals(List.of("DJL parameters", "GGUF", "NumPy archive"), formats);
    }

    @Test
    void listsAShardedCheckpointOnceByItsIndex() throws Exception {
        byte[] header = "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}"
                .getBytes(StandardCharsets.UTF_8);
        byte[] shard = ByteBuffer.allocate(12 + header.length).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length)
                .put(header).array();
        Files.write(directory.resolve("model-00001-of-00002.safetensors"), shard);
        Files.write(directory.resolve("model-00002-of-00002.safetensors"), shard);
        assertEquals(2, checkpoints().size());

        Files.writeString(directory.resolve("model.safetensors.index.json"),
                "{\"metadata\": {}, \"weight_map\": {\"w\": \"model-00001-of-00002.safetensors\"}}");

        assertEquals(List.of("model.safetensors.index.json"),
                checkpoints().stream().map(entry -> entry.file().getFileName().toString()).toList());
    }

    private List<CheckpointEntry> checkpoints() throws IOException {
        return scanner.scan(directory, Progress.NONE).stream().flatMap(experiment -> experiment.models().stream())
                .flatMap(model -> model.checkpoints().stream()).toList();
    }
}
