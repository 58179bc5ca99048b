package org.lamina.eclipse.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.osgi.util.NLS;
import org.lamina.model.Finding;
import org.lamina.model.SourceLocation;
import org.lamina.source.notebook.Notebook;

/**
 * Where the marker of a finding goes.
 *
 * @param resource the program; the checkpoint where no line is known; the workspace itself where neither is in it
 * @param outside on the workspace: the path of the program or checkpoint; else empty
 * @param line from 1; 0 on a checkpoint
 * @param start offset of the first character to mark, -1 if the line is not there any more
 * @param end offset after the last one
 * @param cell in a notebook: the cell and its line in words; else empty
 * @param stamp on the workspace: what tells the program's text from another one; else empty
 */
record FindingPlace(IResource resource, String outside, int line, int start, int end, String cell,
        String stamp) {

    /** Places in the programs as they are in one moment: each is read once. */
    static final class Finder {

        private final IWorkspaceRoot root;
        private final Map<IFile, LineRanges> ranges = new HashMap<>();
        private final Map<IFile, Notebook> notebooks = new HashMap<>();
        private final Map<String, String> stamps = new HashMap<>();

        Finder(IWorkspaceRoot root) {
            this.root = root;
        }

        /** The place for a finding. */
        FindingPlace find(Finding finding, String checkpoint) {
            return finding.source().flatMap(this::inProgram)
                    .or(() -> WorkspaceSourceTree.file(root, Path.of(checkpoint)).map(FindingPlace::onFile))
                    .orElseGet(() -> finding.source().map(this::outside)
                            .orElseGet(() -> new FindingPlace(root, checkpoint, 0, -1, -1, "", "")));
        }

        private FindingPlace outside(SourceLocation source) {
            String stamp = stamps.computeIfAbsent(source.file(), file -> {
                try {
                    return FindingMarkers.stamp(ProgramText.of(Path.of(file)));
                } catch (IOException e) {
                    return ""; // it went away since it was checked
                }
            });
            return new FindingPlace(root, source.file(), source.line(), -1, -1, "", stamp);
        }

        private Optional<FindingPlace> inProgram(SourceLocation source) {
            return WorkspaceSourceTree.file(root, Path.of(source.file())).map(file -> {
                LineRanges.Range range = ranges.computeIfAbsent(file, found -> LineRanges.of(read(found)))
                        .range(source.line());
                return new FindingPlace(file, "", source.line(), range.start(), range.end(), cell(file, source), "");
            });
        }

        private String cell(IFile file, SourceLocation source) {
            return !file.getName().endsWith(".ipynb") ? "" : notebooks
                    .computeIfAbsent(file, found -> Notebook.parse(source.file(), read(found)))
                    .cellAt(source.line(), source.column())
                    .map(cell -> NLS.bind(Messages.FindingPlace_cell, cell.cell(), cell.line())).orElse("");
        }

        private static String read(IFile file) {
            try {
                return ProgramText.of(file);
            } catch (IOException e) {
                LaminaCore.log().log(new Status(IStatus.WARNING, LaminaCore.BUNDLE, e.getMessage(), e));
                return "";
            }
        }
    }

    private static FindingPlace onFile(IFile checkpoint) {
        return new FindingPlace(checkpoint, "", 0, -1, -1, "", "");
    }

    /** Adds the place to the attributes of a marker. */
    void write(Map<String, Object> attributes, Finding finding) {
        if (line > 0) {
            attributes.put(IMarker.LINE_NUMBER, line);
            if (!cell.isEmpty()) {
                attributes.put(IMarker.LOCATION, cell);
            }
            if (start >= 0) {
                attributes.put(IMarker.CHAR_START, start);
                attributes.put(IMarker.CHAR_END, end);
            }
        } else {
            attributes.put(IMarker.LOCATION, finding.unit().label());
        }
        if (!outside.isEmpty()) {
            // nobody tells when a file outside the workspace goes away
            attributes.put(IMarker.TRANSIENT, true);
            attributes.put(IMarker.LOCATION, line > 0 ? outside + ":" + line : outside);
            attributes.put(FindingMarkers.OUTSIDE, outside);
            attributes.put(FindingMarkers.STAMP, stamp);
        }
    }
}
