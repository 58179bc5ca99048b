package org.lamina.workbench.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.core.resources.IResource;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.workbench.support.Controls;
import org.lamina.workbench.support.DigitsProject;
import org.lamina.workbench.support.Workbench;

class TensorPageTest {

    private static final String TRACED = "digits_traced.pt";

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();
    private DigitsProject digits;

    @BeforeEach
    void open() throws Exception {
        digits = DigitsProject.create("tensors", TRACED);
    }

    @AfterEach
    void close() throws Exception {
        Workbench.closeEditors();
        digits.close();
    }

    @Test
    void listsTheTensorsOfAModelInsteadOfItsDrawing() throws Exception {
        GraphEditor editor = GraphEditor.open(digits, TRACED);

        choose(editor, "Tensors");

        Table table = table(editor);
        assertTrue(table.isVisible());
        assertFalse(editor.control().isVisible());
        assertEquals(36, table.getItemCount());
        assertEquals("stem.0.weight, float32, 16 × 1 × 3 × 3, 144, 576", row(table, 0));

        choose(editor, "Glyphs");
        assertTrue(editor.control().isVisible());
        assertFalse(table.isVisible());
    }

    @Test
    void filtersByNameAndSortsByColumn() throws Exception {
        GraphEditor editor = GraphEditor.open(digits, TRACED);
        choose(editor, "Tensors");
        Table table = table(editor);

        Controls.find(table.getParent().getParent(), Text.class, Text::isVisible).setText("FC");
        assertEquals(4, table.getItemCount());

        for (String expected : new String[] {"fc2.bias", "fc1.weight", "fc1.weight"}) {
            table.getColumn(3).notifyListeners(SWT.Selection, null);
            assertEquals(expected, table.getItem(0).getText(0));
        }
    }

    @Test
    void tellsTheOtherPartsWhichTensorIsSelected() throws Exception {
        GraphEditor editor = GraphEditor.open(digits, TRACED);
        choose(editor, "Tensors");
        Table table = table(editor);
        table.select(0);
        table.notifyListeners(SWT.Selection, new Event());
        assertEquals(List.of("stem.0.weight"), editor.selection());
    }

    @Test
    void showsAFileWithoutLayersAsItsTensors() throws Exception {
        digits.file("data.safetensors").create(new ByteArrayInputStream(nothing()), IResource.FORCE, null);

        GraphEditor editor = GraphEditor.open(digits, "data.safetensors");

        assertTrue(table(editor).isVisible());
        assertFalse(item(editor, "Details").isEnabled());
    }

    /** A safetensors file without any tensor. */
    private static byte[] nothing() {
        byte[] header = "{ }                             ".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(8 + header.length).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).put(header)
                .array();
    }

    private static void choose(GraphEditor editor, String text) {
        ToolItem item = item(editor, text);
        Arrays.stream(item.getParent().getItems()).filter(other -> (other.getStyle() & SWT.RADIO) != 0)
                .forEach(other -> other.setSelection(other == item));
        item.notifyListeners(SWT.Selection, new Event());
        editor.awaitQuiet();
    }

    private static ToolItem item(GraphEditor editor, String text) {
        ToolBar bar = Controls.find(area(editor), ToolBar.class, found -> true);
        return Arrays.stream(bar.getItems()).filter(item -> item.getText().equals(text)).findFirst()
                .orElseThrow(() -> new AssertionError("no tool " + text));
    }

    private static Table table(GraphEditor editor) {
        return Controls.find(area(editor), Table.class, found -> true);
    }

    private static Composite area(GraphEditor editor) {
        return GraphEditor.area(editor.part());
    }

    private static String row(Table table, int index) {
        return String.join(", ", IntStream.range(0, table.getColumnCount())
                .mapToObj(column -> table.getItem(index).getText(column)).toList());
    }
}
