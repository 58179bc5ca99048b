package org.lamina.ui.graph.panel;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.lamina.figure.PageOptions;

/** The pages that people choose among. */
public enum PageChoice {

    /** As wide as the figure is. */
    FREE(PageOptions.free()),
    /** One column of a journal. */
    SINGLE_COLUMN(PageOptions.Preset.SINGLE_COLUMN.page()),
    /** Both columns of a journal. */
    DOUBLE_COLUMN(PageOptions.Preset.DOUBLE_COLUMN.page());

    private final PageOptions page;

    PageChoice(PageOptions page) {
        this.page = page;
    }

    /** The choice that is this page; none for a page of other measures. */
    public static Optional<PageChoice> of(PageOptions page) {
        return Arrays.stream(values()).filter(choice -> choice.page.equals(page)).findFirst();
    }

    /** What is chosen. */
    public PageOptions page() {
        return page;
    }

    /** The word of the preferences and of the command line, {@code single-column}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name of a page for people. */
    public static String text(PageOptions page) {
        return PanelTexts.of("page." + of(page).map(PageChoice::word).orElse("other"));
    }
}
