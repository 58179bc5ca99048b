package org.lamina.workbench.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DragSource;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Theme;
import org.lamina.ui.TextColor;
import org.lamina.ui.graph.FigureDrag;
import org.lamina.workbench.support.Controls;
import org.lamina.workbench.support.Workbench;

/** The open editor while the workbench is dark. */
class DarkThemeTest extends OpenEditor {

    private static final String LIGHT = "org.eclipse.e4.ui.css.theme.e4_default";
    private static final String DARK = "org.eclipse.e4.ui.css.theme.e4_dark";
    private static final double READABLE = 4.5;

    @AfterEach
    void becomeLight() {
        become(LIGHT);
    }

    private static void become(String theme) {
        PlatformUI.getWorkbench().getService(IThemeEngine.class).setTheme(theme, false);
        Workbench.flush();
    }

    private static Rgb rgb(Color color) {
        return new Rgb(color.getRed(), color.getGreen(), color.getBlue());
    }

    @Test
    void paintsTheGroundOfTheSceneAroundIt() {
        become(DARK);
        Rgb ground = Theme.dark().background();
        Workbench.await("the dark scene", () -> scene().background().filter(ground::equals).isPresent());
        become(DARK); // the workbench styles a part again when it is activated
        assertEquals(ground, rgb(editor.control().getBackground()));
    }

    @Test
    void handsOutTheFigureInTheColoursOfPaper() throws Exception {
        become(DARK);
        Rgb ground = Theme.dark().background();
        Workbench.await("the dark scene", () -> scene().background().filter(ground::equals).isPresent());
        Label handle = Controls.find(GraphEditor.area(editor.part()), Label.class,
                label -> label.getData(DND.DRAG_SOURCE_KEY) != null);
        Controls.send(handle, SWT.MouseEnter, new Event());
        editor.awaitQuiet();
        FigureDrag drag = (FigureDrag) ((DragSource) handle.getData(DND.DRAG_SOURCE_KEY)).getDragListeners()[0];
        String svg = Files.readString(drag.file().orElseThrow());
        assertTrue(svg.contains(hex(Theme.light().text())), "no light figure");
        assertFalse(svg.contains(hex(Theme.dark().text())), "a dark figure");
    }

    private static String hex(Rgb color) {
        return String.format("#%02x%02x%02x", color.red(), color.green(), color.blue());
    }

    @Test
    void textStandsOutInBothThemes() {
        for (String theme : new String[] {LIGHT, DARK}) {
            become(theme);
            Rgb ground = rgb(GraphEditor.area(editor.part()).getBackground());
            for (TextColor text : TextColor.values()) {
                double contrast = rgb(text.color()).contrast(ground);
                assertTrue(contrast >= READABLE, text + " on " + ground + " in " + theme + ": " + contrast);
            }
        }
    }
}
