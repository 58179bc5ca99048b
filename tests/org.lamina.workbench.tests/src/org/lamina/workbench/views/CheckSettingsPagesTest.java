package org.lamina.workbench.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.Arrays;

import org.eclipse.jface.preference.PreferenceDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.checks.settings.CheckSettings;
import org.lamina.checks.settings.CheckSettingsFile;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.core.WorkspaceSettings;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.workbench.support.Controls;
import org.lamina.workbench.support.DigitsProject;
import org.lamina.workbench.support.Workbench;

class CheckSettingsPagesTest {

    private static final String PREFERENCES = "org.lamina.ui.preferences.checks";
    private static final String PROPERTIES = "org.lamina.ui.properties.checks";

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private final Shell parent = Workbench.page().getWorkbenchWindow().getShell();

    @AfterEach
    void forget() {
        WorkspaceSettings.write(CheckSettings.DEFAULTS);
    }

    private static Button onSave(PreferenceDialog dialog) {
        return Controls.find(dialog.getShell(), Button.class, button -> button.getText().startsWith("Check programs"));
    }

    private static void press(PreferenceDialog dialog, String button) {
        Controls.send(Controls.find(dialog.getShell(), Button.class, found -> found.getText().equals(button)),
                SWT.Selection, new Event());
    }

    @Test
    void listsAllRulesAndSetsWhetherProgramsAreChecked() {
        PreferenceDialog dialog = PreferencesUtil.createPreferenceDialogOn(parent, PREFERENCES, null, null);
        dialog.setBlockOnOpen(false);
        dialog.open();
        Table rules = Controls.find(dialog.getShell(), Table.class, table -> table.getColumnCount() == 2);
        assertEquals(LaminaCore.rules().size(), rules.getItemCount());
        int dropout = Arrays.stream(rules.getItems()).map(item -> item.getText(0)).toList()
                .indexOf("High dropout rate");
        rules.setSelection(dropout);
        Event event = new Event();
        event.item = rules.getItem(dropout);
        Controls.send(rules, SWT.Selection, event);
        Table thresholds = Controls.find(dialog.getShell(), Table.class, table -> table.getColumnCount() == 4);
        assertEquals("rate", thresholds.getItem(0).getText(0));
        onSave(dialog).setSelection(false);
        press(dialog, "Apply and Close");
        assertFalse(WorkspaceSettings.read().onSave());
    }

    @Test
    void writesWhatAProjectSetsOtherwise() throws Exception {
        try (DigitsProject project = DigitsProject.create("properties-" + System.nanoTime(), "digits.py")) {
            PreferenceDialog dialog = PreferencesUtil.createPropertyDialogOn(parent,
                    project.file("digits.py").getProject(), PROPERTIES, null, null);
            dialog.setBlockOnOpen(false);
            dialog.open();
            onSave(dialog).setSelection(false);
            press(dialog, "Apply and Close");
            var file = project.path(CheckSettingsFile.FILE);
            Workbench.await("the settings of the project", () -> Files.exists(file));
            assertFalse(CheckSettingsFile.read(file).onSave());
            assertTrue(WorkspaceSettings.read().onSave(), "the workspace keeps its own");
        }
    }
}
