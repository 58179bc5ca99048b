package org.lamina.ui.preferences;

import java.util.Optional;

import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.lamina.checks.settings.CheckSettings;
import org.lamina.eclipse.core.WorkspaceSettings;

/** Severities and thresholds for the whole workspace. */
public final class ChecksPreferencePage extends PreferencePage implements IWorkbenchPreferencePage {

    private ChecksArea area;

    @Override
    public void init(IWorkbench workbench) {
        setDescription(Messages.ChecksPage_introduction);
    }

    @Override
    protected Control createContents(Composite parent) {
        area = new ChecksArea(parent, Optional.empty(), problem -> setErrorMessage(problem.orElse(null)));
        area.show(WorkspaceSettings.read());
        return area.control();
    }

    /** Shows the rule whose id is given. */
    @Override
    public void applyData(Object data) {
        if (data instanceof String rule) {
            area.select(rule);
        }
    }

    @Override
    protected void performDefaults() {
        area.show(CheckSettings.DEFAULTS);
        super.performDefaults();
    }

    @Override
    public boolean performOk() {
        WorkspaceSettings.write(area.settings());
        return true;
    }
}
