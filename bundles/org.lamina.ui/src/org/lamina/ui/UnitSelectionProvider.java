package org.lamina.ui;

import java.util.List;
import java.util.function.Function;

import org.eclipse.core.runtime.ListenerList;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.StructuredViewer;

/** Publishes what is selected in a viewer as units, so that all parts understand each other. */
public final class UnitSelectionProvider implements ISelectionProvider {

    private final ListenerList<ISelectionChangedListener> listeners = new ListenerList<>();
    private final StructuredViewer viewer;
    private final Function<Object, List<UnitSelection>> units;

    /**
     * @param units from an element of the viewer to the units it stands for; called by the UI thread
     */
    public UnitSelectionProvider(StructuredViewer viewer, Function<Object, List<UnitSelection>> units) {
        this.viewer = viewer;
        this.units = units;
        viewer.addSelectionChangedListener(event -> tell());
    }

    private void tell() {
        SelectionChangedEvent event = new SelectionChangedEvent(this, getSelection());
        listeners.forEach(listener -> listener.selectionChanged(event));
    }

    @Override
    public ISelection getSelection() {
        List<?> elements = viewer.getStructuredSelection().toList();
        return new StructuredSelection(elements.stream().flatMap(element -> units.apply(element).stream()).toList());
    }

    /** Does nothing: a viewer's elements cannot be told from their units. */
    @Override
    public void setSelection(ISelection selection) {
        // whoever wants a unit shown here publishes it as its own selection
    }

    @Override
    public void addSelectionChangedListener(ISelectionChangedListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeSelectionChangedListener(ISelectionChangedListener listener) {
        listeners.remove(listener);
    }
}
