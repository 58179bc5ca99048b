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
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.Position;
import org.eclipse.osgi.util.NLS;
import org.lamina.eclipse.core.FindingMarkers;
import org.lamina.eclipse.core.MarkedFinding;

/** The repairs of findings, found in the programs as they are now. For one use. */
final class FindingRepairs {

    private final Map<IFile, Program> programs = new HashMap<>();

    /**
     * The repair of a finding.
     *
     * @return none if the text that it replaces is not what it was when the finding was made
     */
    Optional<Repair> of(MarkedFinding marked) throws CoreException {
        List<Repair.Edit> edits = new ArrayList<>();
        List<IMarker> places = places(marked);
        for (IMarker place : places) {
            Program program = program((IFile) place.getResource());
            String replaced = place.getAttribute(FindingMarkers.REPLACED, "");
            Optional<Position> position = program.position(place).filter(at -> program.text(at).equals(replaced));
            if (position.isEmpty()) {
                return Optional.empty();
            }
            edits.add(new Repair.Edit((IFile) place.getResource(), position.get().getOffset(),
                    position.get().getLength(), place.getAttribute(FindingMarkers.REPLACEMENT, "")));
        }
        int wanted = marked.finding().fix().map(fix -> fix.edits().size()).orElse(0);
        return edits.isEmpty() || edits.size() != wanted ? Optional.empty()
                : Optional.of(new Repair(marked.finding().fix().orElseThrow().title(), edits));
    }

    /** A comment behind the line of a finding that says it is meant. */
    Optional<Repair> ignoring(MarkedFinding marked) throws CoreException {
        if (!(marked.marker().getResource() instanceof IFile file)) {
            return Optional.empty();
        }
        Program program = program(file);
        Optional<Position> position = program.position(marked.marker());
        if (position.isEmpty()) {
            return Optional.empty();
        }
        try {
            IRegion line = program.document().getLineInformationOfOffset(position.get().getOffset());
            String comment = file.getName().endsWith(".java") ? "//" : "#";
            return Optional.of(new Repair(ignoring(marked.finding().rule()),
                    List.of(new Repair.Edit(file, line.getOffset() + line.getLength(), 0,
                            "  " + comment + " lamina: ignore[" + marked.finding().rule() + "]"))));
        } catch (BadLocationException e) {
            return Optional.empty(); // the text changed since
        }
    }

    static String ignoring(String rule) {
        return NLS.bind(Messages.FindingFixes_ignore, rule);
    }

    private static List<IMarker> places(MarkedFinding marked) throws CoreException {
        String id = Long.toString(marked.marker().getId());
        IResource root = marked.marker().getResource().getWorkspace().getRoot();
        return Arrays.stream(root.findMarkers(FindingMarkers.EDIT_TYPE, false, IResource.DEPTH_INFINITE))
                .filter(place -> id.equals(place.getAttribute(FindingMarkers.FINDING, "")))
                .filter(place -> place.getResource() instanceof IFile)
                .sorted(Comparator.comparing(IMarker::getId)).toList();
    }

    private Program program(IFile file) throws CoreException {
        if (!programs.containsKey(file)) {
            programs.put(file, Program.of(file));
        }
        return programs.get(file);
    }
}
