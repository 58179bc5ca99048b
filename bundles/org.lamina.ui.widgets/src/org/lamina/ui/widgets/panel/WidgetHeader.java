package org.lamina.ui.widgets.panel;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.lamina.ui.Icon;
import org.lamina.ui.UnitSelection;
import org.lamina.ui.widgets.Icons;
import org.lamina.ui.widgets.Messages;
import org.lamina.ui.widgets.Texts;
import org.lamina.ui.widgets.Tool;
import org.lamina.ui.widgets.UnitIcons;

/** The head of a widget: the unit in bold, tool and checkpoint below, and the buttons at the right. */
final class WidgetHeader extends Composite {

    private final ToolItem tables;

    /** What the buttons do. */
    interface Actions {

        /** Shows the unit in the architecture editor. */
        void jump();

        /** Runs the tool again. */
        void start();

        /** Shows tables instead of charts, or charts again. */
        void showTables(boolean wanted);

        /** Takes the widget away. */
        void close();
    }

    WidgetHeader(Composite parent, Tool tool, UnitSelection selection, Actions actions) {
        super(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(3).spacing(4, 0).applyTo(this);
        Label icon = new Label(this, SWT.NONE);
        icon.setImage(UnitIcons.of(selection));
        GridDataFactory.fillDefaults().align(SWT.CENTER, SWT.CENTER).applyTo(icon);
        Label unit = new Label(this, SWT.NONE);
        unit.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
        unit.setText(Texts.plain(selection.unit().label()));
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(1, SWT.DEFAULT).applyTo(unit);

        ToolBar bar = new ToolBar(this, SWT.FLAT | SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().align(SWT.END, SWT.CENTER).applyTo(bar);
        String label = selection.unit().label();
        tables = item(bar, SWT.CHECK, Icons.TABLE.image(), Messages.WidgetHeader_table);
        ToolItem jump = item(bar, SWT.PUSH, Icons.JUMP.image(), NLS.bind(Messages.WidgetHeader_jump, label));
        ToolItem refresh = item(bar, SWT.PUSH, Icon.REFRESH.image(), Messages.WidgetHeader_refresh);
        ToolItem close = item(bar, SWT.PUSH, Icons.CLOSE.image(), Messages.WidgetHeader_close);
        tables.addListener(SWT.Selection, event -> actions.showTables(tables.getSelection()));
        jump.addListener(SWT.Selection, event -> actions.jump());
        refresh.addListener(SWT.Selection, event -> actions.start());
        close.addListener(SWT.Selection, event -> actions.close());

        Label origin = Texts.muted(this, SWT.NONE);
        origin.setText(Texts.plain(
                NLS.bind(Messages.WidgetHeader_origin, tool.label(), selection.file().getFileName())));
        origin.setToolTipText(Texts.plain(selection.file().toString()));
        GridDataFactory.fillDefaults().grab(true, false).span(3, 1).hint(1, SWT.DEFAULT).applyTo(origin);
    }

    private static ToolItem item(ToolBar bar, int style, Image image, String tip) {
        ToolItem item = new ToolItem(bar, style);
        item.setImage(image);
        item.setToolTipText(Texts.plain(tip));
        return item;
    }

    /** Whether there is something to show as tables, and whether it is shown so. */
    void setTables(boolean enabled, boolean shown) {
        tables.setEnabled(enabled);
        tables.setSelection(shown);
    }
}
