package org.lamina.workbench.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.Consumer;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.preference.PreferenceDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.figure.scene.Scene;
import org.lamina.ui.graph.ArchitectureEditor;
import org.lamina.ui.graph.EditorPreferencePage;
import org.lamina.ui.graph.Style;
import org.lamina.ui.graph.canvas.GraphCanvas;
import org.lamina.workbench.support.Controls;
import org.lamina.workbench.support.DigitsProject;
import org.lamina.workbench.support.Workbench;

/** One drawing fades into another where people want it. */
class FadeTest {

    private static final String TRACED = "digits_traced.pt";

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private final IEclipsePreferences preferences = InstanceScope.INSTANCE.getNode(ArchitectureEditor.BUNDLE);
    private final Display display = Display.getCurrent();
    private DigitsProject digits;
    private GraphEditor editor;
    private GraphCanvas canvas;
    private Rectangle window;

    @BeforeEach
    void openEditor() throws Exception {
        digits = DigitsProject.create("fade", "digits.py", TRACED);
        editor = GraphEditor.open(digits, TRACED);
        canvas = editor.part().canvas();
        window = editor.control().getClientArea();
        display.setTracking(true);
    }

    @AfterEach
    void closeEverything() throws Exception {
        display.setTracking(false);
        preferences.remove(EditorPreferencePage.ANIMATED);
        Workbench.closeEditors();
        Workbench.awaitJobs(ArchitectureEditor.FAMILY);
        digits.close();
    }

    private void animate() {
        preferences.putBoolean(EditorPreferencePage.ANIMATED, true);
    }

    /** Does something to the check box of the preference page, and closes the page. */
    private void onPage(Consumer<Button> action) {
        PreferenceDialog dialog = PreferencesUtil.createPreferenceDialogOn(Workbench.page().getWorkbenchWindow()
                .getShell(), "org.lamina.ui.graph.preferences", null, null);
        try {
            EditorPreferencePage page = assertInstanceOf(EditorPreferencePage.class, dialog.getSelectedPage());
            action.accept(Controls.find((Composite) page.getControl(), Button.class,
                    button -> (button.getStyle() & SWT.CHECK) != 0));
            assertTrue(page.performOk());
        } finally {
            dialog.close();
        }
    }

    /** Runs a command and looks as soon as there is another drawing. */
    private boolean fadesAfter(String command) throws Exception {
        Scene before = canvas.scene().orElseThrow();
        Workbench.page().activate(editor.part());
        editor.part().getSite().getService(IHandlerService.class)
                .executeCommand(ArchitectureEditor.BUNDLE + ".command." + command, null);
        Workbench.await("another drawing", () -> canvas.scene().orElseThrow() != before);
        return canvas.isFading();
    }

    private void awaitEnd() {
        Workbench.await("the end of the fade", () -> !canvas.isFading());
        editor.awaitQuiet();
    }

    /** The number of pictures as large as the window that are not disposed. */
    private long pictures() {
        return Arrays.stream(display.getDeviceData().objects).filter(Image.class::isInstance).map(Image.class::cast)
                .map(Image::getBounds)
                .filter(bounds -> bounds.width == window.width && bounds.height == window.height).count();
    }

    @Test
    void nothingFadesByDefault() throws Exception {
        assertFalse(fadesAfter("switchStyle"));
        assertEquals(0, pictures());
        assertEquals(Style.GLYPHS, editor.part().style());
    }

    @Test
    void anotherStyleFadesInAndLeavesNothingBehind() throws Exception {
        animate();
        Scene details = canvas.scene().orElseThrow();
        assertTrue(fadesAfter("switchStyle"));
        assertEquals(1, pictures());
        assertEquals(Style.GLYPHS, editor.part().style());
        Scene glyphs = canvas.scene().orElseThrow();
        awaitEnd();
        assertEquals(0, pictures());
        assertEquals(glyphs, canvas.scene().orElseThrow());
        assertTrue(fadesAfter("switchStyle"));
        assertTrue(fadesAfter("switchStyle"));
        assertEquals(1, pictures());
        assertTrue(fadesAfter("switchStyle"));
        awaitEnd();
        assertEquals(0, pictures());
        assertEquals(details, canvas.scene().orElseThrow());
    }

    @Test
    void thePreferencePageSwitchesItOn() throws Exception {
        onPage(box -> assertFalse(box.getSelection()));
        onPage(box -> box.setSelection(true));
        assertTrue(fadesAfter("switchStyle"));
        onPage(box -> assertTrue(box.getSelection()));
    }

    @Test
    void foldingFadesAndEditingDoesNot() throws Exception {
        animate();
        editor.click("block1.conv1");
        assertTrue(fadesAfter("fold"));
        awaitEnd();
        assertFalse(fadesAfter("showShapes"));
        assertEquals(0, pictures());
    }

    @Test
    void aKeyEndsItAtOnce() throws Exception {
        animate();
        assertTrue(fadesAfter("switchStyle"));
        editor.key(SWT.HOME);
        assertFalse(canvas.isFading());
        assertEquals(0, pictures());
    }

    @Test
    void itEndsWithItsEditor() throws Exception {
        animate();
        assertTrue(fadesAfter("switchStyle"));
        Workbench.closeEditors();
        assertEquals(0, pictures());
    }
}
