package org.lamina.ui.graph;

import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.ActionContributionItem;
import org.eclipse.jface.action.GroupMarker;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.action.ToolBarManager;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.IWorkbenchPartSite;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.menus.IMenuService;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.ui.UiQueue;
import org.lamina.ui.graph.properties.Summary;

/** The line above the drawing: what model it is, and the tools. */
final class GraphHeader {

    private static final String TOOLBAR = "toolbar:" + ArchitectureEditor.ID;
    /** So many pixels are left to the name at least, or else the tools go without text. */
    private static final int NARROWEST_NAME = 160;

    private final Composite control;
    private final Label name;
    private final CLabel summary;
    private final Action details;
    private final Action glyphs;
    private final Action tensors;
    private final ZoomLevel zoom;
    private final Action panel;
    private final ToolBarManager tools;
    private final List<ActionContributionItem> pages;
    private int wide;
    private boolean narrow;

    /**
     * @param styles shows the drawing in a style
     * @param list shows the tensors instead
     * @param actualSize shows the drawing at 100 %
     * @param side shows or hides the preferences of the figure
     */
    GraphHeader(Composite parent, IWorkbenchPartSite site, Consumer<Style> styles, Runnable list,
            Runnable actualSize, Consumer<Boolean> side) {
        control = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(8, 2).spacing(10, 0).applyTo(control);
        Composite title = new Composite(control, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(title);
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).applyTo(title);
        name = new Label(title, SWT.NONE);
        name.setToolTipText(Messages.GraphHeader_drag);
        name.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
        GridDataFactory.fillDefaults().grab(true, false).applyTo(name);
        summary = new CLabel(title, SWT.NONE);
        summary.setMargins(0, 0, 0, 0);
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).applyTo(summary);
        details = page(Messages.GraphHeader_details, Messages.GraphHeader_detailsTip, "details",
                () -> styles.accept(Style.DETAILS));
        glyphs = page(Messages.GraphHeader_glyphs, Messages.GraphHeader_glyphsTip, "glyphs",
                () -> styles.accept(Style.GLYPHS));
        tensors = page(Messages.GraphHeader_tensors, Messages.GraphHeader_tensorsTip, "tensors", list);
        zoom = new ZoomLevel(actualSize);
        panel = panel(side);
        tools = new ToolBarManager(SWT.FLAT | SWT.RIGHT) {
            /** The head has the width of the editor; by itself it would become as small as its tools let it. */
            @Override
            protected void relayout(ToolBar bar, int oldCount, int newCount) {
                control.layout(true, true);
            }
        };
        pages = List.of(withText(details), withText(glyphs), withText(tensors));
        new UiQueue(control).later(() -> makeTools(site));
    }

    /** The tools take their time to be made, which the workbench needs for itself when it opens an editor. */
    private void makeTools(IWorkbenchPartSite site) {
        fill(site);
        GridDataFactory.swtDefaults().align(SWT.END, SWT.CENTER).applyTo(tools.createControl(control));
        control.addListener(SWT.Resize, event -> fit());
        fit();
        control.requestLayout();
    }

    private void fill(IWorkbenchPartSite site) {
        pages.forEach(tools::add);
        tools.add(new Separator());
        tools.add(new GroupMarker("zoom"));
        tools.add(zoom);
        tools.add(new GroupMarker("fit"));
        tools.add(new Separator("additions"));
        tools.add(panel);
        site.getService(IMenuService.class).populateContributionManager(tools, TOOLBAR);
        control.addListener(SWT.Dispose, event -> {
            site.getService(IMenuService.class).releaseContributions(tools);
            tools.dispose();
        });
    }

    /** Leaves out the text of the tools where the name would be cut otherwise. */
    private void fit() {
        if (!narrow) {
            wide = tools.getControl().computeSize(SWT.DEFAULT, SWT.DEFAULT).x;
        }
        boolean tight = control.getSize().x < wide + NARROWEST_NAME;
        if (tight != narrow) {
            narrow = tight;
            pages.forEach(page -> page.setMode(tight ? 0 : ActionContributionItem.MODE_FORCE_TEXT));
            tools.update(true);
        }
    }

    private static ActionContributionItem withText(Action action) {
        ActionContributionItem item = new ActionContributionItem(action);
        item.setMode(ActionContributionItem.MODE_FORCE_TEXT);
        return item;
    }

    private static Action page(String text, String tip, String icon, Runnable show) {
        Action action = new Action(text, IAction.AS_RADIO_BUTTON) {
            @Override
            public void run() {
                if (isChecked()) {
                    show.run();
                }
            }
        };
        action.setToolTipText(tip);
        action.setImageDescriptor(icon(icon));
        return action;
    }

    private static Action panel(Consumer<Boolean> side) {
        Action action = new Action(Messages.GraphHeader_panel, IAction.AS_CHECK_BOX) {
            @Override
            public void run() {
                side.accept(isChecked());
            }
        };
        action.setToolTipText(Messages.GraphHeader_panelTip);
        action.setImageDescriptor(icon("preferences"));
        return action;
    }

    private static ImageDescriptor icon(String icon) {
        return ResourceLocator.imageDescriptorFromBundle(ArchitectureEditor.BUNDLE, "icons/" + icon + ".svg")
                .orElseGet(ImageDescriptor::getMissingImageDescriptor);
    }

    /** Tells the zoom as text; a click goes back to 100 %. */
    private static final class ZoomLevel extends Action {

        private final Runnable actualSize;

        ZoomLevel(Runnable actualSize) {
            this.actualSize = actualSize;
            setToolTipText(Messages.GraphHeader_actualSize);
            show(1);
        }

        void show(double level) {
            setText(NLS.bind(Messages.GraphHeader_zoom, Math.round(100 * level)));
        }

        @Override
        public void run() {
            actualSize.run();
        }
    }

    Control control() {
        return control;
    }

    /** The name of the model, by which the figure can be dragged out of the editor. */
    Control handle() {
        return name;
    }

    /** Tells about a model; what could not be read of it is a warning sign with a tool tip. */
    void show(OpenedModel opened) {
        name.setText(opened.model().name().isEmpty() ? opened.file().getFileName().toString() : opened.model().name());
        String line = Summary.line(opened);
        summary.setText(line);
        boolean remarks = !opened.warnings().isEmpty();
        summary.setImage(remarks
                ? PlatformUI.getWorkbench().getSharedImages().getImage(ISharedImages.IMG_OBJS_WARN_TSK) : null);
        summary.setToolTipText(remarks ? String.join("\n", opened.warnings()) : line);
        control.layout(true, true);
    }

    /** Tells which style is shown. */
    void show(Style style) {
        details.setEnabled(true);
        glyphs.setEnabled(true);
        details.setChecked(style == Style.DETAILS);
        glyphs.setChecked(style == Style.GLYPHS);
        tensors.setChecked(false);
    }

    /** Tells that the tensors are shown; where there is nothing to draw, nothing else can be chosen. */
    void showTensors(boolean alone) {
        details.setChecked(false);
        glyphs.setChecked(false);
        details.setEnabled(!alone);
        glyphs.setEnabled(!alone);
        tensors.setChecked(true);
    }

    /** Tells whether the preferences of the figure are shown. */
    void showPanel(boolean shown) {
        panel.setChecked(shown);
    }

    /** Tells the zoom, 1 for 100 %; a longer text needs more room, which the last tool would lack. */
    void showZoom(double level) {
        int length = zoom.getText().length();
        zoom.show(level);
        if (zoom.getText().length() != length) {
            control.layout(true, true);
        }
    }
}
