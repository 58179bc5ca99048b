package org.lamina.ui.graph.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;
import org.lamina.figure.preferences.FigurePreferences;
import org.lamina.ui.SpokenName;
import org.lamina.ui.graph.editing.FigureDocument.Change;

/** One page of the panel: rows of a name and a control, each of which shows a field and changes it. */
final class PanelPage {

    private static final int MOST = 10_000;
    private static final int CHOICE_WIDTH = 130;

    private final ScrolledComposite control;
    private final Composite rows;
    private final Changes changes;
    private final List<Consumer<FigurePreferences>> shows = new ArrayList<>();

    /** Takes what people want to change. */
    interface Changes {

        /**
         * Changes the preferences.
         *
         * @param key the field that is changed
         */
        void make(String key, Change change);
    }

    PanelPage(Composite parent, Changes changes) {
        this.changes = changes;
        control = new ScrolledComposite(parent, SWT.V_SCROLL | SWT.H_SCROLL);
        control.setExpandHorizontal(true);
        control.setExpandVertical(true);
        control.setShowFocusedControl(true);
        rows = new Composite(control, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(8, 8).spacing(8, 4).applyTo(rows);
        control.setContent(rows);
    }

    Control control() {
        return control;
    }

    /** The composite with the rows, two columns wide. */
    Composite rows() {
        return rows;
    }

    /** All rows are there. */
    void close() {
        control.setMinSize(rows.computeSize(SWT.DEFAULT, SWT.DEFAULT));
    }

    /** Shows preferences in all controls. */
    void show(FigurePreferences preferences) {
        shows.forEach(each -> each.accept(preferences));
    }

    /** Is told of the preferences to show. */
    void onShow(Consumer<FigurePreferences> show) {
        shows.add(show);
    }

    void heading(String key) {
        Label heading = new Label(rows, SWT.NONE);
        heading.setText(PanelTexts.of(key));
        heading.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
        GridDataFactory.fillDefaults().span(2, 1).indent(0, rows.getChildren().length == 1 ? 0 : 10).applyTo(heading);
    }

    void flag(String key) {
        Button button = new Button(rows, SWT.CHECK);
        button.setText(PanelTexts.of(key));
        button.setToolTipText(PanelTexts.tip(key));
        GridDataFactory.fillDefaults().span(2, 1).applyTo(button);
        button.addListener(SWT.Selection, event -> {
            boolean wanted = button.getSelection();
            changes.make(key, figure -> figure.with(key, wanted));
        });
        shows.add(figure -> button.setSelection(figure.flag(key)));
    }

    /** A number with so many digits behind the point. */
    void number(String key, int digits) {
        name(key);
        int unit = (int) Math.pow(10, digits);
        Spinner spinner = new Spinner(rows, SWT.BORDER);
        spinner.setValues(0, 0, MOST * unit, digits, unit, 10 * unit);
        named(spinner, key);
        GridDataFactory.swtDefaults().applyTo(spinner);
        spinner.addListener(SWT.Selection, event -> {
            double wanted = (double) spinner.getSelection() / unit;
            changes.make(key, figure -> figure.with(key, wanted));
        });
        shows.add(figure -> spinner.setSelection((int) Math.round(figure.number(key) * unit)));
    }

    /** A choice among the words that a field can have. */
    void choice(String key, String... words) {
        choice(key, List.of(words), figure -> figure.word(key), word -> figure -> figure.with(key, word));
    }

    /**
     * A choice.
     *
     * @param words what can be chosen; the texts are those of the key with a dot and the word
     * @param chosen the word for preferences; another one than those for nothing
     * @param change what a word changes
     */
    Combo choice(String key, List<String> words, Function<FigurePreferences, String> chosen,
            Function<String, Change> change) {
        name(key);
        Combo combo = new Combo(rows, SWT.READ_ONLY | SWT.DROP_DOWN);
        combo.setItems(words.stream().map(word -> PanelTexts.of(key + "." + word)).toArray(String[]::new));
        named(combo, key);
        GridDataFactory.fillDefaults().grab(true, false).hint(CHOICE_WIDTH, SWT.DEFAULT).applyTo(combo);
        combo.addListener(SWT.Selection, event -> changes.make(key,
                change.apply(words.get(combo.getSelectionIndex()))));
        shows.add(figure -> {
            int index = words.indexOf(chosen.apply(figure));
            if (index < 0) {
                combo.deselectAll();
            } else {
                combo.select(index);
            }
        });
        return combo;
    }

    /** A text, which is taken with Enter or when another control gets the focus. */
    Text text(String key, Function<FigurePreferences, String> shown, Function<String, Change> change) {
        name(key);
        Text text = new Text(rows, SWT.BORDER);
        named(text, key);
        GridDataFactory.fillDefaults().grab(true, false).hint(CHOICE_WIDTH, SWT.DEFAULT).applyTo(text);
        Listener take = event -> changes.make(key, change.apply(text.getText().strip()));
        text.addListener(SWT.DefaultSelection, take);
        text.addListener(SWT.FocusOut, take);
        shows.add(figure -> {
            if (!text.getText().equals(shown.apply(figure))) {
                text.setText(shown.apply(figure));
            }
        });
        return text;
    }

    /** The name before a control. */
    void name(String key) {
        Label label = new Label(rows, SWT.NONE);
        label.setText(PanelTexts.of(key));
        label.setToolTipText(PanelTexts.tip(key));
    }

    /** Gives a control the name of a field for screen readers, and its tool tip. */
    static void named(Control control, String key) {
        control.setToolTipText(PanelTexts.tip(key));
        SpokenName.give(control, PanelTexts.of(key));
    }
}
