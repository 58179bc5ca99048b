package org.lamina.workbench.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.Test;
import org.lamina.figure.Palette;
import org.lamina.figure.preferences.FigurePreferences;
import org.lamina.figure.preferences.PreferencesException;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.structure.Folding;
import org.lamina.ui.graph.Style;
import org.lamina.workbench.support.Controls;
import org.lamina.workbench.support.Workbench;

/** What becomes of a figure when its file or its model changes outside the editor. */
class FigureFileTest extends OpenEditor {

    private static final String KEPT = TRACED + ".figure.json";

    private Palette palette() {
        return editor.part().figure().preferences().options().palette();
    }

    private void choose(String palette) {
        editor.part().change("Palette", figure -> figure.with("palette", palette));
        editor.awaitQuiet();
    }

    private void save() {
        assertTrue(Workbench.page().saveEditor(editor.part(), false));
    }

    private void undo() throws Exception {
        Workbench.page().activate(editor.part());
        editor.part().getSite().getService(IHandlerService.class)
                .executeCommand(IWorkbenchCommandConstants.EDIT_UNDO, null);
        editor.awaitQuiet();
    }

    /** What another program does. */
    private void write(String palette) throws IOException, PreferencesException, CoreException {
        FigurePreferences.standard().with("palette", palette).write(digits.path(KEPT));
        digits.file(KEPT).refreshLocal(IResource.DEPTH_ZERO, null);
    }

    @Test
    void takesBackWhatWasFolded() throws Exception {
        Scene open = scene();
        editor.click("block1.conv1");
        editor.run("fold");
        editor.awaitQuiet();
        Scene folded = scene();
        assertNotEquals(open, folded);
        undo();
        assertEquals(open, scene());
        editor.run("foldAll");
        editor.part().folds().fold(Folding.NONE.close("block1"));
        editor.awaitQuiet();
        choose("hues");
        undo();
        assertEquals(folded, scene(), "undoing another step folds nothing");
    }

    @Test
    void countsFoldingAsAChangeOfAFigureThatIsKept() throws Exception {
        choose("hues");
        save();
        editor.click("block1.conv1");
        editor.run("fold");
        editor.awaitQuiet();
        assertTrue(editor.part().isDirty());
        undo();
        assertFalse(editor.part().isDirty());
    }

    @Test
    void drawsWhatAnotherProgramWrites() throws Exception {
        editor.part().show(Style.GLYPHS);
        editor.awaitQuiet();
        write("hues");
        Workbench.await("the palette of the file", () -> palette() == Palette.HUES);
        assertFalse(editor.part().isDirty());
        write("material");
        Workbench.await("the palette of the file again", () -> palette() == Palette.MATERIAL);
    }

    @Test
    void asksBeforeItReplacesChanges() throws Exception {
        choose("monochrome");
        write("hues");
        press(shell("Figure Changed"), "Keep Mine");
        assertEquals(Palette.MONOCHROME, palette());
        assertTrue(editor.part().isDirty());
        write("material");
        press(shell("Figure Changed"), "Replace");
        assertEquals(Palette.MATERIAL, palette());
        assertFalse(editor.part().isDirty());
    }

    @Test
    void staysDirtyWhenItsFileIsDeleted() throws Exception {
        choose("hues");
        save();
        digits.file(KEPT).delete(true, null);
        Workbench.await("something to save", editor.part()::isDirty);
        assertEquals(Palette.HUES, palette());
        undo();
        assertFalse(editor.part().isDirty(), "the usual figure needs no file");
    }

    @Test
    void followsAModelThatIsRenamed() throws Exception {
        choose("hues");
        save();
        IFile moved = digits.file("renamed.pt");
        digits.file(TRACED).move(moved.getFullPath(), true, null);
        IFile kept = digits.file("renamed.pt.figure.json");
        Workbench.await("the figure beside the model", () -> kept.exists() && !digits.file(KEPT).exists());
        Workbench.await("the model in the editor", () -> editor.part().file().endsWith("renamed.pt")
                && editor.part().opened().isPresent());
        editor.awaitQuiet();
        assertEquals(Palette.HUES, palette());
        undo();
        assertEquals(Palette.FAMILIES, palette(), "what was changed before can be undone");
        save();
        assertEquals(FigurePreferences.standard(), FigurePreferences.read(digits.path("renamed.pt.figure.json")));
        assertFalse(Files.exists(digits.path(KEPT)));
    }

    private static Shell shell(String title) {
        Workbench.await("the dialog " + title, () -> find(title).isPresent());
        return find(title).orElseThrow(() -> new AssertionError(Arrays.stream(Display.getCurrent().getShells())
                .map(Shell::getText).collect(Collectors.joining(", "))));
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
