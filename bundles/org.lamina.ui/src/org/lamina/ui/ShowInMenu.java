package org.lamina.ui;

import org.eclipse.jface.action.MenuManager;
import org.eclipse.ui.IWorkbenchPartSite;
import org.eclipse.ui.actions.ContributionItemFactory;

/** The menu Show In, for the context menu of a part. */
public final class ShowInMenu extends MenuManager {

    /** The menu for a part that tells what to show. */
    public ShowInMenu(IWorkbenchPartSite site) {
        super(Messages.ShowInMenu_label);
        add(ContributionItemFactory.VIEWS_SHOW_IN.create(site.getWorkbenchWindow()));
    }
}
