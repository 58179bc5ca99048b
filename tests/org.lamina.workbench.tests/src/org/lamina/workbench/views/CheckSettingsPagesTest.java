package org.lamina.workbench.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.eclipse.jface.preference.PreferenceDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.checks.RuleSettings;
import org.lamina.checks.settings.CheckSettings;
import org.lamina.checks.settings.CheckSettingsFile;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.core.WorkspaceSettings;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.model.Severity;
import org.lamina.source.program.Task;
import org.lamina.ui.LaminaUi;
import org.lamina.workbench.support.Controls;
import org.lamina.workbench.support.DigitsProject;
import org.lamina.workbench.support.Workbench;

class CheckSettingsPagesTest {

    private static final String HIGH_DROPOUT = "High dropout rate";

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private final Shell parent = Workbench.page().getWorkbenchWindow().getShell();

    @AfterEach
    void forget() {
        WorkspaceSettings.write(CheckSettings.DEFAULTS);
    }

    private PreferenceDialog preferences(String rule) {
        return opened(PreferencesUtil.createPreferenceDialogOn(parent, LaminaUi.CHECKS_PREFERENCES, null, rule));
    }

    private PreferenceDialog properties(DigitsProject project) {
        return opened(PreferencesUtil.createPropertyDialogOn(parent, project.file("digits.py").getProject(),
                LaminaUi.CHECKS_PROPERTIES, null, null));
    }

    private static PreferenceDialog opened(PreferenceDialog dialog) {
        dialog.setBlockOnOpen(false);
        dialog.open();
        return dialog;
    }

    /** The choice that offers a value. */
    private static Combo choice(PreferenceDialog dialog, String value) {
        return Controls.find(dialog.getShell(), Combo.class, combo -> List.of(combo.getItems()).contains(value));
    }

    private static void press(PreferenceDialog dialog, String button) {
        Controls.send(Controls.find(dialog.getShell(), Button.class, found -> found.getText().equals(button)),
                SWT.Selection, new Event());
    }

    private static Table rules(PreferenceDialog dialog) {
        return Controls.find(dialog.getShell(), Table.class, table -> table.getColumnCount() == 3);
    }

    private static TableItem rule(PreferenceDialog dialog, String title) {
        return Arrays.stream(rules(dialog).getItems()).filter(item -> item.getText(0).equals(title)).findFirst()
                .orElseThrow();
    }

    private static void filter(PreferenceDialog dialog, String words) {
        Controls.find(dialog.getShell(), Text.class, text -> text.getMessage().startsWith("Filter by words"))
                .setText(words);
    }

    @Test
    void listsAllRulesAndSetsWhetherProgramsAreChecked() {
        PreferenceDialog dialog = preferences(null);
        assertEquals(LaminaCore.rules().size(), rules(dialog).getItemCount());
        filter(dialog, "Dropout rate");
        assertEquals(1, rules(dialog).getItemCount());
        filter(dialog, "zero-grad");
        assertEquals("zero-grad", rules(dialog).getItem(0).getText(1));
        filter(dialog, "");
        choice(dialog, "no").setText("no");
        press(dialog, "Apply and Close");
        assertFalse(WorkspaceSettings.read().onSave());
    }

    @Test
    void showsTheRuleThatItIsOpenedFor() {
        PreferenceDialog dialog = preferences("dropout-rate");
        assertEquals(HIGH_DROPOUT, rules(dialog).getSelection()[0].getText(0));
        Table thresholds = Controls.find(dialog.getShell(), Table.class, table -> table.getColumnCount() == 4);
        assertEquals("rate", thresholds.getItem(0).getText(0));
        Controls.find(dialog.getShell(), Text.class, text -> text.getText().startsWith("Dropout sets units to zero"));
        press(dialog, "Cancel");
    }

    @Test
    void writesWhatAProjectSetsOtherwise() throws Exception {
        try (DigitsProject project = DigitsProject.create("properties-" + System.nanoTime(), "digits.py")) {
            PreferenceDialog dialog = properties(project);
            choice(dialog, "no").setText("no");
            choice(dialog, "regression").setText("regression");
            press(dialog, "Apply and Close");
            var file = project.path(CheckSettingsFile.FILE);
            Workbench.await("the settings of the project", () -> Files.exists(file));
            assertFalse(CheckSettingsFile.read(file).onSave());
            assertEquals(new Task("", "regression", true), CheckSettingsFile.read(file).rules().task());
            assertTrue(WorkspaceSettings.read().onSave(), "the workspace keeps its own");
        }
    }

    @Test
    void tellsAProjectWhatTheWorkspaceHasChosen() throws Exception {
        WorkspaceSettings.write(new CheckSettings(new RuleSettings(Map.of("dropout-rate", Map.of("rate", 0.7)),
                Map.of("dropout-rate", Severity.CRITICAL), Set.of("zero-grad")), Optional.of(false)));
        try (DigitsProject project = DigitsProject.create("inherits-" + System.nanoTime(), "digits.py")) {
            PreferenceDialog dialog = properties(project);
            assertEquals("As the workspace (no)", choice(dialog, "no").getText());
            assertEquals("Critical (workspace)", rule(dialog, HIGH_DROPOUT).getText(2));
            filter(dialog, "zero-grad");
            assertEquals("Off (workspace)", rules(dialog).getItem(0).getText(2));
            press(dialog, "Apply and Close");
            assertFalse(Files.exists(project.path(CheckSettingsFile.FILE)), "it sets nothing of its own");
        }
    }
}
