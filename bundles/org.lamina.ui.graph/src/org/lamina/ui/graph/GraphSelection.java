package org.lamina.ui.graph;

import java.util.List;
import java.util.function.Consumer;
import org.eclipse.core.runtime.ListenerList;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.jface.viewers.StructuredSelection;
import org.lamina.ui.UnitSelection;

/** The selection of the editor for the workbench, as {@link UnitSelection}s: the layers, or else the model. */
final class GraphSelection implements ISelectionProvider {

    private final ListenerList<ISelectionChangedListener> listeners = new ListenerList<>();
    private final Consumer<List<UnitSelection>> asked;
    private IStructuredSelection selection = StructuredSelection.EMPTY;

    /**
     * @param asked shows the selection that another part asks for
     */
    GraphSelection(Consumer<List<UnitSelection>> asked) {
        this.asked = asked;
    }

    /** The units in a selection of whatever part. */
    static List<UnitSelection> units(ISelection selection) {
        return selection instanceof IStructuredSelection structured
                ? ((List<?>) structured.toList()).stream().filter(UnitSelection.class::isInstance)
                        .map(UnitSelection.class::cast).toList()
                : List.of();
    }

    /** Tells the workbench what is selected now, also if it is the same with new contents. */
    void publish(List<UnitSelection> units) {
        selection = new StructuredSelection(units);
        SelectionChangedEvent event = new SelectionChangedEvent(this, selection);
        listeners.forEach(listener -> listener.selectionChanged(event));
    }

    @Override
    public ISelection getSelection() {
        return selection;
    }

    @Override
    public void setSelection(ISelection wanted) {
        asked.accept(units(wanted));
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
