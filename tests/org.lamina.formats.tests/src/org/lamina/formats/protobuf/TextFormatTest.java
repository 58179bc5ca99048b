package org.lamina.formats.protobuf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.lamina.formats.file.FileBytes;

class TextFormatTest {

    private static final MessageSchema SCHEMA = new MessageSchema("""
            message Node
            name 1 bytes
            size 2 int
            sizes 3 ints
            scale 4 float
            scales 5 floats
            exact 6 doubles
            child 7 Node
            colour 8 Colour

            enum Colour
            RED 3
            """);

    private static WireReader message(String text) throws Exception {
        byte[] wire = TextFormat.toWire(text.getBytes(StandardCharsets.UTF_8), SCHEMA, "Node");
        WireReader message = new WireReader(FileBytes.of(Path.of("text"), wire));
        assertTrue(message.next());
        return message;
    }

    private static String error(String text) {
        return assertThrows(WireFormatException.class,
                () -> TextFormat.toWire(text.getBytes(StandardCharsets.UTF_8), SCHEMA, "Node")).getMessage();
    }

    @Test
    void readsTextsWithEscapesInPieces() throws Exception {
        assertEquals("a\n\"\u00e4\u20ac'b", message(
                "name: 'a\\n\\\"\\303\\244' # a comment\n \"\\u20ac\\'\\x62\"").text());
        assertArrayEquals(new byte[] {0, (byte) 0xff, 7}, message("name: \"\\000\\377\\a\"").buffer().array());
    }

    @Test
    void readsNumbersInAllNotations() throws Exception {
        assertEquals(-7, message("size: -7").number());
        assertEquals(255, message("size: 0xFf").number());
        assertEquals(8, message("size: 010").number());
        assertEquals(-1, message("size: 18446744073709551615").number());
        assertEquals(1, message("size: true").number());
        assertEquals(3, message("colour: RED").number());
        assertEquals(1.5e-3f, message("scale: 1.5e-3f").decimal());
        assertEquals(Float.NEGATIVE_INFINITY, message("scale: -inf").decimal());
        assertTrue(Float.isNaN(message("scale: nan").decimal()));
    }

    @Test
    void packsListsAndRepeatedNumbers() throws Exception {
        assertEquals(List.of(1L, -2L, 3L, 4L), message("sizes: [1, -2] sizes: 3; sizes: 4,").numbers());
        assertEquals(List.of(0.5f, -1f), message("scales: .5 scales: -1").decimals());
        assertEquals(16, message("exact: [1, 2]").length());
    }

    @Test
    void opensMessagesInBothKindsOfBrackets() throws Exception {
        WireReader child = message("child < child: { name: 'x' } >").message();
        assertTrue(child.next());
        WireReader inner = child.message();
        assertTrue(inner.next());
        assertEquals("x", inner.text());
        assertFalse(inner.next());
    }

    @Test
    void passesOverFieldsThatItDoesNotKnow() throws Exception {
        WireReader message = message(
                "new { deep { name: 'y' list: [1, {a: 2}] } } [ext.name] { a: 1 } other: -2 name: 'x'");
        assertEquals("x", message.text());
    }

    @Test
    void tellsTheLineOfAnError() {
        assertTrue(error("name: 'x'\nsize: 'y'").contains("line 2"), error("name: 'x'\nsize: 'y'"));
        assertTrue(error("child { name: 'x'").contains("the end of the text"));
        assertTrue(error("name: 'x").contains("the end of a quoted text"));
        assertTrue(error("size 3").contains("':'"));
        assertTrue(error("size: 99999999999999999999").contains("a whole number"));
        assertTrue(error("scale: 1.2.3").contains("a number"));
        assertTrue(error("child: 3").contains("'{'"));
        assertTrue(error("}").contains("the name of a field"));
        assertTrue(error("colour: BLUE").contains("a whole number or the name of one"));
        assertTrue(error("name: '\\u12'").contains("4 hexadecimal digits"));
    }

    @Test
    void refusesMessagesNestedTooDeep() {
        assertTrue(error("child {".repeat(10_000)).contains("nested at most 64"));
        assertTrue(error("foreign {" + "a {".repeat(10_000)).contains("nested at most 64"));
        assertTrue(error("foreign: " + "[".repeat(100_000)).contains("nested at most 64"));
    }

    @Test
    void namesTheOutermostFieldsOfATextThatIsCutOff() {
        assertEquals(List.of("ir_version", "graph"), outermost("ir_version: 8 graph { node { op_type: 'Re"));
        assertEquals(List.of(), outermost("\1\2\3"));
        assertEquals(List.of(), outermost(""));
        assertEquals(List.of(), outermost("graph: a drawing of"));
    }

    private static List<String> outermost(String text) {
        return TextFormat.outermostFields(text.getBytes(StandardCharsets.UTF_8));
    }
}
