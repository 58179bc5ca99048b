package org.lamina.formats.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lamina.formats.Fixtures;
import org.lamina.formats.file.FileBytes;
import org.lamina.model.ElementType;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.TensorValues;

/** Files with what HDF5 has and Keras seldom uses, in the oldest and in the newest form that h5py writes. */
class Hdf5FileTest {

    private static final double[] COUNTING = IntStream.range(0, 70).asDoubleStream().toArray();

    @FunctionalInterface
    private interface Use {
        void of(Hdf5Group root, FileBytes bytes) throws Exception;
    }

    private static void with(String version, Use use) throws Exception {
        try (FileBytes bytes = FileBytes.open(Fixtures.fixture("keras/features_" + version + ".h5"))) {
            use.of(Hdf5File.read(bytes, 0, bytes.size(), Progress.NONE), bytes);
        }
    }

    private static double[] values(Hdf5Group root, FileBytes bytes, String path) throws IOException {
        return root.dataset(path).orElseThrow().values(bytes, path).toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"earliest", "latest"})
    void readsElementsWhereverTheyLie(String version) throws Exception {
        with(version, (root, bytes) -> {
            assertArrayEquals(COUNTING, values(root, bytes, "plain chunks"));
            assertArrayEquals(COUNTING, values(root, bytes, "chunked"));
            assertArrayEquals(COUNTING, values(root, bytes, "one chunk"));
            assertArrayEquals(COUNTING, values(root, bytes, "half"));
            assertArrayEquals(COUNTING, values(root, bytes, "linked"));
            assertArrayEquals(new double[6], values(root, bytes, "unwritten"));
            assertArrayEquals(new double[] {0, 1, 2, 3, 4}, values(root, bytes, "unsigned"));
            assertEquals(0, values(root, bytes, "empty").length);
            assertEquals(39, Arrays.stream(values(root, bytes, "flags")).sum());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"earliest", "latest"})
    void readsARunOfValuesAcrossChunks(String version) throws Exception {
        with(version, (root, bytes) -> {
            TensorValues values = root.dataset("chunked").orElseThrow().values(bytes, "chunked");
            double[] some = new double[25];
            assertEquals(25, values.read(17, some));
            assertArrayEquals(IntStream.range(17, 42).asDoubleStream().toArray(), some);
            assertEquals(3, values.read(67, some));
            assertEquals(0, values.read(70, some));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"earliest", "latest"})
    void knowsTypesAndShapes(String version) throws Exception {
        with(version, (root, bytes) -> {
            assertEquals(ElementType.FLOAT16, root.datasets().get("half").type());
            assertEquals(ElementType.BOOL, root.datasets().get("flags").type());
            assertEquals(ElementType.UINT8, root.datasets().get("unsigned").type());
            assertEquals(Shape.of(7, 10), root.datasets().get("chunked").shape());
            assertEquals(Shape.of(0, 3), root.datasets().get("empty").shape());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"earliest", "latest"})
    void findsMembersAndAttributesThatAreTooManyForAHeader(String version) throws Exception {
        with(version, (root, bytes) -> {
            assertEquals(60, root.groups().get("many").datasets().size());
            assertArrayEquals(new double[] {59}, values(root, bytes, "many/scalar 59"));
            assertEquals(40, root.attributes().size());
            assertEquals("text 17", root.text("note 17").orElseThrow());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"earliest", "latest"})
    void doesNotFollowAGroupIntoItself(String version) throws Exception {
        with(version, (root, bytes) -> {
            assertEquals(List.of(), List.copyOf(root.groups().get("circle").groups().keySet()));
            assertTrue(root.dataset("soft").isEmpty());
        });
    }

    @ParameterizedTest
    @CsvSource({"scaled, is compressed by scale-offset (filter 6)",
        "external, lies in another file", "virtual, is put together from other datasets"})
    void saysWhyValuesCantBeShown(String name, String reason) throws Exception {
        try (FileBytes bytes = FileBytes.open(Fixtures.fixture("keras/unsupported.h5"))) {
            Hdf5Group root = Hdf5File.read(bytes, 0, bytes.size(), Progress.NONE);
            IOException error = assertThrows(IOException.class, () -> values(root, bytes, name));
            assertTrue(error.getMessage().startsWith("tensor " + name + " " + reason), error.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"earliest", "latest"})
    void readsElementsOfAnotherByteOrder(String version) throws Exception {
        with(version, (root, bytes) -> assertArrayEquals(COUNTING, values(root, bytes, "big")));
    }
}
