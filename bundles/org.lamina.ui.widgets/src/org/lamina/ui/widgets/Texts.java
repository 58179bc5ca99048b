package org.lamina.ui.widgets;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.lamina.ui.TextColor;

/** How the views of this bundle write. */
public final class Texts {

    private Texts() {
    }

    /** A label for what is less important. A theme of the workbench that colours labels makes it like the others. */
    public static Label muted(Composite parent, int style) {
        Label label = new Label(parent, style);
        label.setForeground(TextColor.MUTED.color());
        return label;
    }

    /** A text for a label or a tool tip in which an ampersand is an ampersand and no mnemonic. */
    public static String plain(String text) {
        return text.replace("&", "&&");
    }
}
