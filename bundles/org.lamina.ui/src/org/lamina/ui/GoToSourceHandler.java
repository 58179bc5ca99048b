package org.lamina.ui;

import java.util.Optional;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.statushandlers.StatusManager;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.model.SourceLocation;
import org.lamina.model.UnitOfAnalysis;

/** Goes to the line where the selected layer is made, or else where it is called. */
public final class GoToSourceHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        UnitSelection selected = UnitSelection.first(HandlerUtil.getCurrentSelection(event)).orElse(null);
        if (selected == null) {
            return null;
        }
        Optional<SourceLocation> source = source(selected);
        if (source.isEmpty()) {
            StatusManager.getManager().handle(new Status(IStatus.INFO, LaminaUi.BUNDLE,
                    NLS.bind(Messages.GoToSource_nowhere, selected.unit().label())), StatusManager.SHOW);
            return null;
        }
        try {
            SourceNavigation.open(HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage(), source.get());
            return null;
        } catch (PartInitException e) {
            throw new ExecutionException(e.getMessage(), e);
        }
    }

    /** The line of a unit of an open checkpoint, if it was found in a program that exists here. */
    private static Optional<SourceLocation> source(UnitSelection selected) {
        if (!(selected.unit() instanceof UnitOfAnalysis.OfLayer layer)) {
            return Optional.empty();
        }
        return LaminaCore.checkpoints().opened(selected.file()).map(OpenedModel::sources)
                .flatMap(sources -> sources.definition(layer.path()).or(() -> sources.call(layer.path())));
    }
}
