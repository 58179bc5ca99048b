package org.lamina.ui.graph.panel;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.TabFolder;
import org.eclipse.swt.widgets.TabItem;
import org.lamina.figure.PageOptions;
import org.lamina.figure.preferences.FigurePreferences;
import org.lamina.figure.preferences.PreferencesException;
import org.lamina.ui.graph.Style;
import org.lamina.ui.graph.canvas.Drawn;
import org.lamina.ui.graph.editing.FigureDocument;
import org.lamina.ui.graph.editing.FigureDocument.Change;

/**
 * All preferences of the figure, each with a control that changes it at once, as one step that can be undone. Above
 * them stands what could not be done.
 */
public final class FigurePanel {

    private final Composite control;
    private final Label warning;
    private final Composite stack;
    private final StackLayout layout = new StackLayout();
    private final TabFolder glyphs;
    private final PanelPage details;
    private final List<PanelPage> pages = new ArrayList<>();
    private final TypesPage types;
    private List<String> ofFile = List.of();
    private List<String> ofDrawing = List.of();
    private FigureDocument document;

    /** Makes a panel that shows nothing yet. */
    public FigurePanel(Composite parent) {
        control = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(control);
        warning = new Label(control, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(1, SWT.DEFAULT).indent(8, 6).exclude(true)
                .applyTo(warning);
        stack = new Composite(control, SWT.NONE);
        stack.setLayout(layout);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(stack);
        glyphs = new TabFolder(stack, SWT.NONE);
        figurePage(page("page.figure"));
        sizesPage(page("page.sizes"));
        types = new TypesPage(page("page.types"), this::change);
        legendPage(page("page.legend"));
        details = new PanelPage(stack, this::make);
        detailsPage();
        pages.add(details);
        pages.forEach(PanelPage::close);
        layout.topControl = details.control();
    }

    private PanelPage page(String key) {
        PanelPage page = new PanelPage(glyphs, this::make);
        TabItem item = new TabItem(glyphs, SWT.NONE);
        item.setText(PanelTexts.of(key));
        item.setControl(page.control());
        pages.add(page);
        return page;
    }

    private void figurePage(PanelPage page) {
        page.heading("head.page");
        page.choice("page", List.of("free", "single-column", "double-column"), FigurePanel::preset,
                FigurePanel::preset);
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
        page.heading("head.groups");
        page.choice("grouping.mode", "automatic", "blocks", "modules", "repeats", "none");
        page.number("grouping.above", 0);
        page.number("grouping.sequences", 0);
        page.flag("grouping.repeats");
    }

    private static String preset(FigurePreferences figure) {
        if (figure.page().equals(PageOptions.free())) {
            return "free";
        }
        for (PageOptions.Preset preset : PageOptions.Preset.values()) {
            if (preset.page().equals(figure.page())) {
                return preset == PageOptions.Preset.SINGLE_COLUMN ? "single-column" : "double-column";
            }
        }
        return "other";
    }

    private static Change preset(String word) {
        PageOptions page = switch (word) {
            case "single-column" -> PageOptions.Preset.SINGLE_COLUMN.page();
            case "double-column" -> PageOptions.Preset.DOUBLE_COLUMN.page();
            default -> PageOptions.free();
        };
        return figure -> figure.with(figure.options(), page);
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
    }

    /** The control to lay out. */
    public Control control() {
        return control;
    }

    /** Shows the preferences of a document from now on, and changes them. */
    public void edit(FigureDocument newDocument) {
        document = newDocument;
        document.onChange(this::show);
        show();
    }

    private void show() {
        pages.forEach(page -> page.show(document.preferences()));
    }

    /** Shows the preferences of a style, with the types of a drawing and what could not be done in it. */
    public void show(Style style, Drawn drawn) {
        layout.topControl = style == Style.GLYPHS ? glyphs : details.control();
        stack.layout();
        types.show(drawn.types(), document.preferences());
        ofDrawing = drawn.problems();
        warn("");
    }

    /** Tells what is wrong in the file of the preferences. */
    public void warn(List<String> problems) {
        ofFile = problems;
        warn("");
    }

    private void make(String key, Change change) {
        change(NLS.bind(PanelTexts.of("change"), PanelTexts.of(key)), change);
    }

    /**
     * Changes the preferences as one step that can be undone; tells here why where that can't be.
     *
     * @param label what is done, a verb phrase in title case
     */
    public void change(String label, Change change) {
        String refused = "";
        try {
            document.change(label, change);
        } catch (PreferencesException e) {
            refused = e.getMessage();
            show();
        }
        warn(refused);
    }

    private void warn(String refused) {
        List<String> all = new ArrayList<>(refused.isEmpty() ? List.of() : List.of(refused));
        all.addAll(ofFile);
        all.addAll(ofDrawing);
        warning.setText(String.join("\n", all).replace("&", "&&"));
        GridDataFactory.createFrom((org.eclipse.swt.layout.GridData) warning.getLayoutData()).exclude(all.isEmpty())
                .applyTo(warning);
        warning.setVisible(!all.isEmpty());
        control.layout();
    }
}
