package org.lamina.ui.preferences;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/**
 * A labelled choice of one value, or of leaving it open.
 *
 * @param <T> the type of the values
 */
final class OneOf<T> {

    private final Combo combo;
    private final List<T> values;
    private final int first;

    /**
     * @param parent lays out in two columns
     * @param open what it means to choose none; empty if one must be chosen
     * @param text a value for people
     */
    OneOf(Composite parent, String label, Optional<String> open, List<T> values, Function<T, String> text) {
        this.values = List.copyOf(values);
        this.first = open.isPresent() ? 1 : 0;
        new Label(parent, SWT.NONE).setText(label);
        combo = new Combo(parent, SWT.READ_ONLY);
        List<String> items = new ArrayList<>(open.stream().toList());
        values.forEach(value -> items.add(text.apply(value)));
        combo.setItems(items.toArray(String[]::new));
        GridDataFactory.fillDefaults().applyTo(combo);
    }

    /** Shows a value; none leaves it open. */
    void show(Optional<T> value) {
        combo.select(value.map(chosen -> first + values.indexOf(chosen)).orElse(0));
    }

    /** The value that is shown; empty if it is left open. */
    Optional<T> value() {
        int index = combo.getSelectionIndex() - first;
        return index < 0 ? Optional.empty() : Optional.of(values.get(index));
    }
}
