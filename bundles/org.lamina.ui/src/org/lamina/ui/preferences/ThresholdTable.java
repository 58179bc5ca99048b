package org.lamina.ui.preferences;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.jface.viewers.EditingSupport;
import org.eclipse.jface.viewers.TextCellEditor;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Composite;
import org.lamina.checks.RuleInfo;
import org.lamina.checks.RuleParameter;
import org.lamina.checks.report.RuleMarkdown;

/** The thresholds of one rule. */
final class ThresholdTable {

    private static final int ROWS = 3;

    private final RuleChoices choices;
    private final Consumer<Optional<String>> problems;
    private final EditableTable table;
    private Optional<RuleInfo> shown = Optional.empty();

    /**
     * @param problems told what is wrong with what was typed, or that nothing is
     */
    ThresholdTable(Composite parent, RuleChoices choices, Consumer<Optional<String>> problems) {
        this.choices = choices;
        this.problems = problems;
        table = new EditableTable(parent, Messages.RuleChooser_thresholds, ROWS, false);
        table.column(Messages.RuleChooser_threshold, 1, 90, element -> parameter(element).name());
        table.column(Messages.RuleChooser_value, 1, 70, this::value).setEditingSupport(new Editing());
        table.column(Messages.RuleChooser_default, 1, 90, this::inherited);
        table.column(Messages.RuleChooser_meaning, 4, 200, element -> parameter(element).meaning());
    }

    /** Shows the thresholds of a rule, or none. */
    void show(Optional<RuleInfo> rule) {
        shown = rule;
        table.viewer().setInput(rule.map(RuleInfo::parameters).orElse(List.of()));
    }

    private static RuleParameter parameter(Object element) {
        return (RuleParameter) element;
    }

    private String value(Object element) {
        return shown.flatMap(rule -> choices.parameter(rule.id(), parameter(element).name()))
                .map(RuleMarkdown::number).orElse("");
    }

    private String inherited(Object element) {
        RuleParameter parameter = parameter(element);
        return shown.map(rule -> RuleMarkdown.number(choices.inherited(rule, parameter.name())) + " "
                + parameter.unit()).orElse("");
    }

    /** Takes thresholds as text. */
    private final class Editing extends EditingSupport {

        Editing() {
            super(table.viewer());
        }

        @Override
        protected TextCellEditor getCellEditor(Object element) {
            return new TextCellEditor(table.viewer().getTable());
        }

        @Override
        protected boolean canEdit(Object element) {
            return shown.isPresent();
        }

        @Override
        protected Object getValue(Object element) {
            return value(element);
        }

        @Override
        protected void setValue(Object element, Object value) {
            String text = ((String) value).strip();
            Optional<Double> number = number(text);
            if (number.isPresent() || text.isEmpty()) {
                shown.ifPresent(rule -> choices.choose(rule.id(), parameter(element).name(), number));
                problems.accept(Optional.empty());
            } else {
                problems.accept(Optional.of(NLS.bind(Messages.RuleChoices_notANumber, text)));
            }
            table.viewer().update(element, null);
        }

        private static Optional<Double> number(String text) {
            try {
                return Optional.of(Double.valueOf(text)).filter(Double::isFinite);
            } catch (NumberFormatException e) {
                return Optional.empty(); // which the caller says
            }
        }
    }
}
