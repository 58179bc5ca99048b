package org.lamina.ui.graph.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.TabFolder;
import org.eclipse.swt.widgets.TabItem;
import org.lamina.figure.preferences.FigurePreferences;
import org.lamina.figure.preferences.PreferencesException;
import org.lamina.formats.InputShapes;
import org.lamina.ui.graph.Style;
import org.lamina.ui.graph.canvas.Drawn;
import org.lamina.ui.graph.editing.FigureDocument.Change;

/** The controls of all preferences: tabs for the glyph style, one page for the detail style. */
final class PreferencePages {

    private final Composite stack;
    private final StackLayout layout = new StackLayout();
    private final TabFolder glyphs;
    private final PanelPage details;
    private final List<PanelPage> pages = new ArrayList<>();
    private final TypesPage types;
    private final PanelPage.Changes make;

    /**
     * @param parent takes the controls
     * @param make is told of a change to the preference with this key
     * @param change is told of a change with what is done
     */
    PreferencePages(Composite parent, PanelPage.Changes make, TypesPage.Changes change) {
        this.make = make;
        stack = parent;
        stack.setLayout(layout);
        glyphs = new TabFolder(stack, SWT.NONE);
        figurePage(page("page.figure"));
        sizesPage(page("page.sizes"));
        types = new TypesPage(page("page.types"), change);
        legendPage(page("page.legend"));
        details = new PanelPage(stack, make);
        detailsPage();
        pages.add(details);
        pages.forEach(PanelPage::close);
        layout.topControl = details.control();
    }

    private PanelPage page(String key) {
        PanelPage page = new PanelPage(glyphs, make);
        TabItem item = new TabItem(glyphs, SWT.NONE);
        item.setText(PanelTexts.of(key));
        item.setControl(page.control());
        pages.add(page);
        return page;
    }

    private void figurePage(PanelPage page) {
        page.heading("head.page");
        page.choice("page", Arrays.stream(PageChoice.values()).map(PageChoice::word).toList(), PreferencePages::preset,
                PreferencePages::preset);
        page.number("page.widthMillimetres", 1);
        page.number("page.minimumTextPoints", 1);
        page.heading("head.colours");
        page.choice("palette", "families", "color-blind", "material", "hues", "monochrome");
        page.heading("head.labels");
        page.flag("labels.dimensions");
        page.flag("labels.channels");
        page.flag("labels.names");
        page.heading("head.shapes");
        page.flag("inputs");
        page.flag("splits");
        page.flag("slimBars");
        page.flag("featureWidths");
        page.choice("samples", "none", "placeholders", "pictures");
        inputShapes(page);
        page.heading("head.groups");
        page.choice("grouping.mode", "automatic", "blocks", "modules", "repeats", "none");
        page.number("grouping.above", 0);
        page.number("grouping.sequences", 0);
        page.flag("grouping.repeats");
    }

    private static String preset(FigurePreferences figure) {
        return PageChoice.of(figure.page()).map(PageChoice::word).orElse("");
    }

    private static Change preset(String word) {
        PageChoice choice = Arrays.stream(PageChoice.values()).filter(each -> each.word().equals(word)).findFirst()
                .orElseThrow();
        return figure -> figure.with(figure.options(), choice.page());
    }

    private static void sizesPage(PanelPage page) {
        page.heading("head.glyphs");
        page.number("sizes.minHeight", 1);
        page.number("sizes.maxHeight", 1);
        page.number("sizes.minWidth", 1);
        page.number("sizes.maxWidth", 1);
        page.number("sizes.stroke", 1);
        page.number("sizes.font", 1);
        page.heading("head.room");
        page.number("sizes.horizontal", 1);
        page.number("sizes.vertical", 1);
        page.number("sizes.rowWidth", 1);
    }

    private static void legendPage(PanelPage page) {
        page.heading("head.legend");
        page.choice("legend.place", "joined", "separate", "none");
        page.flag("legend.reversed");
        page.flag("legend.hiddenTypes");
        page.flag("legend.brief");
        page.heading("head.legendSizes");
        page.number("legend.layerHeight", 1);
        page.number("legend.layerWidth", 1);
        page.number("legend.layerSpacing", 1);
        page.number("legend.horizontal", 1);
        page.number("legend.vertical", 1);
        page.number("legend.stroke", 1);
    }

    private void detailsPage() {
        details.heading("head.details");
        details.flag("details.frames");
        details.flag("details.constants");
        details.flag("details.shapes");
        details.flag("details.inside");
        inputShapes(details);
    }

    /** The shapes that the model's file does not tell, which both styles draw. */
    private static void inputShapes(PanelPage page) {
        page.heading("head.inputs");
        page.text("inputShapes", figure -> String.join("; ", figure.inputShapes()), PreferencePages::shapes);
    }

    private static Change shapes(String text) {
        return figure -> {
            List<String> shapes = Arrays.stream(text.split(";")).map(String::strip).filter(each -> !each.isEmpty())
                    .toList();
            try {
                InputShapes.parse(shapes);
            } catch (IllegalArgumentException e) {
                throw new PreferencesException("inputShapes", PanelTexts.of("inputShapes.expected"), e.getMessage());
            }
            return figure.withInputShapes(shapes);
        };
    }

    /** Shows these preferences. */
    void show(FigurePreferences preferences) {
        pages.forEach(page -> page.show(preferences));
    }

    /** Shows the preferences of a style, with the types of a drawing. */
    void show(Style style, Drawn drawn, FigurePreferences preferences) {
        layout.topControl = style == Style.GLYPHS ? glyphs : details.control();
        stack.layout();
        types.show(drawn.types(), preferences);
    }
}
