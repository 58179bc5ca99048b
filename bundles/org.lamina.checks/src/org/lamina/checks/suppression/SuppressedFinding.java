package org.lamina.checks.suppression;

import org.lamina.model.Finding;

/**
 * A finding that somebody has said is meant, or is known.
 *
 * @param finding the finding
 * @param place where that is said
 */
public record SuppressedFinding(Finding finding, Place place) {

    /** Where somebody says so. */
    public enum Place {
        /** In a comment of the program. */
        PROGRAM,
        /** In a baseline. */
        BASELINE
    }
}
