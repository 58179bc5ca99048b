package org.lamina.ui.preferences;

import java.util.function.Function;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnViewerEditor;
import org.eclipse.jface.viewers.ColumnViewerEditorActivationEvent;
import org.eclipse.jface.viewers.ColumnViewerEditorActivationStrategy;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.FocusCellOwnerDrawHighlighter;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.jface.viewers.TableViewerEditor;
import org.eclipse.jface.viewers.TableViewerFocusCellManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.lamina.ui.SpokenName;

/** A table whose cells are edited by a click or, where the arrow keys have led to them, by Enter or F2. */
final class EditableTable {

    private final TableViewer viewer;
    private final TableColumnLayout layout = new TableColumnLayout();

    /**
     * @param name what a screen reader calls it
     * @param rows how many are shown at first
     * @param grows whether it takes the room that is left
     */
    EditableTable(Composite parent, String name, int rows, boolean grows) {
        Composite area = new Composite(parent, SWT.NONE);
        area.setLayout(layout);
        viewer = new TableViewer(area, SWT.BORDER | SWT.FULL_SELECTION | SWT.SINGLE);
        viewer.getTable().setHeaderVisible(true);
        viewer.getTable().setLinesVisible(true);
        SpokenName.give(viewer.getTable(), name);
        viewer.getTable().addListener(SWT.Traverse, event -> {
            if (event.detail == SWT.TRAVERSE_RETURN) {
                event.doit = false; // it edits here, and does not close the dialog
            }
        });
        viewer.setContentProvider(ArrayContentProvider.getInstance());
        GridDataFactory.fillDefaults().grab(true, grows)
                .hint(SWT.DEFAULT, (rows + 1) * viewer.getTable().getItemHeight()).applyTo(area);
        TableViewerEditor.create(viewer,
                new TableViewerFocusCellManager(viewer, new FocusCellOwnerDrawHighlighter(viewer)), new ByClickOrKey(),
                ColumnViewerEditor.TABBING_HORIZONTAL | ColumnViewerEditor.KEYBOARD_ACTIVATION);
    }

    /** Adds a column. */
    TableViewerColumn column(String label, int weight, int minimum, Function<Object, String> text) {
        TableViewerColumn column = new TableViewerColumn(viewer, SWT.LEFT);
        column.getColumn().setText(label);
        column.setLabelProvider(ColumnLabelProvider.createTextProvider(text));
        layout.setColumnData(column.getColumn(), new ColumnWeightData(weight, minimum, true));
        return column;
    }

    TableViewer viewer() {
        return viewer;
    }

    private final class ByClickOrKey extends ColumnViewerEditorActivationStrategy {

        ByClickOrKey() {
            super(viewer);
        }

        @Override
        protected boolean isEditorActivationEvent(ColumnViewerEditorActivationEvent event) {
            return super.isEditorActivationEvent(event)
                    || event.eventType == ColumnViewerEditorActivationEvent.TRAVERSAL
                    || event.eventType == ColumnViewerEditorActivationEvent.KEY_PRESSED
                            && (event.keyCode == SWT.CR || event.keyCode == SWT.KEYPAD_CR || event.keyCode == SWT.F2);
        }
    }
}
