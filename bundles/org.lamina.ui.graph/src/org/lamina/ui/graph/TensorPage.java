package org.lamina.ui.graph;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.lamina.model.TensorInfo;
import org.lamina.ui.SpokenName;

/**
 * The tensors of a checkpoint as a table that can be filtered by name and sorted by its columns. The rows are filled as
 * they come into sight, so that it may have a hundred thousand of them.
 */
final class TensorPage {

    private static final int NARROWEST = 70;
    private static final int MOST = 100;

    private final Composite control;
    private final Text filter;
    private final Label sum;
    private final Table table;
    private List<TensorInfo> all = List.of();
    private List<TensorInfo> shown = List.of();

    TensorPage(Composite parent) {
        control = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(8, 6).spacing(10, 6).applyTo(control);
        filter = new Text(control, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
        filter.setMessage(Messages.TensorPage_filter);
        SpokenName.give(filter, Messages.TensorPage_filter);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(filter);
        filter.addListener(SWT.Modify, event -> refresh());
        sum = new Label(control, SWT.NONE);
        GridDataFactory.fillDefaults().align(SWT.END, SWT.CENTER).applyTo(sum);
        Composite rows = new Composite(control, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).span(2, 1).applyTo(rows);
        table = new Table(rows, SWT.VIRTUAL | SWT.BORDER | SWT.FULL_SELECTION | SWT.MULTI);
        table.setHeaderVisible(true);
        SpokenName.give(table, Messages.GraphHeader_tensors);
        table.addListener(SWT.SetData, event -> fill((TableItem) event.item, shown.get(event.index)));
        TableColumnLayout layout = new TableColumnLayout();
        rows.setLayout(layout);
        for (TensorColumn kind : TensorColumn.values()) {
            TableColumn column = new TableColumn(table, kind.alignment());
            column.setText(kind.title());
            column.setData(kind);
            column.addListener(SWT.Selection, event -> sortBy(column));
            layout.setColumnData(column, new ColumnWeightData(kind.weight(), NARROWEST, true));
        }
    }

    private static void fill(TableItem item, TensorInfo tensor) {
        for (TensorColumn column : TensorColumn.values()) {
            item.setText(column.ordinal(), column.text(tensor));
        }
    }

    /** A first click sorts upwards, a second downwards, a third goes back to the order of the file. */
    private void sortBy(TableColumn column) {
        boolean again = column.equals(table.getSortColumn());
        boolean back = again && table.getSortDirection() == SWT.DOWN;
        table.setSortDirection(back ? SWT.NONE : again ? SWT.DOWN : SWT.UP);
        table.setSortColumn(back ? null : column);
        refresh();
    }

    Control control() {
        return control;
    }

    /** Is told which tensors are selected, when others are; of very many the first ones. */
    void onSelection(Consumer<List<TensorInfo>> listener) {
        table.addListener(SWT.Selection, event -> listener.accept(
                IntStream.of(table.getSelectionIndices()).limit(MOST).mapToObj(shown::get).toList()));
    }

    void setFocus() {
        filter.setFocus();
    }

    /** Shows these tensors, filtered and sorted as those before. */
    void show(List<TensorInfo> tensors) {
        all = tensors;
        refresh();
    }

    private void refresh() {
        String wanted = filter.getText().strip().toLowerCase(Locale.ROOT);
        List<TensorInfo> found = new ArrayList<>(all);
        found.removeIf(tensor -> !tensor.name().toLowerCase(Locale.ROOT).contains(wanted));
        if (table.getSortColumn() != null) {
            Comparator<TensorInfo> order = ((TensorColumn) table.getSortColumn().getData()).order();
            found.sort(table.getSortDirection() == SWT.DOWN ? order.reversed() : order);
        }
        shown = found;
        table.setItemCount(shown.size());
        table.clearAll();
        NumberFormat numbers = NumberFormat.getIntegerInstance();
        long bytes = shown.stream().mapToLong(TensorInfo::bytes).sum();
        sum.setText(NLS.bind(shown.size() == all.size() ? Messages.TensorPage_sum : Messages.TensorPage_filteredSum,
                new Object[] {numbers.format(shown.size()), numbers.format(bytes), numbers.format(all.size())}));
        control.layout();
    }
}
