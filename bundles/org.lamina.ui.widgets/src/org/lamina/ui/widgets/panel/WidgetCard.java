package org.lamina.ui.widgets.panel;

import java.util.Optional;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.PlatformUI;
import org.lamina.model.Outcome;
import org.lamina.ui.Icon;
import org.lamina.ui.UiQueue;
import org.lamina.ui.UnitSelection;
import org.lamina.ui.scene.ScenePainter;
import org.lamina.ui.scene.WorkbenchTheme;
import org.lamina.ui.widgets.Messages;
import org.lamina.ui.widgets.Tool;
import org.lamina.ui.widgets.WidgetModel;

/**
 * One widget of the panel: the header, and below it the progress of its tool, what the tool found, or why it found
 * nothing. Starting it again cancels what it is doing.
 */
public final class WidgetCard extends Composite implements WidgetRun.Listener, WidgetHeader.Actions {

    private static final int BORDER = 3;
    private static final int MARGIN = 10;
    private static final int ROUND = 8;

    private final Tool tool;
    private final UnitSelection selection;
    private final Panel panel;
    private final WidgetHeader header;
    private Composite body;
    private WidgetRun run;
    private Outcome<WidgetModel> outcome;
    private boolean tables;

    /** What a widget needs of the panel around it. */
    interface Panel {

        /** Shows the unit in the architecture editor. */
        void jump(UnitSelection selection);

        /** Lays the widgets out again after one has changed its height. */
        void changed();

        /** Makes the pictures of charts. */
        ScenePainter painter();
    }

    WidgetCard(Composite parent, Panel panel, Tool tool, UnitSelection selection) {
        super(parent, SWT.NONE);
        this.panel = panel;
        this.tool = tool;
        this.selection = selection;
        GridLayoutFactory.fillDefaults().margins(MARGIN, MARGIN).spacing(0, 4).applyTo(this);
        header = new WidgetHeader(this, tool, selection, this);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(header);
        addListener(SWT.Dispose, event -> cancelRun());
        addListener(SWT.Resize, event -> redraw());
        addPaintListener(event -> paintBorder(event.gc));
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                event.result = NLS.bind(Messages.WidgetJob_name, tool.label(), selection.unit().label());
            }
        });
    }

    private void paintBorder(GC gc) {
        Point size = getSize();
        gc.setAntialias(SWT.ON);
        gc.setForeground(panel.painter().color(WorkbenchTheme.of(this).frameBorder()));
        gc.drawRoundRectangle(BORDER, BORDER, size.x - 2 * BORDER - 1, size.y - 2 * BORDER - 1, ROUND, ROUND);
    }

    /** The unit that it is about. */
    public UnitSelection selection() {
        return selection;
    }

    /** The tool that was applied. */
    public Tool tool() {
        return tool;
    }

    /** How the tool ended; empty while it runs. */
    public Optional<Outcome<WidgetModel>> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** Whether it shows tables instead of charts. */
    public boolean showsTables() {
        return tables;
    }

    /** Waits to be run: what an earlier session computed is not kept. */
    void remember(boolean withTables) {
        tables = withTables;
        outcome = new Outcome.Cancelled<>();
        show(Messages.WidgetCard_remembered);
    }

    /** Runs the tool, once more if it ran before. */
    @Override
    public void start() {
        cancelRun();
        outcome = null;
        header.setTables(false, tables);
        replaceBody(new RunningBody(this, this::cancel));
        run = new WidgetRun(tool, selection, new UiQueue(this), this);
        run.start();
    }

    /** Stops the tool if it runs. */
    public void cancel() {
        if (outcome == null) {
            cancelRun();
            ended(new Outcome.Cancelled<>());
        }
    }

    /** Stops the tool if it runs, and takes the widget away. */
    @Override
    public void close() {
        dispose();
        panel.changed();
    }

    /** Shows tables instead of charts, or charts again. */
    @Override
    public void showTables(boolean wanted) {
        tables = wanted;
        if (outcome != null) {
            show(outcome);
        }
    }

    /** Shows the unit of the widget in the architecture editor. */
    @Override
    public void jump() {
        panel.jump(selection);
    }

    @Override
    public void progressed(String task, double fraction) {
        if (body instanceof RunningBody running) {
            running.progressed(task, fraction);
        }
    }

    @Override
    public void ended(Outcome<WidgetModel> end) {
        outcome = end;
        show(end);
    }

    private void show(Outcome<WidgetModel> end) {
        if (end instanceof Outcome.Done<WidgetModel> done
                && done.value() instanceof WidgetModel.Histograms histograms) {
            header.setTables(true, tables);
            replaceBody(new HistogramsBody(this, panel.painter(), histograms, tables));
        } else if (end instanceof Outcome.Failed<WidgetModel> failed) {
            replaceBody(new ProblemBody(this, Icon.WARNING.image(), failed.problem(), Messages.WidgetCard_retry,
                    this::start));
        } else if (end instanceof Outcome.Cancelled<WidgetModel>) {
            show(Messages.WidgetCard_cancelled);
        }
    }

    private void show(String reason) {
        Image info = PlatformUI.getWorkbench().getSharedImages().getImage(ISharedImages.IMG_OBJS_INFO_TSK);
        replaceBody(new ProblemBody(this, info, reason, Messages.WidgetCard_runAgain, this::start));
    }

    private void replaceBody(Composite next) {
        if (body != null) {
            body.dispose();
        }
        body = next;
        GridDataFactory.fillDefaults().grab(true, false).applyTo(body);
        panel.changed();
    }

    private void cancelRun() {
        if (run != null) {
            run.cancel();
            run = null;
        }
    }
}
