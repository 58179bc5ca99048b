package org.lamina.ui.widgets.panel;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.lamina.ui.scene.ScenePainter;
import org.lamina.ui.widgets.Texts;
import org.lamina.ui.widgets.WidgetModel;

/** A widget that shows histograms, each with its name above and its numbers below, as charts or as tables. */
final class HistogramsBody extends Composite {

    private static final int NARROW = 60;
    private static final int TABLE_HEIGHT = 190;

    private final List<Control> contents = new ArrayList<>();
    private final ScenePainter painter;

    /** @param painter makes the pictures; owned by the caller */
    HistogramsBody(Composite parent, ScenePainter painter, WidgetModel.Histograms model, boolean tables) {
        super(parent, SWT.NONE);
        this.painter = painter;
        GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(this);
        for (WidgetModel.Chart chart : model.charts()) {
            add(chart, tables);
        }
    }

    /** The charts or tables, one for each histogram. */
    List<Control> contents() {
        return List.copyOf(contents);
    }

    private void add(WidgetModel.Chart chart, boolean table) {
        Composite title = new Composite(this, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(title);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(title);
        Label name = new Label(title, SWT.NONE);
        name.setText(Texts.plain(chart.title()));
        Label detail = Texts.muted(title, SWT.NONE);
        detail.setText(chart.detail());
        GridDataFactory.fillDefaults().grab(true, false).hint(1, SWT.DEFAULT).applyTo(detail);

        Control content = table ? new HistogramTable(this, chart) : new HistogramCanvas(this, painter, chart);
        GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, table ? TABLE_HEIGHT : SWT.DEFAULT)
                .applyTo(content);
        contents.add(content);

        Label summary = Texts.muted(this, SWT.WRAP);
        summary.setText(Summary.of(chart.histogram().statistics()));
        GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, SWT.DEFAULT).applyTo(summary);
    }
}
