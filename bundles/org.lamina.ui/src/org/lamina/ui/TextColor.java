package org.lamina.ui;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.swt.graphics.Color;

/**
 * The colours of text that follows what is more important. They are those of the workbench's theme, where people can
 * choose others; the platform's own for the same purpose are too faint to be read on dark ground. To be used by the UI
 * thread.
 */
public enum TextColor {

    /** For types, sizes, dates and reasons. */
    MUTED("muted"),

    /** For shapes and numbers. */
    COUNT("count");

    private final String id;
    private final StyledString.Styler styler;

    TextColor(String name) {
        id = LaminaUi.BUNDLE + ".color." + name;
        styler = StyledString.createColorRegistryStyler(id, null);
    }

    /** Writes a part of a text in this colour, as it is in the theme when the text is shown. */
    public StyledString.Styler styler() {
        return styler;
    }

    /** The colour as it is in the theme now. */
    public Color color() {
        return JFaceResources.getColorRegistry().get(id);
    }
}
