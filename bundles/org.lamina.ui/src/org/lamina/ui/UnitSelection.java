package org.lamina.ui;

import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.lamina.model.UnitOfAnalysis;

/**
 * What the parts of the workbench select in a structured selection: a unit, and the checkpoint it belongs to.
 *
 * @param unit the unit
 * @param file the checkpoint's file, absolute
 */
public record UnitSelection(UnitOfAnalysis unit, Path file) {

    /** The first unit of a selection, if there is one. */
    public static Optional<UnitSelection> first(ISelection selection) {
        return selection instanceof IStructuredSelection structured
                && structured.getFirstElement() instanceof UnitSelection unit ? Optional.of(unit) : Optional.empty();
    }
}
