package org.lamina.formats.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lamina.formats.Fixtures;
import org.lamina.formats.Readers;
import org.lamina.formats.names.NameTree;
import org.lamina.model.Checkpoint;
import org.lamina.model.ElementType;
import org.lamina.model.Layer;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

class ShardIndexTest {

    private static final String FIRST = "model-00001-of-00002.safetensors";
    private static final String SECOND = "model-00002-of-00002.safetensors";

    @TempDir
    Path directory;
    private Path index;

    @BeforeEach
    void writeShards() throws IOException {
        shard(FIRST, "tok_emb.weight", 5);
        shard(SECOND, "lm_head.weight", 7);
        index = index("tok_emb.weight", FIRST, "lm_head.weight", SECOND);
    }

    @Test
    void showsTheTensorsOfAllFiles() throws Exception {
        try (Checkpoint checkpoint = open(index)) {
            assertEquals(List.of("tok_emb Embedding", "lm_head Linear"), checkpoint.model().orElseThrow().layers()
                    .stream().map(layer -> layer.path() + " " + layer.type()).toList());
            assertEquals("model", checkpoint.model().orElseThrow().name());
            assertEquals(16L, checkpoint.metadata().get("total_size"));
            assertEquals(List.of(NameTree.WARNING), checkpoint.warnings());
            assertArrayEquals(new double[] {7, 7}, checkpoint.tensors().values("lm_head.weight").toArray());
        }
    }

    @Test
    void showsTheRestAndSaysSoWhenAFileIsMissing() throws Exception {
        Files.delete(directory.resolve(FIRST));
        try (Checkpoint checkpoint = open(index)) {
            assertEquals(List.of("lm_head"),
                    checkpoint.model().orElseThrow().layers().stream().map(Layer::path).toList());
            assertEquals("The file " + FIRST + " is missing; 1 tensor of it not shown.", checkpoint.warnings().get(1));
        }
        Files.delete(directory.resolve(SECOND));
        assertThrows(ModelFormatException.class, () -> open(index).close());
    }

    @Test
    void showsTheRestAndSaysSoWhenAFileIsDamaged() throws Exception {
        Files.write(directory.resolve(SECOND), new byte[] {9, 0, 0, 0, 0, 0, 0, 0, '{', '"'});
        try (Checkpoint checkpoint = open(index)) {
            assertEquals(1, checkpoint.tensors().tensors().size());
            assertTrue(checkpoint.warnings().get(1).startsWith("The file " + SECOND + " is damaged ("),
                    checkpoint.warnings().toString());
        }
    }

    @Test
    void saysWhichTensorsAFileLacks() throws Exception {
        index("tok_emb.weight", FIRST, "norm.weight", SECOND);
        try (Checkpoint checkpoint = open(index)) {
            assertEquals("The file " + SECOND + " lacks 1 tensor that the index names, as norm.weight.",
                    checkpoint.warnings().get(1));
        }
    }

    @Test
    void opensAPartAloneAndSaysThatThereIsMore() throws Exception {
        try (Checkpoint checkpoint = open(directory.resolve(SECOND))) {
            assertEquals(1, checkpoint.model().orElseThrow().layers().size());
            assertEquals("This is part 2 of 2; open model.safetensors.index.json to see all.",
                    checkpoint.warnings().get(1));
        }
    }

    @Test
    void opensPyTorchFilesByTheirIndexToo() throws Exception {
        Files.copy(Fixtures.fixture("weights/two_nets.pt"), directory.resolve("part.bin"));
        index("generator.fc.weight", "part.bin", "generator.fc.bias", "part.bin");
        try (Checkpoint checkpoint = open(index)) {
            assertArrayEquals(new double[] {1, 1}, checkpoint.tensors().values("generator.fc.bias").toArray());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside.safetensors", "/etc/passwd", "", ".", "a\\u0000b"})
    void opensNothingOutsideItsFolder(String name) throws Exception {
        index("a.weight", name);
        assertThrows(ModelFormatException.class, () -> open(index).close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"weight_map\": {}}", "{\"weight_map\": [1]}", "{\"weight_map\"",
        "{\"weight_map\": {\"a\": {}}}", "[\"weight_map\"]", "{\"weight_map\": {\"a\": \"b\", \"a\": \"b\"}}"})
    void refusesWhatIsNoIndex(String text) throws Exception {
        Files.writeString(index, text);
        assertThrows(ModelFormatException.class, () -> open(index).close());
    }

    private Path index(String... tensorsAndFiles) throws IOException {
        StringBuilder map = new StringBuilder();
        for (int i = 0; i < tensorsAndFiles.length; i += 2) {
            map.append(i == 0 ? "" : ", ").append('"').append(tensorsAndFiles[i]).append("\": \"")
                    .append(tensorsAndFiles[i + 1]).append('"');
        }
        return Files.writeString(directory.resolve("model.safetensors.index.json"),
                "{\"metadata\": {\"total_size\": 16}, \"weight_map\": {" + map + "}}");
    }

    private void shard(String name, String tensor, float value) throws IOException {
        SafetensorsWriter.writeFloats(directory.resolve(name), Map.of(
                new TensorInfo(tensor, ElementType.FLOAT32, Shape.of(1, 2), 8), new float[] {value, value}));
    }

    private static Checkpoint open(Path file) throws ModelFormatException, IOException {
        return Readers.builtin().open(file, Progress.NONE);
    }
}
