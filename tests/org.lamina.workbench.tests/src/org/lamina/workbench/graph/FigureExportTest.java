package org.lamina.workbench.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
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
import org.lamina.figure.ArchitectureFigure;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.LegendOptions.Place;
import org.lamina.figure.PageOptions;
import org.lamina.figure.export.FigureFormat;
import org.lamina.figure.preferences.FigurePreferences;
import org.lamina.model.Progress;
import org.lamina.ui.graph.Style;
import org.lamina.workbench.support.Controls;
import org.lamina.workbench.support.Workbench;

/** The dialog that asks how a figure is to be exported. */
class FigureExportTest extends OpenEditor {

    private static final int FORMAT = 1;
    private static final int PAGE = 2;
    private static final int LEGEND = 3;
    private static final int TEXT = 4;

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

    @Test
    void takesAnotherPageAndLegendForOneFileAlone() throws Exception {
        editor.part().show(Style.GLYPHS);
        editor.part().change("Narrow", figure -> figure.with(figure.options().withLegend(
                figure.options().legend().withPlace(Place.NONE)), new PageOptions(70, 0)));
        editor.awaitQuiet();
        Shell dialog = open();
        assertEquals(List.of("As wide as it is", "Single column (88 mm)", "Double column (180 mm)", "Other"),
                List.of(combos(dialog).get(PAGE).getItems()));
        assertEquals("Other", combos(dialog).get(PAGE).getText());
        assertEquals("None", combos(dialog).get(LEGEND).getText());
        type(dialog, digits.path("mine.svg"));
        export(dialog);
        dialog = open();
        type(dialog, digits.path("column.svg"));
        combos(dialog).get(PAGE).select(1);
        combos(dialog).get(LEGEND).select(1);
        export(dialog);
        FigurePreferences kept = editor.part().figure().preferences();
        assertEquals(70, kept.page().widthMillimetres());
        assertArrayEquals(drawn(kept.options(), kept.page()), Files.readAllBytes(digits.path("mine.svg")));
        assertArrayEquals(drawn(kept.options().withLegend(kept.options().legend().withPlace(Place.SEPARATE)),
                PageOptions.Preset.SINGLE_COLUMN.page()), Files.readAllBytes(digits.path("column.svg")));
        assertTrue(Files.exists(digits.path("column-legend.svg")));
        assertFalse(Files.exists(digits.path("mine-legend.svg")));
    }

    private byte[] drawn(GlyphOptions options, PageOptions page) throws Exception {
        Path file = digits.path("drawn.svg");
        FigureFormat.SVG.write(ArchitectureFigure.glyphs(editor.opened().model(), editor.opened().checkpoint(), options,
                page, List.of(), problem -> { }, Progress.NONE).figure(), FigureFormat.Options.standard(), file);
        return Files.readAllBytes(file);
    }

    @Test
    void offersPagesAndLegendsToGlyphsAlone() throws Exception {
        Shell dialog = open();
        assertFalse(combos(dialog).get(PAGE).isEnabled());
        assertFalse(combos(dialog).get(LEGEND).isEnabled());
        combos(dialog).get(0).select(0);
        Controls.send(combos(dialog).get(0), SWT.Selection, new Event());
        assertTrue(combos(dialog).get(PAGE).isEnabled());
        assertTrue(combos(dialog).get(LEGEND).isEnabled());
        dialog.close();
    }

    @Test
    void refusesToWriteAFigureOfNothing() throws Exception {
        String nothing = "ir_version: 8\nopset_import { version: 17 }\ngraph {\nname: \"nothing\"\n}\n";
        digits.file("nothing.textproto").create(new ByteArrayInputStream(nothing.getBytes(UTF_8)), true, null);
        editor = GraphEditor.open(digits, "nothing.textproto");
        Shell dialog = open();
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
