package org.lamina.ui.findings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.text.Position;
import org.eclipse.osgi.util.NLS;
import org.lamina.eclipse.core.FindingMarkers;
import org.lamina.eclipse.core.MarkedFinding;
import org.lamina.ui.findings.RepairRefactoring.Kind;

/** The repairs of findings, found in the programs as they are now. For one use. */
final class FindingRepairs {

    private final Map<ProgramFile, Program> programs = new HashMap<>();

    /**
     * What is to be changed for a finding.
     *
     * @return none if the text is not what it was when the finding was made
     */
    Optional<Repair> of(MarkedFinding marked, Kind kind) throws CoreException {
        return kind == Kind.MEND ? mending(marked) : ignoring(marked, kind);
    }

    private Optional<Repair> mending(MarkedFinding marked) throws CoreException {
        List<Repair.Edit> edits = new ArrayList<>();
        List<IMarker> places = places(marked);
        for (IMarker place : places) {
            ProgramFile file = ProgramFile.of(place).orElseThrow();
            Program program = program(file);
            String replaced = place.getAttribute(FindingMarkers.REPLACED, "");
            Optional<Position> position = program.position(place).filter(at -> program.text(at).equals(replaced));
            if (position.isEmpty()) {
                return Optional.empty();
            }
            edits.add(new Repair.Edit(file, position.get().getOffset(),
                    position.get().getLength(), place.getAttribute(FindingMarkers.REPLACEMENT, "")));
        }
        int wanted = marked.finding().fix().map(fix -> fix.edits().size()).orElse(0);
        return edits.isEmpty() || edits.size() != wanted ? Optional.empty()
                : Optional.of(new Repair(marked.finding().fix().orElseThrow().title(), edits));
    }

    private Optional<Repair> ignoring(MarkedFinding marked, Kind kind) throws CoreException {
        Optional<ProgramFile> file = ProgramFile.of(marked.marker());
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Program program = program(file.get());
        Optional<Position> position = program.position(marked.marker());
        if (position.isEmpty()) {
            return Optional.empty();
        }
        IgnoreComment comment = new IgnoreComment(file.get(), program.document(), marked.finding().rule());
        return Optional.of(new Repair(comment.text(), List.of(kind == Kind.IGNORE_LINE
                ? comment.inLine(position.get().getOffset()) : comment.inFile())));
    }

    private static List<IMarker> places(MarkedFinding marked) throws CoreException {
        String id = Long.toString(marked.marker().getId());
        IResource root = marked.marker().getResource().getWorkspace().getRoot();
        return Arrays.stream(root.findMarkers(FindingMarkers.EDIT_TYPE, false, IResource.DEPTH_INFINITE))
                .filter(place -> id.equals(place.getAttribute(FindingMarkers.FINDING, "")))
                .filter(place -> ProgramFile.of(place).isPresent())
                .sorted(Comparator.comparing(IMarker::getId)).toList();
    }

    /** The first of the programs that a repair may not change, and why, as a sentence. */
    Optional<String> refusal(Repair repair) throws CoreException {
        for (ProgramFile file : repair.files()) {
            if (!program(file).isWhole()) {
                return Optional.of(NLS.bind(Messages.FindingFixes_unreadable, file.name()));
            }
            IStatus writable = file.inWorkspace().filter(IFile::isReadOnly)
                    .map(found -> found.getWorkspace().validateEdit(new IFile[] {found}, null))
                    .orElse(Status.OK_STATUS);
            if (!writable.isOK()) {
                return Optional.of(NLS.bind(Messages.FindingFixes_readOnly, file.name()));
            }
        }
        return Optional.empty();
    }

    private Program program(ProgramFile file) throws CoreException {
        if (!programs.containsKey(file)) {
            programs.put(file, Program.of(file));
        }
        return programs.get(file);
    }
}
