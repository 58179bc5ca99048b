package org.lamina.ui.widgets.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.part.ViewPart;
import org.lamina.ui.LaminaUi;
import org.lamina.ui.Notice;
import org.lamina.ui.UnitNavigation;
import org.lamina.ui.UnitSelection;
import org.lamina.ui.scene.ScenePainter;
import org.lamina.ui.widgets.Messages;
import org.lamina.ui.widgets.Tool;
import org.lamina.ui.widgets.Toolset;
import org.lamina.ui.widgets.panel.WidgetMemory.Remembered;

/**
 * The panel of widgets, the newest at the top. When the workbench starts again, the widgets are there but wait to be
 * asked before they compute.
 */
public final class WidgetsView extends ViewPart {

    public static final String ID = LaminaUi.WIDGETS_VIEW;

    /** The family of all jobs that compute widgets. */
    public static final Object FAMILY = ID + ".jobs";

    private static final int NARROW = 60;
    private static final int SCROLL_STEP = 20;

    private ScrolledComposite scroll;
    private Composite column;
    private Control hint;
    private ScenePainter painter;
    private List<Remembered> remembered = List.of();

    @Override
    public void init(IViewSite site, IMemento memento) throws PartInitException {
        super.init(site, memento);
        remembered = WidgetMemory.read(memento);
    }

    @Override
    public void saveState(IMemento memento) {
        WidgetMemory.save(memento, widgets());
    }

    @Override
    public void createPartControl(Composite parent) {
        painter = new ScenePainter(parent.getDisplay());
        parent.addListener(SWT.Dispose, event -> painter.dispose());
        scroll = new ScrolledComposite(parent, SWT.V_SCROLL);
        scroll.setExpandHorizontal(true);
        scroll.setExpandVertical(true);
        scroll.setShowFocusedControl(true);
        scroll.getVerticalBar().setIncrement(SCROLL_STEP);
        column = new Composite(scroll, SWT.NONE);
        column.setBackgroundMode(SWT.INHERIT_FORCE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(column);
        Notice notice = new Notice(column);
        notice.show(Messages.WidgetsView_empty);
        hint = notice.control();
        GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, SWT.DEFAULT).applyTo(hint);
        scroll.setContent(column);
        scroll.addListener(SWT.Resize, event -> layout());
        restore();
    }

    private void restore() {
        List<Remembered> fromBelow = new ArrayList<>(remembered);
        Collections.reverse(fromBelow);
        for (Remembered widget : fromBelow) {
            Toolset.builtin().find(widget.tool())
                    .ifPresent(tool -> create(tool, widget.selection()).remember(widget.tables()));
        }
        remembered = List.of();
    }

    /** The widgets from top to bottom. */
    public List<WidgetCard> widgets() {
        return Arrays.stream(column.getChildren()).filter(WidgetCard.class::isInstance).map(WidgetCard.class::cast)
                .toList();
    }

    /**
     * Applies a tool to a unit: in a new widget, or in the one that shows the same already, whose work so far is
     * cancelled.
     *
     * @return the widget, at work
     */
    public WidgetCard apply(Tool tool, UnitSelection selection) {
        WidgetKey key = WidgetKey.of(tool, selection);
        WidgetCard card = widgets().stream().filter(it -> WidgetKey.of(it.tool(), it.selection()).equals(key))
                .findFirst().orElseGet(() -> create(tool, selection));
        card.start();
        scroll.showControl(card);
        return card;
    }

    private WidgetCard create(Tool tool, UnitSelection selection) {
        WidgetCard card = new WidgetCard(column, new CardPanel(), tool, selection);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(card);
        card.moveAbove(null);
        return card;
    }

    /** Takes all widgets away and stops those at work. */
    public void closeAll() {
        widgets().forEach(Control::dispose);
        layout();
    }

    @Override
    public void setFocus() {
        if (!scroll.setFocus()) {
            scroll.forceFocus();
        }
    }

    private void layout() {
        boolean empty = widgets().isEmpty();
        hint.setVisible(empty);
        ((GridData) hint.getLayoutData()).exclude = !empty;
        column.layout(true, true);
        scroll.setMinHeight(column.computeSize(scroll.getClientArea().width, SWT.DEFAULT).y);
    }

    /** What the widgets see of this view. */
    private final class CardPanel implements WidgetCard.Panel {

        @Override
        public void jump(UnitSelection selection) {
            try {
                UnitNavigation.open(getSite().getPage(), selection);
            } catch (PartInitException e) {
                Platform.getLog(WidgetsView.class).log(e.getStatus());
            }
        }

        @Override
        public void changed() {
            layout();
        }

        @Override
        public ScenePainter painter() {
            return painter;
        }
    }
}
