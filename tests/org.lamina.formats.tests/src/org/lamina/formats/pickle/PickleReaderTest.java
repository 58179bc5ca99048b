package org.lamina.formats.pickle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lamina.model.ModelFormatException;

class PickleReaderTest {

    @Test
    void readsNumbersOfEveryProtocol() throws Exception {
        assertEquals(255L, read("K\u00ff."));
        assertEquals(0x1234L, read("M\u0034\u0012."));
        assertEquals(-2L, read("J\u00fe\u00ff\u00ff\u00ff."));
        assertEquals(-42L, read("I-42\n."));
        assertEquals(7L, read("L7L\n."));
        assertEquals(-128L, read("\u008a\u0001\u0080."));
        assertEquals(BigInteger.TWO.pow(64), read("\u008a\u0009\0\0\0\0\0\0\0\0\u0001."));
        assertEquals(0.5, read("G\u003f\u00e0\0\0\0\0\0\0."));
        assertEquals(1e-3, read("F0.001\n."));
        assertEquals(true, read("\u0088."));
        assertEquals(false, read("I00\n."));
        assertEquals(null, read("N."));
    }

    @Test
    void readsTextAndBytes() throws Exception {
        assertEquals("µ", read("X\u0002\0\0\0\u00c2\u00b5."));
        assertEquals("ab", read("\u008c\u0002ab."));
        assertEquals("it", read("S'it'\n."));
        assertArrayEquals(new byte[] {1, 2}, (byte[]) read("C\u0002\u0001\u0002."));
    }

    @Test
    void readsNestedContainersAndSharedValues() throws Exception {
        List<?> list = assertInstanceOf(List.class, read("(]q\0K\u0001ah\0l."));
        assertEquals(List.of(1L), list.get(0));
        assertSame(list.get(0), list.get(1));
        assertEquals(List.of(1L, 2L), read("K\u0001K\u0002\u0086."));
        PickledDict dictionary = assertInstanceOf(PickledDict.class, read("}(X\u0001\0\0\0aK\u0001NK\u0002u."));
        assertEquals(1L, dictionary.get("a"));
        assertEquals(2, dictionary.entries().size());
    }

    @Test
    void keepsCallsAsInertObjects() throws Exception {
        PickleReader reader = reader("cos\nsystem\n(S'rm -rf /'\ntR.");
        PickledObject call = assertInstanceOf(PickledObject.class, reader.read());
        assertTrue(call.type().is("os.system"));
        assertEquals(List.of("rm -rf /"), call.arguments());
        assertEquals(Collections.singleton(new PickledGlobal("os", "system")), reader.globals());
    }

    @Test
    void remembersStateItemsAndElements() throws Exception {
        PickledObject object = assertInstanceOf(PickledObject.class,
                read("cm\nC\n)\u0081}X\u0001\0\0\0aK\u0001sbK\u0002aK\u0003K\u0004s."));
        assertEquals(1L, object.attribute("a"));
        assertEquals(List.of(2L), object.elements());
        assertEquals(4L, object.items().entries().get(0).value());
    }

    @Test
    void takesAnOrderedDictionaryForADictionary() throws Exception {
        PickledDict dictionary = assertInstanceOf(PickledDict.class,
                read("ccollections\nOrderedDict\n)RX\u0001\0\0\0aK\u0001s."));
        assertEquals(1L, dictionary.get("a"));
    }

    @Test
    void neverHashesKeysThatContainThemselves() throws Exception {
        PickledDict dictionary = assertInstanceOf(PickledDict.class, read("}]q\0h\0aK\u0001s."));
        assertEquals(1L, dictionary.entries().get(0).value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "K", "(", ".", "0.", "R.", "NNR.", "K\u0001NR.", "h\u0005.", "K\u0001K\u0002a.",
        "N(Nu.", "}(Nu.", ")K\u0001a.", "X\u00ff\u00ff\u00ff\u007fab.", "X\u00ff\u00ff\u00ff\u00ffab.",
        "Iabc\n.", "I\n.", "(o.", "\u00ff.", "\u008b\u0001\0\0\0.", "K\u0001\u0093.", "p\n.", "l.", "t.",
        "\u0087."})
    void refusesWhatIsNoPickle(String text) {
        assertThrows(ModelFormatException.class, () -> read(text));
    }

    @Test
    void readsPicklesThatFollowEachOther() throws Exception {
        byte[] both = "K\1.K\2.rest".getBytes(StandardCharsets.ISO_8859_1);
        PickleReader first = new PickleReader(Path.of("test.pt"), "first", new ByteArrayInputStream(both), both.length);
        assertEquals(1L, first.read());
        assertEquals(3, first.position());
    }

    @Test
    void takesTheClassBesideItsSourceForTheClass() throws Exception {
        Object object = read("(S'module'\ncnet\nNet\nS'net.py'\nS'class Net'\ntQ)R.");
        assertEquals("net.Net", ((PickledObject) object).type().qualifiedName());
    }

    @Test
    void takesTheOldWayToMakeAnObjectForTheObject() throws Exception {
        Object object = read("ccopy_reg\n_reconstructor\n(cnet\nNet\nc__builtin__\nobject\nNtR.");
        assertEquals("net.Net", ((PickledObject) object).type().qualifiedName());
    }

    @Test
    void readsAnOrderedDictionaryOfPairs() throws Exception {
        PickledDict dict = (PickledDict) read("ccollections\nOrderedDict\n(](S'a'\nK\1latR.");
        assertEquals(1L, dict.get("a"));
    }

    @Test
    void refusesMoreValuesThanAModelNeeds() {
        byte[] bytes = new byte[6_000_000];
        Arrays.fill(bytes, (byte) ']');
        ModelFormatException problem = assertThrows(ModelFormatException.class,
                () -> new PickleReader(Path.of("big.pt"), "data.pkl", bytes).read());
        assertTrue(problem.getMessage().contains("values"), problem.getMessage());
    }

    private static Object read(String opcodes) throws ModelFormatException, IOException {
        return reader(opcodes).read();
    }

    /** A pickle with one byte a character. */
    private static PickleReader reader(String opcodes) {
        return new PickleReader(Path.of("test.pt"), "data.pkl", opcodes.getBytes(StandardCharsets.ISO_8859_1));
    }
}
