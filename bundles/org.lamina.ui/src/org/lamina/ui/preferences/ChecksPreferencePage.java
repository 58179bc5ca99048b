package org.lamina.ui.preferences;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.lamina.checks.settings.CheckSettings;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.core.WorkspaceSettings;

/** Severities and thresholds for the whole workspace. */
public final class ChecksPreferencePage extends PreferencePage implements IWorkbenchPreferencePage {

    private final RuleChoices choices = new RuleChoices();
    private Button onSave;
    private RuleChooser chooser;

    @Override
    public void init(IWorkbench workbench) {
        setDescription(Messages.ChecksPage_introduction);
    }

    @Override
    protected Control createContents(Composite parent) {
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().applyTo(page);
        onSave = new Button(page, SWT.CHECK);
        onSave.setText(Messages.ChecksPage_onSave);
        chooser = new RuleChooser(page, LaminaCore.rules(), choices, problem -> setErrorMessage(problem.orElse(null)));
        GridDataFactory.fillDefaults().grab(true, true).applyTo(chooser.control());
        show(WorkspaceSettings.read());
        return page;
    }

    private void show(CheckSettings settings) {
        choices.set(settings.rules());
        onSave.setSelection(settings.onSave());
        chooser.refresh();
    }

    @Override
    protected void performDefaults() {
        show(CheckSettings.DEFAULTS);
        super.performDefaults();
    }

    @Override
    public boolean performOk() {
        WorkspaceSettings.write(new CheckSettings(choices.settings(), onSave.getSelection()));
        return true;
    }
}
