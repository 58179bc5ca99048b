package org.lamina.ui.findings;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.eclipse.core.resources.IMarker;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.preference.PreferenceDialog;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.eclipse.ui.views.markers.WorkbenchMarkerResolution;
import org.lamina.eclipse.core.MarkedFinding;
import org.lamina.ui.Icon;
import org.lamina.ui.LaminaUi;
import org.lamina.ui.findings.FindingText.Target;
import org.lamina.ui.findings.FindingText.ToFix;
import org.lamina.ui.findings.FindingText.ToMarker;

/** What can be done with the selected finding: go to its line, mend it, say that it is meant, copy its explanation. */
final class FindingActions {

    private final Supplier<Optional<MarkedFinding>> selected;
    private final Supplier<List<MarkedFinding>> shown;
    private final Consumer<Target> follow;
    private final FindingPage page;
    private final Action goTo;
    private final Action fix;
    private final Action copy;

    /**
     * @param list where a finding is selected
     * @param follow goes where a link leads
     * @param page where a part of the explanation may be selected, to be copied alone
     */
    FindingActions(FindingsList list, Consumer<Target> follow, FindingPage page) {
        this.selected = list::selected;
        this.shown = list::shown;
        this.follow = follow;
        this.page = page;
        goTo = action(Messages.FindingActions_goTo, Icon.SOURCE.descriptor(),
                marked -> follow.accept(new ToMarker(marked)));
        fix = action(Messages.FindingActions_fix, Icon.FIX.descriptor(), this::mend);
        copy = action(Messages.FindingActions_copy, PlatformUI.getWorkbench().getSharedImages()
                .getImageDescriptor(ISharedImages.IMG_TOOL_COPY), this::copy);
        update();
    }

    /** Puts the actions where people look for them. */
    void contribute(IActionBars bars) {
        IToolBarManager tools = bars.getToolBarManager();
        tools.add(goTo);
        tools.add(fix);
        tools.add(copy);
        bars.setGlobalActionHandler(ActionFactory.COPY.getId(), copy);
    }

    /** Adds the actions to a context menu that is about to be shown. */
    void fill(IMenuManager menu) {
        menu.add(goTo);
        menu.add(fix);
        selected.get().flatMap(FindingFix::of).ifPresent(mend -> addFixAll(menu, mend));
        MenuManager suppress = new MenuManager(Messages.FindingActions_suppress);
        selected.get().ifPresent(marked -> meant(marked).forEach(resolution -> suppress.add(
                action(resolution.getLabel(), null, found -> follow.accept(new ToFix(resolution, found))))));
        menu.add(suppress);
        MenuManager configure = new MenuManager(Messages.FindingActions_configure);
        configure.add(action(Messages.FindingActions_inWorkspace, null, marked -> open(PreferencesUtil
                .createPreferenceDialogOn(shell(), LaminaUi.CHECKS_PREFERENCES, null, marked.finding().rule()))));
        selected.get().map(marked -> marked.marker().getResource().getProject()).ifPresent(project -> configure.add(
                action(Messages.FindingActions_inProject, null, marked -> open(PreferencesUtil.createPropertyDialogOn(
                        shell(), project, LaminaUi.CHECKS_PROPERTIES, null, marked.finding().rule())))));
        menu.add(configure);
        menu.add(copy);
    }

    /** Adds that all findings of the rule which are shown are mended in one step, if there are several. */
    private void addFixAll(IMenuManager menu, FindingFix mend) {
        IMarker[] same = shown.get().stream().map(MarkedFinding::marker).filter(mend::mends).toArray(IMarker[]::new);
        if (same.length > 1) {
            menu.add(action(NLS.bind(Messages.FindingActions_fixAll, same.length), Icon.FIX.descriptor(),
                    marked -> mend.run(same, null)));
        }
    }

    private Shell shell() {
        return page.control().getShell();
    }

    private static void open(PreferenceDialog dialog) {
        if (dialog != null) { // else activities have filtered the page
            dialog.open();
        }
    }

    /** Follows what is selected. */
    void update() {
        Optional<MarkedFinding> marked = selected.get();
        goTo.setEnabled(marked.isPresent());
        copy.setEnabled(marked.isPresent());
        fix.setEnabled(marked.flatMap(FindingFix::of).isPresent());
    }

    /** Mends the selected finding if that can be done mechanically. */
    void mend() {
        selected.get().ifPresent(this::mend);
    }

    private void mend(MarkedFinding marked) {
        FindingFix.of(marked).ifPresent(resolution -> follow.accept(new ToFix(resolution, marked)));
    }

    private static List<WorkbenchMarkerResolution> meant(MarkedFinding marked) {
        Optional<String> repair = FindingFix.of(marked).map(FindingFix::getLabel);
        return FindingFixes.of(marked).stream()
                .filter(resolution -> !repair.equals(Optional.of(resolution.getLabel()))).toList();
    }

    private Action action(String label, ImageDescriptor icon, Consumer<MarkedFinding> run) {
        Action action = new Action(label) {
            @Override
            public void run() {
                selected.get().ifPresent(run);
            }
        };
        action.setImageDescriptor(icon);
        return action;
    }

    /** Copies the whole explanation, or what is selected of it. */
    private void copy(MarkedFinding marked) {
        if (page.control().isFocusControl() && page.control().getSelectionCount() > 0) {
            page.control().copy();
            return;
        }
        Clipboard clipboard = new Clipboard(page.control().getDisplay());
        try {
            clipboard.setContents(new Object[] {FindingText.of(marked).text()},
                    new Transfer[] {TextTransfer.getInstance()});
        } finally {
            clipboard.dispose();
        }
    }
}
