package org.lamina.ui.findings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.ltk.ui.refactoring.RefactoringWizard;
import org.eclipse.ltk.ui.refactoring.RefactoringWizardOpenOperation;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IMarkerResolutionRelevance;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.statushandlers.StatusManager;
import org.eclipse.ui.views.markers.WorkbenchMarkerResolution;
import org.lamina.eclipse.core.FindingMarkers;
import org.lamina.eclipse.core.MarkedFinding;
import org.lamina.ui.Icon;
import org.lamina.ui.SourceNavigation;
import org.lamina.ui.findings.RepairRefactoring.Kind;

/**
 * A quick fix of findings: shows what it changes before it does. Several findings of one rule can be mended at once, in
 * one step that can be undone.
 */
final class FindingFix extends WorkbenchMarkerResolution implements IMarkerResolutionRelevance {

    private final MarkedFinding marked;
    private final Kind kind;
    private final String label;

    private FindingFix(MarkedFinding marked, Kind kind, String label) {
        this.marked = marked;
        this.kind = kind;
        this.label = label;
    }

    /** The mechanical repair of a finding, if it has one. */
    static Optional<FindingFix> of(MarkedFinding marked) {
        return marked.finding().fix().map(fix -> new FindingFix(marked, Kind.MEND, fix.title()));
    }

    /** All quick fixes of a finding: its repair, and the comments that say it is meant. */
    static List<FindingFix> allOf(MarkedFinding marked) {
        String rule = marked.finding().rule();
        boolean inProgram = marked.finding().source().filter(place -> IgnoreComment.isFor(place.file())).isPresent();
        Stream<FindingFix> ignore = inProgram ? Stream.of(
                new FindingFix(marked, Kind.IGNORE_LINE, NLS.bind(Messages.FindingFixes_ignore, rule)),
                new FindingFix(marked, Kind.IGNORE_FILE, NLS.bind(Messages.FindingFixes_ignoreFile, rule)))
                : Stream.empty();
        return Stream.concat(of(marked).stream(), ignore).toList();
    }

    @Override
    public String getLabel() {
        return label;
    }

    @Override
    public String getDescription() {
        return switch (kind) {
            case MEND -> marked.finding().advice();
            case IGNORE_LINE -> Messages.FindingFixes_ignoreDescription;
            case IGNORE_FILE -> Messages.FindingFixes_ignoreFileDescription;
        };
    }

    @Override
    public Image getImage() {
        return (kind == Kind.MEND ? Icon.FIX : Icon.SOURCE).image();
    }

    /** To mend comes before to be silent, and that is done in as small a place as can be. */
    @Override
    public int getRelevanceForResolution() {
        return switch (kind) {
            case MEND -> 3;
            case IGNORE_LINE -> 2;
            case IGNORE_FILE -> 1;
        };
    }

    /** Findings of the same rule that have such a quick fix too. */
    @Override
    public IMarker[] findOtherMarkers(IMarker[] markers) {
        return Arrays.stream(markers).filter(other -> !other.equals(marked.marker())).filter(this::mends)
                .toArray(IMarker[]::new);
    }

    /** Whether a finding is of the same rule and has such a quick fix, this one or another. */
    boolean mends(IMarker marker) {
        return marker.getAttribute(FindingMarkers.RULE, "").equals(marked.finding().rule())
                && (kind != Kind.MEND || !marker.getAttribute(FindingMarkers.FIX, "").isEmpty());
    }

    @Override
    public void run(IMarker[] markers, IProgressMonitor monitor) {
        open(Arrays.stream(markers).flatMap(marker -> MarkedFinding.of(marker).stream()).toList());
    }

    @Override
    public void run(IMarker marker) {
        run();
    }

    /** Shows the change of the one finding that this was made for, and makes it if the user agrees. */
    void run() {
        open(List.of(marked));
    }

    /** The change of some findings, to be looked at and made. */
    RepairRefactoring refactoring(List<MarkedFinding> findings) {
        return new RepairRefactoring(findings.size() == 1 ? label
                : NLS.bind(Messages.FindingFixes_several, label, findings.size()), findings, kind);
    }

    private void open(List<MarkedFinding> findings) {
        RepairRefactoring refactoring = refactoring(findings);
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        Shell shell = window.getShell();
        try {
            for (MarkedFinding outside : findings) {
                if (!(outside.marker().getResource() instanceof IFile) && outside.finding().source().isPresent()) {
                    SourceNavigation.open(window.getActivePage(), outside); // so that an editor holds its text
                }
            }
            new RefactoringWizardOpenOperation(new Preview(refactoring)).run(shell, refactoring.getName());
        } catch (PartInitException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A wizard of nothing but the preview. */
    private static final class Preview extends RefactoringWizard {

        Preview(RepairRefactoring refactoring) {
            super(refactoring, DIALOG_BASED_USER_INTERFACE | CHECK_INITIAL_CONDITIONS_ON_OPEN
                    | NO_BACK_BUTTON_ON_STATUS_DIALOG);
            setDefaultPageTitle(refactoring.getName());
            setForcePreviewReview(true);
        }

        @Override
        protected void addUserInputPages() {
            // there is nothing to ask
        }
    }
}
