package org.lamina.ui.findings;

import java.util.function.Consumer;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.dialogs.DialogSettings;
import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.PlatformUI;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Severity;
import org.lamina.ui.LaminaUi;
import org.lamina.ui.findings.FindingFilter.Scope;
import org.osgi.framework.FrameworkUtil;

/** The view menu of the findings, which chooses the ones to show. Remembers the choice. */
final class FilterMenu {

    private final Runnable changed;
    private final IDialogSettings settings;
    private FindingFilter filter;

    /**
     * @param changed told when something else was chosen
     */
    FilterMenu(Runnable changed) {
        this.changed = changed;
        this.settings = DialogSettings.getOrCreateSection(PlatformUI
                .getDialogSettingsProvider(FrameworkUtil.getBundle(FilterMenu.class)).getDialogSettings(),
                LaminaUi.FINDINGS_VIEW);
        this.filter = FindingFilter.load(settings);
    }

    FindingFilter filter() {
        return filter;
    }

    /** Fills a menu whenever it is shown. */
    void fill(IMenuManager menu) {
        menu.setRemoveAllWhenShown(true);
        menu.addMenuListener(this::add);
        add(menu);
    }

    private void add(IMenuManager menu) {
        for (Severity severity : Severity.values()) {
            menu.add(check(FindingColumn.severity(severity), filter.severities().contains(severity),
                    shown -> choose(filter.withSeverity(severity, shown))));
        }
        menu.add(new Separator());
        for (Evidence kind : Evidence.values()) {
            menu.add(check(NLS.bind(Messages.FilterMenu_kind, FindingText.evidence(kind)),
                    filter.kinds().contains(kind), shown -> choose(filter.withKind(kind, shown))));
        }
        menu.add(new Separator());
        MenuManager scopes = new MenuManager(Messages.FilterMenu_scope);
        for (Scope scope : Scope.values()) {
            scopes.add(new Choice(label(scope), IAction.AS_RADIO_BUTTON, filter.scope() == scope, shown -> {
                if (shown) {
                    choose(filter.with(scope));
                }
            }));
        }
        menu.add(scopes);
        menu.add(new Separator());
        menu.add(new Choice(Messages.FilterMenu_all, IAction.AS_PUSH_BUTTON, false,
                shown -> choose(FindingFilter.ALL)));
    }

    private static Action check(String label, boolean checked, Consumer<Boolean> chosen) {
        return new Choice(label, IAction.AS_CHECK_BOX, checked, chosen);
    }

    private static String label(Scope scope) {
        return switch (scope) {
            case WORKSPACE -> Messages.FilterMenu_workspace;
            case PROJECT -> Messages.FilterMenu_project;
            case EDITOR -> Messages.FilterMenu_editor;
        };
    }

    /** Shows other findings from now on. */
    void choose(FindingFilter chosen) {
        filter = chosen;
        filter.save(settings);
        changed.run();
    }

    private static final class Choice extends Action {

        private final Consumer<Boolean> chosen;

        Choice(String label, int style, boolean checked, Consumer<Boolean> chosen) {
            super(label, style);
            this.chosen = chosen;
            if (style != IAction.AS_PUSH_BUTTON) {
                setChecked(checked);
            }
        }

        @Override
        public void run() {
            chosen.accept(isChecked());
        }
    }
}
