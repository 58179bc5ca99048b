package org.lamina.ui.findings;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnViewerToolTipSupport;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerComparator;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.lamina.eclipse.core.MarkedFinding;
import org.lamina.ui.SpokenName;

/** The list of findings, one line each, the worst first; the headings sort it otherwise. */
final class FindingsList {

    private final TableViewer viewer;

    FindingsList(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        TableColumnLayout layout = new TableColumnLayout();
        area.setLayout(layout);
        viewer = new TableViewer(area, SWT.SINGLE | SWT.FULL_SELECTION | SWT.H_SCROLL | SWT.V_SCROLL
                | SWT.VIRTUAL);
        for (FindingColumn column : FindingColumn.values()) {
            TableViewerColumn added = new TableViewerColumn(viewer, SWT.LEFT);
            added.getColumn().setText(column.label());
            added.getColumn().setMoveable(true);
            added.getColumn().addListener(SWT.Selection, event -> sort(added.getColumn(), column));
            added.setLabelProvider(column.labels());
            layout.setColumnData(added.getColumn(), column.width());
        }
        table().setHeaderVisible(true);
        SpokenName.give(table(), Messages.FindingsView_list);
        ColumnViewerToolTipSupport.enableFor(viewer);
        viewer.setContentProvider(ArrayContentProvider.getInstance());
    }

    /** Sorts up, then down, then as the findings came: the worst first. */
    private void sort(TableColumn heading, FindingColumn column) {
        boolean again = heading.equals(table().getSortColumn());
        int direction = !again ? SWT.UP : table().getSortDirection() == SWT.UP ? SWT.DOWN : SWT.NONE;
        table().setSortColumn(direction == SWT.NONE ? null : heading);
        table().setSortDirection(direction);
        Comparator<MarkedFinding> order = direction == SWT.DOWN ? column.order().reversed() : column.order();
        viewer.setComparator(direction == SWT.NONE ? null : new ViewerComparator() {
            @Override
            public int compare(Viewer unused, Object one, Object other) {
                return order.compare((MarkedFinding) one, (MarkedFinding) other);
            }
        });
    }

    private Table table() {
        return viewer.getTable();
    }

    TableViewer viewer() {
        return viewer;
    }

    /** The list with the area that it fills. */
    Control control() {
        return table().getParent();
    }

    /** Shows other findings; what is selected stays so if it is among them. */
    void show(List<MarkedFinding> findings) {
        Optional<MarkedFinding> before = selected();
        viewer.setInput(findings);
        viewer.setSelection(findings.stream()
                .filter(finding -> before.filter(old -> old.marker().equals(finding.marker())).isPresent())
                .findFirst().map(StructuredSelection::new).orElse(StructuredSelection.EMPTY));
    }

    Optional<MarkedFinding> selected() {
        return Optional.ofNullable((MarkedFinding) viewer.getStructuredSelection().getFirstElement());
    }

    /** All that are shown, selected or not. */
    List<MarkedFinding> shown() {
        return viewer.getInput() instanceof List<?> shown ? shown.stream().map(MarkedFinding.class::cast).toList()
                : List.of();
    }

    /**
     * Selects the first finding that is like this.
     *
     * @return whether there is one
     */
    boolean select(Predicate<MarkedFinding> like) {
        Optional<MarkedFinding> found = shown().stream().filter(like).findFirst();
        found.ifPresent(finding -> viewer.setSelection(new StructuredSelection(finding), true));
        return found.isPresent();
    }

    /** Selects none, so that each finding is one line again. */
    void fold() {
        viewer.setSelection(StructuredSelection.EMPTY);
    }
}
