package org.lamina.ui;

import org.lamina.model.UnitOfAnalysis;

/** A part that can show a unit; the graph editor adapts to it. Called by the UI thread. */
public interface UnitTarget {

    /**
     * Selects the unit and scrolls to it, as soon as the part has loaded what it shows; ignores a unit that is not
     * there.
     */
    void reveal(UnitOfAnalysis unit);
}
