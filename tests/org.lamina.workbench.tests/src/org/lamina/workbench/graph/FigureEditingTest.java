package org.lamina.workbench.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.core.resources.IResource;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.figure.ArchitectureFigure;
import org.lamina.figure.Arrangement;
import org.lamina.figure.Grouping.ManualGroup;
import org.lamina.figure.Palette;
import org.lamina.figure.export.FigureFormat;
import org.lamina.figure.preferences.FigurePreferences;
import org.lamina.figure.scene.Scene;
import org.lamina.model.Layer;
import org.lamina.model.Progress;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.ui.graph.FigureExport;
import org.lamina.ui.graph.Style;
import org.lamina.workbench.support.Controls;
import org.lamina.workbench.support.DigitsProject;
import org.lamina.workbench.support.Workbench;

class FigureEditingTest {

    private static final String TRACED = "digits_traced.pt";
    private static final String KEPT = TRACED + ".figure.json";

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private DigitsProject digits;

    @BeforeEach
    void makeProject() throws Exception {
        digits = DigitsProject.create("figure", "digits.py", TRACED);
    }

    @AfterEach
    void closeEverything() throws Exception {
        Workbench.closeEditors();
        digits.close();
    }

    private GraphEditor openGlyphs() throws Exception {
        GraphEditor editor = GraphEditor.open(digits, TRACED);
        editor.part().show(Style.GLYPHS);
        editor.awaitQuiet();
        return editor;
    }

    private static Scene scene(GraphEditor editor) {
        return editor.part().canvas().scene().orElseThrow();
    }

    private static void run(GraphEditor editor, String command) throws Exception {
        Workbench.page().activate(editor.part());
        editor.part().getSite().getService(IHandlerService.class).executeCommand(command, null);
        editor.awaitQuiet();
    }

    /** In the side panel, which has no controls before it is opened. */
    private static void choosePalette(GraphEditor editor, String text) {
        if (!editor.part().showsPanel()) {
            editor.part().togglePanel();
        }
        Combo combo = Controls.find(GraphEditor.area(editor.part()), Combo.class,
                found -> List.of(found.getItems()).contains(text));
        combo.select(List.of(combo.getItems()).indexOf(text));
        combo.notifyListeners(SWT.Selection, null);
        editor.awaitQuiet();
    }

    @Test
    void drawsAtOnceWhatIsChangedAndTakesItBack() throws Exception {
        GraphEditor editor = openGlyphs();
        Scene before = scene(editor);
        assertFalse(editor.part().isDirty());
        choosePalette(editor, "Hues");
        Scene after = scene(editor);
        assertNotEquals(before, after);
        assertTrue(editor.part().isDirty());
        run(editor, IWorkbenchCommandConstants.EDIT_UNDO);
        assertEquals(before, scene(editor));
        assertFalse(editor.part().isDirty());
        run(editor, IWorkbenchCommandConstants.EDIT_REDO);
        assertEquals(after, scene(editor));
    }

    @Test
    void savesBesideTheModelWhatTheCommandLineDraws() throws Exception {
        GraphEditor editor = openGlyphs();
        choosePalette(editor, "For colour-blind readers");
        Button names = Controls.find(GraphEditor.area(editor.part()), Button.class,
                found -> found.getText().equals("Names below the glyphs"));
        names.setSelection(true);
        names.notifyListeners(SWT.Selection, null);
        editor.awaitQuiet();
        assertTrue(Workbench.page().saveEditor(editor.part(), false));
        assertFalse(editor.part().isDirty());
        assertTrue(digits.file(KEPT).exists(), "the workspace does not know the file");
        FigurePreferences kept = FigurePreferences.read(digits.path(KEPT));
        assertEquals(Palette.COLOR_BLIND, kept.options().palette());
        assertTrue(kept.options().labels().names());
        new FigureExport(editor.opened(), editor.part().view(), digits.path("editor.svg"),
                FigureFormat.Options.standard(), problem -> { }).schedule();
        editor.awaitQuiet();
        Path drawn = digits.path("drawn.svg");
        FigureFormat.SVG.write(ArchitectureFigure.glyphs(editor.opened().model(), editor.opened().checkpoint(),
                kept.options(), kept.page(), List.of(), problem -> { }, Progress.NONE).figure(),
                FigureFormat.Options.standard(), drawn);
        assertArrayEquals(Files.readAllBytes(drawn), Files.readAllBytes(digits.path("editor.svg")));
        Workbench.closeEditors();
        assertEquals(kept, openGlyphs().part().figure().preferences());
    }

    @Test
    void keepsWhatIsFoldedWithTheFigure() throws Exception {
        GraphEditor editor = GraphEditor.open(digits, TRACED);
        editor.click("block1.conv1");
        editor.run("fold");
        editor.awaitQuiet();
        assertFalse(editor.part().isDirty(), "folding is looking, as long as no file keeps the figure");
        editor.run("showShapes");
        editor.awaitQuiet();
        Scene folded = scene(editor);
        assertTrue(Workbench.page().saveEditor(editor.part(), false));
        Workbench.closeEditors();
        assertEquals(folded, scene(GraphEditor.open(digits, TRACED)));
    }

    @Test
    void tellsWhatIsWrongInAFileAndDrawsAsUsual() throws Exception {
        digits.file(KEPT).create(new ByteArrayInputStream("{\"palette\": 1}".getBytes(StandardCharsets.UTF_8)),
                IResource.FORCE, null);
        GraphEditor editor = openGlyphs();
        assertEquals(FigurePreferences.standard(), editor.part().figure().preferences());
        String told = Controls.all(GraphEditor.area(editor.part())).filter(Label.class::isInstance)
                .map(Label.class::cast).map(Label::getText).collect(Collectors.joining("\n"));
        assertTrue(told.contains(KEPT) && told.contains("palette: expected a text, found 1"), told);
    }

    private Shell groupDialog(GraphEditor editor, String name) throws Exception {
        editor.part().canvas().select(List.of(unit(editor, "block1.conv1"), unit(editor, "block1.conv2")));
        editor.run("group");
        editor.awaitQuiet();
        Shell dialog = shell("Group Layers");
        Controls.find(dialog, Text.class, found -> true).setText(name);
        return dialog;
    }

    @Test
    void makesGroupsOfAllPlacesThatAreTheSame() throws Exception {
        GraphEditor editor = openGlyphs();
        Scene apart = scene(editor);
        press(groupDialog(editor, "Pair"), "OK");
        editor.awaitQuiet();
        assertEquals(List.of("Pair", "Pair"), groups(editor));
        assertEquals(2, scene(editor).nodes().stream().filter(node -> node.id().startsWith("group-")).count());
        assertTrue(editor.part().isDirty());
        editor.run("ungroup");
        editor.awaitQuiet();
        assertEquals(List.of(), groups(editor));
        assertEquals(apart, scene(editor));
        run(editor, IWorkbenchCommandConstants.EDIT_UNDO);
        assertEquals(List.of("Pair", "Pair"), groups(editor));
        run(editor, IWorkbenchCommandConstants.EDIT_UNDO);
        assertEquals(apart, scene(editor));
    }

    @Test
    void makesOneGlyphOfLayersThatAreSelectedTogether() throws Exception {
        GraphEditor editor = openGlyphs();
        Shell dialog = groupDialog(editor, "Single");
        Controls.find(dialog, Button.class, found -> found.getText().contains("the other place"))
                .setSelection(false);
        press(dialog, "OK");
        editor.awaitQuiet();
        assertEquals(List.of("Single"), groups(editor));
    }

    @Test
    void namesAModuleThatIsAGroupAsAWhole() throws Exception {
        GraphEditor editor = openGlyphs();
        editor.part().canvas().select(editor.opened().model().layers().stream().map(Layer::path)
                .filter(path -> path.startsWith("block1.")).map(path -> unit(editor, path)).toList());
        editor.run("group");
        editor.awaitQuiet();
        press(shell("Group Layers"), "OK");
        editor.awaitQuiet();
        assertEquals(List.of(List.of("block1")), editor.part().figure().preferences().options().grouping().manual()
                .stream().map(ManualGroup::layers).toList());
        assertTrue(scene(editor).nodes().stream().anyMatch(node -> node.id().startsWith("group-block1")));
    }

    @Test
    void saysWhyLayersCannotBeAGroup() throws Exception {
        GraphEditor editor = openGlyphs();
        editor.part().canvas().select(List.of(unit(editor, "block1.conv1"), unit(editor, "fc2")));
        editor.run("group");
        editor.awaitQuiet();
        Shell dialog = shell("Groups of the Figure");
        String told = Controls.all(dialog).filter(Label.class::isInstance).map(Label.class::cast).map(Label::getText)
                .collect(Collectors.joining());
        assertTrue(told.contains("at one place"), told);
        press(dialog, "OK");
        assertFalse(editor.part().isDirty());
    }

    @Test
    void leavesOutTheTypeOfWhatIsSelected() throws Exception {
        GraphEditor editor = openGlyphs();
        editor.part().canvas().select(List.of(unit(editor, "fc2")));
        editor.run("hideType");
        editor.awaitQuiet();
        assertTrue(scene(editor).nodes().stream().noneMatch(node -> node.id().equals("layer-fc2")));
        run(editor, IWorkbenchCommandConstants.EDIT_UNDO);
        assertTrue(scene(editor).nodes().stream().anyMatch(node -> node.id().equals("layer-fc2")));
    }

    @Test
    void keepsWhereAGlyphIsDragged() throws Exception {
        GraphEditor editor = openGlyphs();
        Scene before = scene(editor);
        editor.click("fc2");
        org.eclipse.draw2d.geometry.Point at = editor.layer("fc2").getFigure().getBounds().getCenter();
        editor.layer("fc2").getFigure().translateToAbsolute(at);
        editor.drag(1, new Point(at.x, at.y), new Point(at.x, at.y + 60));
        editor.awaitQuiet();
        Arrangement arrangement = editor.part().figure().preferences().options().arrangement();
        assertEquals(Set.of("layer-fc2"), arrangement.moves().keySet());
        assertEquals(60 / editor.zoom(), arrangement.moves().get("layer-fc2").y(), 1e-6);
        assertNotEquals(before, scene(editor));
        editor.run("resetPositions");
        editor.awaitQuiet();
        assertEquals(before, scene(editor));
    }

    @Test
    void writesANoteInPlace() throws Exception {
        GraphEditor editor = openGlyphs();
        Scene before = scene(editor);
        editor.part().canvas().select(List.of(unit(editor, "fc2")));
        editor.run("addNote");
        Text field = Controls.find(editor.control(), Text.class, found -> true);
        field.setText("ten digits");
        field.notifyListeners(SWT.FocusOut, null);
        editor.awaitQuiet();
        assertTrue(scene(editor).node("note-0").orElseThrow().title().equals("ten digits"));
        run(editor, IWorkbenchCommandConstants.EDIT_UNDO);
        assertEquals(before, scene(editor));
    }

    private static UnitOfAnalysis unit(GraphEditor editor, String layer) {
        return new UnitOfAnalysis.OfLayer(editor.opened().checkpoint(), layer);
    }

    private static List<String> groups(GraphEditor editor) {
        return editor.part().figure().preferences().options().grouping().manual().stream()
                .map(ManualGroup::name).toList();
    }

    private static Shell shell(String title) {
        Workbench.await("the dialog " + title, () -> find(title).isPresent());
        return find(title).orElseThrow();
    }

    private static Optional<Shell> find(String title) {
        return Arrays.stream(Display.getCurrent().getShells()).filter(shell -> shell.getText().equals(title))
                .findFirst();
    }

    private static void press(Shell dialog, String text) {
        Controls.find(dialog, Button.class, found -> found.getText().replace("&", "").equals(text))
                .notifyListeners(SWT.Selection, null);
    }
}
