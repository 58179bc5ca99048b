package org.lamina.ui.findings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.ltk.core.refactoring.Change;
import org.eclipse.ltk.core.refactoring.CompositeChange;
import org.eclipse.ltk.core.refactoring.DocumentChange;
import org.eclipse.ltk.core.refactoring.Refactoring;
import org.eclipse.ltk.core.refactoring.RefactoringStatus;
import org.eclipse.ltk.core.refactoring.TextChange;
import org.eclipse.ltk.core.refactoring.TextFileChange;
import org.eclipse.osgi.util.NLS;
import org.eclipse.text.edits.MultiTextEdit;
import org.eclipse.text.edits.ReplaceEdit;
import org.eclipse.text.edits.TextEdit;
import org.eclipse.text.edits.TextEditGroup;
import org.lamina.eclipse.core.MarkedFinding;

/**
 * Mends one or several findings in one step that can be undone. A repair whose text has changed since the finding was
 * made is refused; of two that change the same text, the second is left out.
 */
final class RepairRefactoring extends Refactoring {

    private final String name;
    private final List<MarkedFinding> findings;
    private final Kind kind;
    private final List<Repair> repairs = new ArrayList<>();

    /** What is done. */
    enum Kind {
        /** The repairs that the findings bring along are made. */
        MEND,
        /** Comments in their lines say that the findings are meant. */
        IGNORE_LINE,
        /** Comments in their files say that the findings of their rules are meant. */
        IGNORE_FILE
    }

    RepairRefactoring(String name, List<MarkedFinding> findings, Kind kind) {
        this.name = name;
        this.findings = List.copyOf(findings);
        this.kind = kind;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public RefactoringStatus checkInitialConditions(IProgressMonitor monitor) throws CoreException {
        repairs.clear();
        RefactoringStatus status = new RefactoringStatus();
        FindingRepairs now = new FindingRepairs();
        for (MarkedFinding marked : findings) {
            Optional<Repair> repair = now.of(marked, kind);
            if (repair.filter(repairs::contains).isPresent()) {
                continue; // one comment for all of its findings
            }
            if (repair.isEmpty() || repair.get().edits().stream().anyMatch(edit -> isClosed(edit.file()))) {
                status.addError(NLS.bind(Messages.FindingFixes_changed, FindingColumn.place(marked),
                        marked.finding().title()));
            } else if (repairs.stream().anyMatch(repair.get()::overlaps)) {
                status.addWarning(NLS.bind(Messages.FindingFixes_overlap, marked.finding().title()));
            } else {
                now.refusal(repair.get()).ifPresentOrElse(status::addError,
                        () -> repairs.add(repair.get()));
            }
        }
        if (repairs.isEmpty()) {
            status.addFatalError(status.getMessageMatchingSeverity(RefactoringStatus.ERROR));
        }
        return status;
    }

    /** Whether a file outside the workspace is not open, so that nothing holds its text. */
    private static boolean isClosed(ProgramFile file) {
        return file.inWorkspace().isEmpty() && Program.buffer(file).isEmpty();
    }

    @Override
    public RefactoringStatus checkFinalConditions(IProgressMonitor monitor) {
        return new RefactoringStatus();
    }

    @Override
    public Change createChange(IProgressMonitor monitor) {
        Map<ProgramFile, TextChange> changes = new LinkedHashMap<>();
        for (Repair repair : repairs) {
            for (Repair.Edit edit : repair.edits()) {
                TextChange change = changes.computeIfAbsent(edit.file(), RepairRefactoring::change);
                TextEdit replacement = new ReplaceEdit(edit.offset(), edit.length(), edit.text());
                change.getEdit().addChild(replacement);
                change.addTextEditGroup(new TextEditGroup(repair.title(), replacement));
            }
        }
        CompositeChange all = new CompositeChange(name);
        changes.values().forEach(all::add);
        return all;
    }

    /**
     * A file of the workspace that was saved is saved afterwards; an editor with changes of the user's, or of a file
     * outside, is left for the user to save.
     */
    private static TextChange change(ProgramFile file) {
        TextChange change;
        if (file.inWorkspace().isPresent()) {
            TextFileChange inFile = new TextFileChange(file.name(), file.inWorkspace().get());
            inFile.setSaveMode(TextFileChange.KEEP_SAVE_STATE);
            change = inFile;
        } else {
            change = new DocumentChange(file.name(), Program.buffer(file).orElseThrow().getDocument());
        }
        change.setEdit(new MultiTextEdit());
        change.setTextType(file.extension());
        return change;
    }
}
