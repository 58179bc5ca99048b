package org.lamina.ui.preferences;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.ComboBoxCellEditor;
import org.eclipse.jface.viewers.EditingSupport;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.jface.viewers.TextCellEditor;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.lamina.checks.RuleInfo;
import org.lamina.checks.RuleParameter;
import org.lamina.checks.report.RuleMarkdown;
import org.lamina.model.Severity;

/** The table of the rules with their severities, and below it the thresholds of the selected one. */
final class RuleChooser {

    private static final int ROWS = 14;
    private static final int THRESHOLD_ROWS = 3;
    private static final int INHERITED = 0;
    private static final int OFF = 1;
    private static final int FIRST_SEVERITY = 2;

    private final RuleChoices choices;
    private final Consumer<Optional<String>> problems;
    private final Composite control;
    private final TableViewer rules;
    private final TableViewer thresholds;

    /**
     * @param problems told what is wrong with what was typed, or that nothing is
     */
    RuleChooser(Composite parent, List<RuleInfo> all, RuleChoices choices, Consumer<Optional<String>> problems) {
        this.choices = choices;
        this.problems = problems;
        control = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().applyTo(control);
        rules = table(ROWS);
        column(rules, Messages.RuleChooser_rule, 3, 300, element -> rule(element).title());
        TableViewerColumn severity = column(rules, Messages.RuleChooser_severity, 1, 150,
                element -> chosen(rule(element)));
        severity.setEditingSupport(new SeverityEditing());
        thresholds = table(THRESHOLD_ROWS);
        column(thresholds, Messages.RuleChooser_threshold, 1, 90, element -> parameter(element).name());
        column(thresholds, Messages.RuleChooser_value, 1, 70, this::value).setEditingSupport(new ThresholdEditing());
        column(thresholds, Messages.RuleChooser_default, 1, 90,
                element -> RuleMarkdown.number(parameter(element).value()) + " " + parameter(element).unit());
        column(thresholds, Messages.RuleChooser_meaning, 4, 200, element -> parameter(element).meaning());
        rules.addSelectionChangedListener(event -> thresholds.setInput(selected().map(RuleInfo::parameters)
                .orElse(List.of())));
        rules.setInput(all.stream().sorted(Comparator.comparing(RuleInfo::title)).toList());
    }

    Control control() {
        return control;
    }

    /** Shows the choices anew. */
    void refresh() {
        rules.refresh();
        thresholds.refresh();
    }

    private TableViewer table(int rowsShown) {
        Composite area = new Composite(control, SWT.NONE);
        area.setLayout(new TableColumnLayout());
        TableViewer viewer = new TableViewer(area, SWT.BORDER | SWT.FULL_SELECTION | SWT.SINGLE);
        viewer.getTable().setHeaderVisible(true);
        viewer.getTable().setLinesVisible(true);
        viewer.setContentProvider(ArrayContentProvider.getInstance());
        GridDataFactory.fillDefaults().grab(true, rowsShown == ROWS)
                .hint(SWT.DEFAULT, (rowsShown + 1) * viewer.getTable().getItemHeight()).applyTo(area);
        return viewer;
    }

    private static TableViewerColumn column(TableViewer viewer, String label, int weight, int minimum,
            Function<Object, String> text) {
        TableViewerColumn column = new TableViewerColumn(viewer, SWT.LEFT);
        column.getColumn().setText(label);
        column.setLabelProvider(ColumnLabelProvider.createTextProvider(text));
        TableColumnLayout layout = (TableColumnLayout) viewer.getTable().getParent().getLayout();
        layout.setColumnData(column.getColumn(), new ColumnWeightData(weight, minimum, true));
        return column;
    }

    private static RuleInfo rule(Object element) {
        return (RuleInfo) element;
    }

    private static RuleParameter parameter(Object element) {
        return (RuleParameter) element;
    }

    private Optional<RuleInfo> selected() {
        return Optional.ofNullable((RuleInfo) rules.getStructuredSelection().getFirstElement());
    }

    private static String label(Severity severity) {
        return severity.name().charAt(0) + severity.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private String chosen(RuleInfo rule) {
        return choices.isOff(rule.id()) ? Messages.RuleChooser_off
                : choices.severity(rule.id()).map(RuleChooser::label)
                        .orElseGet(() -> label(rule.severity()) + " " + Messages.RuleChooser_inherited);
    }

    private String value(Object parameter) {
        return selected().flatMap(rule -> choices.parameter(rule.id(), parameter(parameter).name()))
                .map(RuleMarkdown::number).orElse("");
    }

    /** Chooses severities from a list. */
    private final class SeverityEditing extends EditingSupport {

        SeverityEditing() {
            super(rules);
        }

        @Override
        protected ComboBoxCellEditor getCellEditor(Object element) {
            List<String> items = new ArrayList<>();
            items.add(label(rule(element).severity()) + " " + Messages.RuleChooser_inherited);
            items.add(Messages.RuleChooser_off);
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

    /** Takes thresholds as text. */
    private final class ThresholdEditing extends EditingSupport {

        ThresholdEditing() {
            super(thresholds);
        }

        @Override
        protected TextCellEditor getCellEditor(Object element) {
            return new TextCellEditor(thresholds.getTable());
        }

        @Override
        protected boolean canEdit(Object element) {
            return selected().isPresent();
        }

        @Override
        protected Object getValue(Object element) {
            return value(element);
        }

        @Override
        protected void setValue(Object element, Object value) {
            String text = ((String) value).strip();
            try {
                Optional<Double> number = text.isEmpty() ? Optional.empty() : Optional.of(Double.valueOf(text));
                selected().ifPresent(rule -> choices.choose(rule.id(), parameter(element).name(), number));
                problems.accept(Optional.empty());
            } catch (NumberFormatException e) {
                problems.accept(Optional.of(NLS.bind(Messages.RuleChoices_notANumber, text)));
            }
            thresholds.update(element, null);
        }
    }
}
