package org.lamina.ui.scene;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Control;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Theme;

/** The colours of scenes that suit the workbench as it looks now. */
public final class WorkbenchTheme {

    private static final Theme LIGHT = Theme.light();
    private static final Theme DARK = Theme.dark();

    private WorkbenchTheme() {
    }

    /**
     * The theme for a drawing inside a control. Looks at the control's background alone, so that it suits any workbench
     * theme; the workbench styles a part after it was created, so ask when the drawing is made and not in the
     * constructor.
     */
    public static Theme of(Control control) {
        return isDark(control.getBackground()) ? DARK : LIGHT;
    }

    private static boolean isDark(Color color) {
        Rgb rgb = new Rgb(color.getRed(), color.getGreen(), color.getBlue());
        return rgb.contrast(Rgb.WHITE) > rgb.contrast(Rgb.BLACK);
    }
}
