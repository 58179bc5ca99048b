package org.lamina.ui.graph.panel;

import java.util.ResourceBundle;

/** What the panel calls the fields of figure preferences, by their keys such as {@code sizes.minHeight}. */
public final class PanelTexts {

    private static final ResourceBundle TEXTS = ResourceBundle.getBundle(PanelTexts.class.getPackageName() + ".fields");

    private PanelTexts() {
    }

    /** The name of a field, of a word that it can have ({@code palette.hues}), or of a page of the panel. */
    public static String of(String key) {
        return TEXTS.getString(key);
    }

    /** What a field is for, in a sentence; its name where that says all. */
    static String tip(String key) {
        return TEXTS.containsKey(key + ".tip") ? TEXTS.getString(key + ".tip") : of(key);
    }
}
