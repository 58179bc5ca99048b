package org.lamina.ui.findings;

import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Path;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.statushandlers.StatusManager;
import org.lamina.eclipse.core.MarkedFinding;
import org.lamina.ui.LaminaUi;
import org.lamina.ui.SourceNavigation;
import org.lamina.ui.UnitNavigation;
import org.lamina.ui.UnitSelection;
import org.lamina.ui.findings.FindingText.Target;
import org.lamina.ui.findings.FindingText.ToFix;
import org.lamina.ui.findings.FindingText.ToMarker;
import org.lamina.ui.findings.FindingText.ToPage;
import org.lamina.ui.findings.FindingText.ToSource;
import org.lamina.ui.findings.FindingText.ToUnit;

/** Follows the links of explanations. To be used by the UI thread. */
final class FindingLinks {

    private FindingLinks() {
    }

    /** Goes where a link leads, and shows what is in the way. */
    static void follow(IWorkbenchPage page, Target target) {
        try {
            if (target instanceof ToMarker to) {
                goTo(page, to.marked());
            } else if (target instanceof ToSource to) {
                SourceNavigation.open(page, to.source());
            } else if (target instanceof ToUnit to) {
                UnitNavigation.open(page, to.unit());
            } else if (target instanceof ToFix to) {
                to.fix().run(to.marked().marker());
            } else if (target instanceof ToPage to) {
                PlatformUI.getWorkbench().getBrowserSupport().getExternalBrowser()
                        .openURL(URI.create(to.address()).toURL());
            }
        } catch (CoreException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW);
        } catch (MalformedURLException | IllegalArgumentException e) {
            StatusManager.getManager().handle(new Status(IStatus.WARNING, LaminaUi.BUNDLE, e.getMessage(), e),
                    StatusManager.SHOW);
        }
    }

    /** Opens the line of a finding, or its checkpoint where no line is known. */
    private static void goTo(IWorkbenchPage page, MarkedFinding marked) throws CoreException {
        if (marked.finding().source().isPresent()) {
            SourceNavigation.open(page, marked);
        } else {
            for (Path checkpoint : marked.checkpoints()) {
                UnitNavigation.open(page, new UnitSelection(
                        MarkedFinding.unitIn(checkpoint, marked.finding().unit()), checkpoint));
                return;
            }
        }
    }
}
