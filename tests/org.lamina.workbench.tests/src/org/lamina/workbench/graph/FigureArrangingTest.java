package org.lamina.workbench.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.Test;
import org.lamina.figure.ArchitectureFigure;
import org.lamina.figure.Arrangement;
import org.lamina.figure.FigureNote;
import org.lamina.figure.export.FigureFormat;
import org.lamina.figure.preferences.FigurePreferences;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Scene;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.ui.graph.FigureExport;
import org.lamina.ui.graph.Style;
import org.lamina.workbench.support.Controls;
import org.lamina.workbench.support.Workbench;

/** What people put into the drawing of the detail style, and take from elsewhere. */
class FigureArrangingTest extends OpenEditor {

    private FigurePreferences preferences() {
        return editor.part().figure().preferences();
    }

    private void run(String command) throws Exception {
        Workbench.page().activate(editor.part());
        editor.control().setFocus();
        editor.part().getSite().getService(IHandlerService.class).executeCommand(command, null);
        editor.awaitQuiet();
    }

    private void note(String layer, String text) throws Exception {
        editor.part().canvas().select(List.of(new UnitOfAnalysis.OfLayer(editor.opened().checkpoint(), layer)));
        editor.run("addNote");
        Text field = Controls.find(editor.control(), Text.class, found -> true);
        field.setText(text);
        field.notifyListeners(SWT.FocusOut, null);
        editor.awaitQuiet();
    }

    private void drag(String layer, int dx, int dy) {
        editor.click(layer);
        org.eclipse.draw2d.geometry.Point at = editor.layer(layer).getFigure().getBounds().getCenter();
        editor.layer(layer).getFigure().translateToAbsolute(at);
        editor.drag(1, new Point(at.x, at.y), new Point(at.x + dx, at.y + dy));
        editor.awaitQuiet();
    }

    @Test
    void keepsWhereABoxOfTheDetailStyleIsDragged() throws Exception {
        Scene before = scene();
        drag("stem.0", 80, 0);
        Arrangement arrangement = preferences().details().arrangement();
        assertEquals(Set.of("layer-stem.0"), arrangement.moves().keySet());
        assertEquals(80 / editor.zoom(), arrangement.moves().get("layer-stem.0").x(), 1e-6);
        assertEquals(Arrangement.NONE, preferences().options().arrangement(), "glyphs stay in their places");
        assertNotEquals(before, scene());
        assertTrue(editor.part().isDirty());
        run(IWorkbenchCommandConstants.EDIT_UNDO);
        assertEquals(before, scene());
        run(IWorkbenchCommandConstants.EDIT_REDO);
        editor.run("resetPositions");
        editor.awaitQuiet();
        assertEquals(before, scene());
    }

    @Test
    void editsTheSelectedNoteByTheKeyForNames() throws Exception {
        note("stem.0", "looks at edges");
        editor.part().canvas().selectNodes(List.of(scene().node("note-0").orElseThrow()));
        run(IWorkbenchCommandConstants.FILE_RENAME);
        Text field = Controls.find(editor.control(), Text.class, found -> true);
        assertEquals("looks at edges", field.getText());
        field.setText("sees edges");
        field.notifyListeners(SWT.FocusOut, null);
        editor.awaitQuiet();
        assertEquals("sees edges", scene().node("note-0").orElseThrow().title());
    }

    @Test
    void writesNotesInTheDetailStyle() throws Exception {
        Scene before = scene();
        note("stem.0", "looks at edges");
        assertEquals("looks at edges", scene().node("note-0").orElseThrow().title());
        assertEquals("layer-stem.0", preferences().details().arrangement().notes().get(0).glyph().orElseThrow());
        editor.part().canvas().selectNodes(List.of(scene().node("note-0").orElseThrow()));
        editor.part().change("Shapes", figure -> figure.with("details.shapes", true));
        editor.awaitQuiet();
        assertEquals(List.of("note-0"), editor.part().canvas().nodes().stream().map(node -> node.id()).toList(),
                "a note stays selected");
        run(IWorkbenchCommandConstants.EDIT_DELETE);
        assertTrue(scene().node("note-0").isEmpty());
        run(IWorkbenchCommandConstants.EDIT_UNDO);
        run(IWorkbenchCommandConstants.EDIT_UNDO);
        run(IWorkbenchCommandConstants.EDIT_UNDO);
        assertEquals(before, scene());
        assertFalse(editor.part().isDirty());
    }

    @Test
    void drawsAndExportsWhatWasSaved() throws Exception {
        drag("fc1", -60, 10);
        note("fc1", "dense");
        editor.click("block1.conv1");
        editor.run("fold");
        editor.awaitQuiet();
        Scene drawn = scene();
        assertTrue(Workbench.page().saveEditor(editor.part(), false));
        Path exported = digits.path("editor.svg");
        new FigureExport(editor.opened(), editor.part().view(), exported, FigureFormat.Options.standard(),
                problem -> { }).schedule();
        editor.awaitQuiet();
        FigurePreferences kept = FigurePreferences.read(digits.path(TRACED + ".figure.json"));
        Path command = digits.path("command.svg");
        FigureFormat.SVG.write(ArchitectureFigure.details(editor.opened().model(), editor.opened().checkpoint(),
                kept.details(), Progress.NONE), FigureFormat.Options.standard(), command);
        assertArrayEquals(Files.readAllBytes(command), Files.readAllBytes(exported));
        Workbench.closeEditors();
        editor = GraphEditor.open(digits, TRACED);
        assertEquals(drawn, scene());
    }

    @Test
    void sizesTheLayersFromTheShapeOfTheInput() throws Exception {
        editor.part().show(Style.GLYPHS);
        editor.awaitQuiet();
        Scene pale = scene();
        editor.part().change("Shapes", figure -> figure.withInputShapes(List.of("1,1,8,8")));
        editor.awaitQuiet();
        assertEquals(new Shape(List.of(1L, 1L, 8L, 8L)), editor.opened().model().inputs().get(0).shape());
        Scene sized = scene();
        assertNotEquals(pale, sized);
        assertTrue(Workbench.page().saveEditor(editor.part(), false));
        run(IWorkbenchCommandConstants.EDIT_UNDO);
        assertEquals(pale, scene());
        Workbench.closeEditors();
        editor = GraphEditor.open(digits, TRACED);
        editor.part().show(Style.GLYPHS);
        editor.awaitQuiet();
        assertEquals(sized, scene(), "the file tells the shape");
    }

    @Test
    void saysWhichShapePlaysNoPart() throws Exception {
        editor.part().change("Shapes", figure -> figure.withInputShapes(List.of("image=1,1,8,8")));
        editor.awaitQuiet();
        editor.part().togglePanel();
        String told = Controls.all(GraphEditor.area(editor.part())).filter(Label.class::isInstance)
                .map(Label.class::cast).map(Label::getText).collect(Collectors.joining("\n"));
        assertTrue(told.contains("no input image"), told);
    }

    @Test
    void takesTheLookThatNet2VisHasSavedAndKeepsNotes() throws Exception {
        editor.part().show(Style.GLYPHS);
        editor.awaitQuiet();
        note("fc2", "ten digits");
        List<FigureNote> notes = preferences().options().arrangement().notes();
        Path types = digits.path("layer_types.json");
        Files.writeString(types, """
                {"Conv2D": {"color": "#4caf50", "alias": "Conv", "texture": "url(#muster2)", "hidden": false}}""");
        editor.part().notes().importPreferences(types);
        editor.awaitQuiet();
        Workbench.await("the colour of the file", () -> preferences().options().type("Conv2d").color()
                .equals(Optional.of(Rgb.of(0x4CAF50))));
        assertEquals(notes, preferences().options().arrangement().notes());
        run(IWorkbenchCommandConstants.EDIT_UNDO);
        assertTrue(preferences().options().types().isEmpty());
    }
}
