package org.lamina.ui;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;

/** Opens the architecture graph at the selected unit. */
public final class ShowInGraphHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        UnitSelection selected = UnitSelection.first(HandlerUtil.getCurrentSelection(event)).orElse(null);
        if (selected == null) {
            return null;
        }
        try {
            UnitNavigation.open(HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage(), selected);
            return null;
        } catch (PartInitException e) {
            throw new ExecutionException(e.getMessage(), e);
        }
    }
}
