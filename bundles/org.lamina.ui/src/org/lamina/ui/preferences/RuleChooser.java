package org.lamina.ui.preferences;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ComboBoxCellEditor;
import org.eclipse.jface.viewers.EditingSupport;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerFilter;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Text;
import org.lamina.checks.RuleInfo;
import org.lamina.model.Severity;
import org.lamina.ui.SpokenName;

/** The table of the rules with their severities; below it why the selected one is there, and its thresholds. */
final class RuleChooser {

    private static final int ROWS = 11;
    private static final int LINES = 4;
    private static final int INHERITED = 0;
    private static final int OFF = 1;
    private static final int FIRST_SEVERITY = 2;

    private final List<RuleInfo> all;
    private final RuleChoices choices;
    private final Composite control;
    private final Text filter;
    private final TableViewer rules;
    private final Text explanation;
    private final ThresholdTable thresholds;

    /**
     * @param problems told what is wrong with what was typed, or that nothing is
     */
    RuleChooser(Composite parent, List<RuleInfo> all, RuleChoices choices, Consumer<Optional<String>> problems) {
        this.all = all;
        this.choices = choices;
        control = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().applyTo(control);
        filter = new Text(control, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
        filter.setMessage(Messages.RuleChooser_filter);
        SpokenName.give(filter, Messages.RuleChooser_filter);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(filter);
        EditableTable table = new EditableTable(control, Messages.RuleChooser_rules, ROWS, true);
        rules = table.viewer();
        table.column(Messages.RuleChooser_rule, 4, 260, element -> rule(element).title());
        table.column(Messages.RuleChooser_id, 2, 120, element -> rule(element).id());
        table.column(Messages.RuleChooser_severity, 2, 165, element -> chosen(rule(element)))
                .setEditingSupport(new SeverityEditing());
        explanation = new Text(control, SWT.MULTI | SWT.WRAP | SWT.READ_ONLY | SWT.V_SCROLL);
        SpokenName.give(explanation, Messages.RuleChooser_explanation);
        GridDataFactory.fillDefaults().grab(true, false).hint(SWT.DEFAULT, LINES * explanation.getLineHeight())
                .applyTo(explanation);
        thresholds = new ThresholdTable(control, choices, problems);
        rules.addSelectionChangedListener(event -> explain());
        rules.setFilters(new Wanted());
        rules.setInput(all.stream().sorted(Comparator.comparing(RuleInfo::title)).toList());
        filter.addListener(SWT.Modify, event -> rules.refresh());
    }

    Control control() {
        return control;
    }

    /** Shows the choices anew. */
    void refresh() {
        rules.refresh();
        explain();
    }

    /** Selects the rule of an id. */
    void select(String id) {
        filter.setText("");
        all.stream().filter(rule -> rule.id().equals(id)).findFirst()
                .ifPresent(rule -> rules.setSelection(new StructuredSelection(rule), true));
    }

    private void explain() {
        Optional<RuleInfo> selected =
                Optional.ofNullable((RuleInfo) rules.getStructuredSelection().getFirstElement());
        explanation.setText(selected.map(rule -> rule.why().strip()).orElse(""));
        thresholds.show(selected);
    }

    private static RuleInfo rule(Object element) {
        return (RuleInfo) element;
    }

    private static String label(Severity severity) {
        return severity.name().charAt(0) + severity.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private String chosen(RuleInfo rule) {
        return choices.isOff(rule.id()) ? Messages.RuleChooser_off
                : choices.severity(rule.id()).map(RuleChooser::label).orElseGet(() -> inherited(rule));
    }

    private String inherited(RuleInfo rule) {
        return NLS.bind(choices.isOfProject() ? Messages.RuleChooser_inheritedByProject
                : Messages.RuleChooser_inherited,
                choices.inherited(rule).map(RuleChooser::label).orElse(Messages.RuleChooser_off));
    }

    /** Lets the rules pass whose title or id has all words of the filter. */
    private final class Wanted extends ViewerFilter {

        @Override
        public boolean select(Viewer viewer, Object parent, Object element) {
            String text = (rule(element).title() + " " + rule(element).id()).toLowerCase(Locale.ROOT);
            return Arrays.stream(filter.getText().toLowerCase(Locale.ROOT).split("\\s+")).allMatch(text::contains);
        }
    }

    /** Chooses severities from a list. */
    private final class SeverityEditing extends EditingSupport {

        SeverityEditing() {
            super(rules);
        }

        @Override
        protected ComboBoxCellEditor getCellEditor(Object element) {
            List<String> items = new ArrayList<>(List.of(inherited(rule(element)), Messages.RuleChooser_off));
            Arrays.stream(Severity.values()).map(RuleChooser::label).forEach(items::add);
            return new ComboBoxCellEditor(rules.getTable(), items.toArray(String[]::new), SWT.READ_ONLY);
        }

        @Override
        protected boolean canEdit(Object element) {
            return true;
        }

        @Override
        protected Object getValue(Object element) {
            String id = rule(element).id();
            return choices.isOff(id) ? OFF
                    : choices.severity(id).map(severity -> FIRST_SEVERITY + severity.ordinal()).orElse(INHERITED);
        }

        @Override
        protected void setValue(Object element, Object value) {
            int index = (Integer) value;
            if (index == OFF) {
                choices.switchOff(rule(element).id());
            } else if (index >= INHERITED) {
                choices.choose(rule(element).id(), index == INHERITED ? Optional.empty()
                        : Optional.of(Severity.values()[index - FIRST_SEVERITY]));
            }
            rules.update(element, null);
        }
    }
}
