package org.lamina.ui.findings;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A repair in the programs as they are now.
 *
 * @param title what it does, imperative
 * @param edits replacements that belong together
 */
record Repair(String title, List<Edit> edits) {

    /**
     * Replaces a piece of a program, whether it is saved or still edited.
     *
     * @param offset first character, from 0
     * @param length number of characters to replace
     * @param text what to put there
     */
    record Edit(ProgramFile file, int offset, int length, String text) {

        private int end() {
            return offset + length;
        }

        private boolean overlaps(Edit other) {
            return file.equals(other.file) && (offset < other.end() && other.offset < end()
                    || offset == other.offset && (length == 0 || other.length == 0));
        }
    }

    Repair {
        edits = List.copyOf(edits);
    }

    /** The programs that it changes. */
    Set<ProgramFile> files() {
        return edits.stream().map(Edit::file).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether the two change the same piece of a program, so that only one of them can be made. */
    boolean overlaps(Repair other) {
        return edits.stream().anyMatch(edit -> other.edits.stream().anyMatch(edit::overlaps));
    }
}
