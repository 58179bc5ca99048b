package org.lamina.ui;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.IAdapterFactory;
import org.lamina.eclipse.core.WorkspaceSourceTree;

/** Gives the platform the workspace file of a selected unit, for Show In and the menus that other plug-ins add. */
public final class UnitResourceAdapters implements IAdapterFactory {

    @Override
    public <T> T getAdapter(Object adaptable, Class<T> type) {
        if (adaptable instanceof UnitSelection selection) {
            return WorkspaceSourceTree.file(ResourcesPlugin.getWorkspace().getRoot(), selection.file())
                    .filter(type::isInstance).map(type::cast).orElse(null);
        }
        return null;
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[] {IResource.class, IFile.class};
    }
}
