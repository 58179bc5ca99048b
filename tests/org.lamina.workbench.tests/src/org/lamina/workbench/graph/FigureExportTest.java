package org.lamina.workbench.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.Test;
import org.lamina.workbench.support.Controls;
import org.lamina.workbench.support.Workbench;

/** The dialog that asks how a figure is to be exported. */
class FigureExportTest extends OpenEditor {

    private static final int FORMAT = 1;
    private static final int TEXT = 2;

    @Test
    void writesAsManyDotsAsAreAskedFor() throws Exception {
        assertEquals(2.0, (double) width("twice.png", 192) / width("once.png", 96), 0.02);
    }

    private int width(String name, int dots) throws Exception {
        Shell dialog = open();
        Spinner spinner = Controls.find(dialog, Spinner.class, found -> true);
        assertFalse(spinner.isEnabled(), "an SVG has no dots");
        type(dialog, digits.path(name));
        assertTrue(spinner.isEnabled(), "the ending tells the format");
        spinner.setSelection(dots);
        export(dialog);
        return new ImageData(digits.path(name).toString()).width;
    }

    @Test
    void makesShapesOfText() throws Exception {
        Shell dialog = open();
        type(dialog, digits.path("text.svg"));
        export(dialog);
        assertTrue(Files.readString(digits.path("text.svg")).contains("<text"));
        dialog = open();
        type(dialog, digits.path("shapes.svg"));
        combos(dialog).get(TEXT).select(2);
        export(dialog);
        assertFalse(Files.readString(digits.path("shapes.svg")).contains("<text"));
    }

    @Test
    void givesTheFileTheEndingOfTheFormat() throws Exception {
        Shell dialog = open();
        type(dialog, digits.path("figure.svg"));
        Combo format = combos(dialog).get(FORMAT);
        format.select(1);
        Controls.send(format, SWT.Selection, new Event());
        assertEquals(digits.path("figure.pdf").toString(), Controls.find(dialog, Text.class,
                Text::getEditable).getText());
        type(dialog, digits.path("no/such/folder/figure.svg"));
        assertFalse(button(dialog, "Export").isEnabled());
        dialog.close();
    }

    private Shell open() throws Exception {
        editor.run("exportFigure");
        Workbench.flush();
        return Arrays.stream(Display.getCurrent().getShells()).filter(shell -> shell.getText().equals("Export Figure"))
                .findFirst().orElseThrow();
    }

    private static void type(Shell dialog, Path file) {
        Controls.find(dialog, Text.class, Text::getEditable).setText(file.toString());
    }

    private void export(Shell dialog) {
        Controls.send(button(dialog, "Export"), SWT.Selection, new Event());
        editor.awaitQuiet();
    }

    private static Button button(Shell dialog, String text) {
        return Controls.find(dialog, Button.class, found -> found.getText().replace("&", "").equals(text));
    }

    private static List<Combo> combos(Shell dialog) {
        return Controls.all(dialog).filter(Combo.class::isInstance).map((Control found) -> (Combo) found).toList();
    }
}
