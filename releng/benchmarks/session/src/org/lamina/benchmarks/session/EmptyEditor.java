package org.lamina.benchmarks.session;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IPersistableElement;
import org.eclipse.ui.part.EditorPart;

/** An editor without anything: how long it takes to open is what the workbench needs for any editor. */
public final class EmptyEditor extends EditorPart {

    /** The id under which the plug-in manifest declares this editor. */
    static final String ID = "org.lamina.benchmarks.session.empty";

    private Canvas canvas;

    /** Nothing. */
    static final class Input implements IEditorInput {

        @Override
        public boolean exists() {
            return false;
        }

        @Override
        public ImageDescriptor getImageDescriptor() {
            return ImageDescriptor.getMissingImageDescriptor();
        }

        @Override
        public String getName() {
            return "Nothing";
        }

        @Override
        public IPersistableElement getPersistable() {
            return null;
        }

        @Override
        public String getToolTipText() {
            return getName();
        }

        @Override
        public <T> T getAdapter(Class<T> type) {
            return null;
        }
    }

    @Override
    public void init(IEditorSite site, IEditorInput input) {
        setSite(site);
        setInput(input);
        setPartName(input.getName());
    }

    @Override
    public void createPartControl(Composite parent) {
        canvas = new Canvas(parent, SWT.NONE);
    }

    @Override
    public void setFocus() {
        canvas.setFocus();
    }

    @Override
    public boolean isDirty() {
        return false;
    }

    @Override
    public boolean isSaveAsAllowed() {
        return false;
    }

    @Override
    public void doSave(IProgressMonitor monitor) {
        // holds nothing
    }

    @Override
    public void doSaveAs() {
        // holds nothing
    }
}
