package org.lamina.ui.widgets.panel;

import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.lamina.query.Histogram;
import org.lamina.ui.widgets.Messages;
import org.lamina.ui.widgets.WidgetModel;

/** A histogram as a table, a bin a row: the same data for those who can't see or don't want the bars. */
final class HistogramTable extends Composite {

    HistogramTable(Composite parent, WidgetModel.Chart chart) {
        super(parent, SWT.NONE);
        TableColumnLayout layout = new TableColumnLayout();
        setLayout(layout);
        Table table = new Table(this, SWT.BORDER | SWT.FULL_SELECTION);
        table.setHeaderVisible(true);
        table.setLinesVisible(true);
        table.setToolTipText(NLS.bind(Messages.HistogramTable_title, chart.title()));
        for (String title : new String[] {Messages.HistogramTable_from, Messages.HistogramTable_to,
                Messages.HistogramTable_count, Messages.HistogramTable_share}) {
            TableColumn column = new TableColumn(table, SWT.RIGHT);
            column.setText(title);
            layout.setColumnData(column, new ColumnWeightData(1));
        }
        fill(table, chart.histogram());
        ChartMenu.addTo(table, chart.histogram());
    }

    private static void fill(Table table, Histogram histogram) {
        for (int bin = 0; bin < histogram.counts().size(); bin++) {
            long count = histogram.counts().get(bin);
            new TableItem(table, SWT.NONE).setText(new String[] {Numbers.text(histogram.edges().get(bin)),
                    Numbers.text(histogram.edges().get(bin + 1)), Numbers.text(count),
                    Numbers.share(count, histogram.statistics().finite())});
        }
    }
}
