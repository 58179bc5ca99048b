package org.lamina.ui.graph.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
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

    /** So many leave room for the controls below; a tool tip tells all. */
    private static final int MOST_WARNINGS = 3;

    private final Composite control;
    private final Label warning;
    private final Composite place;
    private Optional<PreferencePages> pages = Optional.empty();
    private Optional<Shown> shown = Optional.empty();
    private List<String> ofFile = List.of();
    private List<String> ofShapes = List.of();
    private List<String> ofDrawing = List.of();
    private FigureDocument document;

    /** Makes a panel that shows nothing yet. */
    public FigurePanel(Composite parent) {
        control = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(control);
        warning = new Label(control, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(1, SWT.DEFAULT).indent(8, 6).exclude(true)
                .applyTo(warning);
        place = new Composite(control, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(place);
    }

    private record Shown(Style style, Drawn drawn) {
    }

    /** Makes the controls, which takes a while and is needless as long as nobody looks at them. */
    public void open() {
        if (pages.isEmpty()) {
            PreferencePages controls = new PreferencePages(place, this::make, this::change);
            pages = Optional.of(controls);
            show();
            shown.ifPresent(now -> controls.show(now.style(), now.drawn(), document.preferences()));
            place.layout();
        }
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
        if (document != null) {
            pages.ifPresent(controls -> controls.show(document.preferences()));
        }
    }

    /** Shows the preferences of a style, with the types of a drawing and what could not be done in it. */
    public void show(Style style, Drawn drawn) {
        shown = Optional.of(new Shown(style, drawn));
        pages.ifPresent(controls -> controls.show(style, drawn, document.preferences()));
        ofDrawing = drawn.problems();
        warn("");
    }

    /** Tells what is wrong in the file of the preferences. */
    public void warn(List<String> problems) {
        ofFile = problems;
        warn("");
    }

    /** Tells what is wrong with the shapes of inputs. */
    public void warnOfShapes(List<String> problems) {
        ofShapes = problems;
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
        all.addAll(ofShapes);
        all.addAll(ofDrawing);
        int more = all.size() - MOST_WARNINGS;
        List<String> first = new ArrayList<>(all.subList(0, Math.min(all.size(), MOST_WARNINGS)));
        if (more > 0) {
            first.add(NLS.bind(PanelTexts.of("warnings.more"), more));
        }
        warning.setText(String.join("\n", first).replace("&", "&&"));
        warning.setToolTipText(String.join("\n", all).replace("&", "&&"));
        GridDataFactory.createFrom((org.eclipse.swt.layout.GridData) warning.getLayoutData()).exclude(all.isEmpty())
                .applyTo(warning);
        warning.setVisible(!all.isEmpty());
        control.layout();
    }
}
