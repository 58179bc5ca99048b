package org.lamina.ui.preferences;

import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.lamina.checks.settings.CheckSettings;
import org.lamina.eclipse.core.LaminaCore;

/** What a page of settings shows: whether programs are checked by themselves, and the rules. */
final class ChecksArea {

    private final RuleChoices choices = new RuleChoices();
    private final Composite control;
    private final Button onSave;
    private final RuleChooser chooser;

    /**
     * @param problems told what is wrong with what was typed, or that nothing is
     */
    ChecksArea(Composite parent, Consumer<Optional<String>> problems) {
        control = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().applyTo(control);
        onSave = new Button(control, SWT.CHECK);
        onSave.setText(Messages.ChecksPage_onSave);
        chooser = new RuleChooser(control, LaminaCore.rules(), choices, problems);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(chooser.control());
    }

    Control control() {
        return control;
    }

    /** Shows settings. */
    void show(CheckSettings settings) {
        choices.set(settings.rules());
        onSave.setSelection(settings.onSave());
        chooser.refresh();
    }

    /** The settings as they are shown now. */
    CheckSettings settings() {
        return new CheckSettings(choices.settings(), onSave.getSelection());
    }
}
